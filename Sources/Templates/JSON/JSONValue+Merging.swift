extension JSONValue {
    /// This value with a merge patch applied (RFC 7396): objects merge, `null` removes a member, all else replaces.
    public func merging(patch: JSONValue) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        var members = objectValue ?? [:]
        for (name, change) in changes {
            if change.isNull {
                members.removeValue(forKey: name)
            } else {
                members[name] = (members[name] ?? .null).merging(patch: change)
            }
        }
        return .object(members)
    }

    /// This value without members that are `null`, in objects within objects too; lists stay as they are.
    var withoutNullMembers: JSONValue {
        guard case .object = self else { return self }
        return JSONValue.object([:]).merging(patch: self)
    }
}
