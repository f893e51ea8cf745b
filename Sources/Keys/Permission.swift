/// What a request wants to do, as far as keys are concerned.
public enum KeyOperation: Sendable, CaseIterable {
    /// `POST /renders/sync` and its queued form.
    case renderSync
    /// `GET /render`, the dynamic image URL.
    case renderGET
    case readTemplates
    case writeTemplates
    case readAssets
    case writeAssets
    case readSettings
    case writeSettings
    /// Records of renders; a Project key sees its own only.
    case readHistory
}

/// Which type of key may do what; whatever is not listed is denied.
///
/// A Project key is bound to its scope besides: ``VerifiedKey/covers(template:)``. A GET key needs an allowed host too.
public enum Permission {
    /// Whether keys of this type may do this at all.
    public static func allows(_ type: KeyType, _ operation: KeyOperation) -> Bool {
        switch (type, operation) {
        case (.master, _): true
        case (.project, .renderSync), (.project, .renderGET), (.project, .readTemplates), (.project, .readHistory): true
        case (.readOnly, .renderSync), (.readOnly, .renderGET): true
        case (.readOnly, .readTemplates), (.readOnly, .readAssets), (.readOnly, .readSettings),
            (.readOnly, .readHistory):
            true
        case (.get, .renderGET): true
        default: false
        }
    }
}
