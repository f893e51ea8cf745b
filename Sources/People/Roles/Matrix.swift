/// Who may do what: the whole table, pure. Whatever is not in it is denied.
public enum Matrix {
    /// The reach of a role's action.
    public static func reach(_ role: Role, _ action: PersonAction) -> Reach {
        let row = row(action)
        return switch role {
        case .owner: row.owner
        case .admin: row.admin
        case .user: row.user
        case .viewer: row.viewer
        }
    }

    private struct Row {
        let owner: Reach
        let admin: Reach
        let user: Reach
        let viewer: Reach

        init(_ owner: Reach, _ admin: Reach, _ user: Reach, _ viewer: Reach) {
            self.owner = owner
            self.admin = admin
            self.user = user
            self.viewer = viewer
        }
    }

    private static func row(_ action: PersonAction) -> Row {
        switch action {
        //                                    owner  admin  user   viewer
        case .viewOrganization: /*       */ Row(.all, .all, .all, .all)
        case .renameOrganization: /*     */ Row(.all, .all, .none, .none)
        case .createKeys: /*             */ Row(.all, .all, .all, .none)
        case .viewKeys: /*               */ Row(.all, .all, .own, .none)
        case .revokeKeys: /*             */ Row(.all, .all, .own, .none)
        case .rotateKeys: /*             */ Row(.own, .own, .own, .none)
        case .viewTemplates: /*          */ Row(.all, .all, .all, .all)
        case .editTemplates: /*          */ Row(.all, .all, .all, .none)
        case .deleteTemplates: /*        */ Row(.all, .all, .own, .none)
        case .viewAssets: /*             */ Row(.all, .all, .all, .all)
        case .uploadAssets: /*           */ Row(.all, .all, .all, .none)
        case .deleteAssets: /*           */ Row(.all, .all, .own, .none)
        case .preview: /*                */ Row(.all, .all, .all, .all)
        case .viewRenders: /*            */ Row(.all, .all, .own, .own)
        case .replayRenders: /*          */ Row(.all, .all, .own, .own)
        case .viewUsage: /*              */ Row(.all, .all, .own, .own)
        case .viewMembers: /*            */ Row(.all, .all, .own, .own)
        case .manageMembers: /*          */ Row(.all, .all, .none, .none)
        case .viewSettings: /*           */ Row(.all, .all, .all, .all)
        case .configure: /*              */ Row(.all, .all, .none, .none)
        case .signURLs: /*               */ Row(.all, .all, .all, .none)
        case .viewActivity: /*           */ Row(.all, .all, .own, .own)
        case .transferOwnership: /*      */ Row(.all, .none, .none, .none)
        }
    }
}
