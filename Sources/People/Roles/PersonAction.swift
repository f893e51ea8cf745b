/// What a signed-in person may want to do in an organization; each is a row of ``Matrix``.
public enum PersonAction: String, Sendable, CaseIterable {
    /// Read the organization's name, the schema and the samples, and hear of changes.
    case viewOrganization
    case renameOrganization
    case createKeys
    case viewKeys
    /// Revoke keys, and delete revoked ones.
    case revokeKeys
    /// Rotating shows a new key, so nobody may do it with another person's.
    case rotateKeys
    case viewTemplates
    /// Create and edit templates.
    case editTemplates
    case deleteTemplates
    case viewAssets
    case uploadAssets
    case deleteAssets
    /// Draw what is being edited, unrecorded.
    case preview
    case viewRenders
    case replayRenders
    case viewUsage
    case viewMembers
    /// Invite, remove, change roles.
    case manageMembers
    case viewSettings
    case configure
    /// Make a signed GET URL.
    case signURLs
    case viewActivity
    case transferOwnership
}
