import People
import Testing

/// The contract's table, row by row: owner, admin, user, viewer.
private let rows: [(PersonAction, [Reach])] = [
    (.createKeys, [.all, .all, .all, .none]), (.viewKeys, [.all, .all, .own, .none]),
    (.revokeKeys, [.all, .all, .own, .none]), (.rotateKeys, [.own, .own, .own, .none]),
    (.viewTemplates, [.all, .all, .all, .all]), (.editTemplates, [.all, .all, .all, .none]),
    (.uploadAssets, [.all, .all, .all, .none]), (.deleteTemplates, [.all, .all, .own, .none]),
    (.deleteAssets, [.all, .all, .own, .none]), (.viewRenders, [.all, .all, .own, .own]),
    (.manageMembers, [.all, .all, .none, .none]), (.configure, [.all, .all, .none, .none]),
    (.transferOwnership, [.all, .none, .none, .none]), (.viewActivity, [.all, .all, .own, .own]),
]

@Test(arguments: rows)
func `the matrix is the contract's`(_ row: (action: PersonAction, reaches: [Reach])) {
    #expect(Role.allCases == [.owner, .admin, .user, .viewer])
    #expect(Role.allCases.map { Matrix.reach($0, row.action) } == row.reaches)
}

@Test func `own covers what the person made, none covers nothing`() {
    #expect(Reach.own.covers(creator: "usr_a", person: "usr_a"))
    #expect(!Reach.own.covers(creator: "usr_b", person: "usr_a"))
    #expect(!Reach.own.covers(creator: nil, person: "usr_a"))
    #expect(Reach.all.covers(creator: nil, person: "usr_a"))
    #expect(!Reach.none.covers(creator: "usr_a", person: "usr_a"))
}
