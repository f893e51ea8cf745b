import Catalog
import Foundation
import GRDB
import Limit
import SQLiteStore
import Testing

@Suite struct OpeningTests {
    private let folder = TemporaryFolder()

    private func open() throws -> SQLiteStore { try SQLiteStore(folder: folder.path, limits: .small) }

    private var databasePath: String { folder.path + "/renderstack.db" }

    @Test func `a store that is opened again holds all that was written`() async throws {
        let organization = Sample.organization("acme")
        let logo = Sample.asset("logo", organizationID: organization.id)
        let render = Sample.render(organizationID: organization.id)
        let first = try open()
        try await first.createOrganization(organization)
        let template = try await first.createTemplate(
            id: Sample.id(.template), organizationID: organization.id, Sample.save("card", uses: ["logo"]))
        _ = try await first.addAsset(logo, bytes: [1, 2, 3], replacing: false)
        let settings = try await first.changeSettings(organizationID: organization.id) { $0.allowedHosts = ["a.b"] }
        try await first.appendRenders([render])
        try await first.close()

        let second = try open()
        #expect(try await second.organizations() == [organization])
        #expect(try await second.template(organizationID: organization.id, idOrSlug: "card") == template)
        #expect(try await second.asset(organizationID: organization.id, id: logo.id) == logo)
        #expect(try await second.assetBytes(hash: logo.hash) == [1, 2, 3])
        #expect(try await second.settings(organizationID: organization.id) == settings)
        #expect(try await second.render(organizationID: organization.id, id: render.id) == render)
        await #expect(throws: CatalogError.inUse(by: ["card"])) {
            try await second.deleteAsset(organizationID: organization.id, id: logo.id)
        }
    }

    @Test func `a closed store answers with an error`() async throws {
        let store = try open()
        try await store.close()
        let closed = CatalogError.storage(reason: "the store is closed")
        await #expect(throws: closed) { try await store.organizations() }
        await #expect(throws: closed) { try await store.createOrganization(Sample.organization("acme")) }
        try await store.close()
    }

    @Test func `closing waits for what has begun, and what comes later is refused`() async throws {
        let store = try open()
        let outcomes = await withTaskGroup(of: CatalogError?.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do throws(CatalogError) {
                        if number == 100 { try await store.close() }
                        try await store.createOrganization(Sample.organization("acme-\(number)"))
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let refused = outcomes.compactMap { $0 }
        #expect(refused.allSatisfy { $0 == .storage(reason: "the store is closed") })
        let again = try open()
        #expect(try await again.organizations().count == 200 - refused.count)
    }

    @Test func `a second store of the same folder is refused and told who has it`() async throws {
        let first = try open()
        #expect(throws: SQLiteStoreError.storeInUse(processID: ProcessInfo.processInfo.processIdentifier)) {
            try open()
        }
        try await first.close()
        _ = try open()
    }

    @Test func `a store that is closed or let go of leaves the folder free and no log behind`() async throws {
        for isClosed in [true, false] {
            let store = try open()
            try await store.createOrganization(Sample.organization("acme-\(isClosed)"))
            #expect(FileManager.default.fileExists(atPath: databasePath + "-wal"))
            if isClosed { try await store.close() }
            _ = consume store
            #expect(!FileManager.default.fileExists(atPath: databasePath + "-wal"))
        }
    }

    @Test func `folder and files are for their owner alone`() async throws {
        let store = try open()
        try await store.createOrganization(Sample.organization("acme"))
        #expect(try folder.permissions() == 0o700)
        for name in ["renderstack.db", "renderstack.db-wal", "renderstack.db-shm", "lock", "reserve"] {
            #expect(try folder.permissions(name) == 0o600, "\(name)")
        }
    }

    @Test func `modes that were widened are narrowed again`() async throws {
        try await open().close()
        for name in ["", "/renderstack.db", "/lock"] {
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path + name)
        }
        let store = try open()
        #expect(try folder.permissions() == 0o700)
        #expect(try folder.permissions("renderstack.db") == 0o600)
        #expect(try folder.permissions("lock") == 0o600)
        try await store.close()
    }

    @Test func `a folder of other people's files is left alone`() throws {
        try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        #expect(FileManager.default.createFile(atPath: folder.path + "/letter.txt", contents: Data()))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        #expect(throws: SQLiteStoreError.folderNotPrivate(mode: 0o755)) { try open() }
        #expect(try folder.permissions() == 0o755)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["letter.txt"])
    }

    @Test func `a folder that cannot be made is an honest error`() throws {
        #expect(throws: SQLiteStoreError.folder(.makeFolder, code: 2)) {
            try SQLiteStore(folder: folder.path + "/missing/data", limits: .small)
        }
    }

    @Test func `a file that is no database is an honest error and is not touched`() async throws {
        try await open().close()
        let letter = Data(repeating: 0x41, count: 8_192)
        try letter.write(to: URL(fileURLWithPath: databasePath))
        #expect {
            try open()
        } throws: { error in
            if case SQLiteStoreError.damaged = error { return true }
            return false
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: databasePath)) == letter)
    }

    @Test func `a damaged page is found when the store is opened`() async throws {
        let store = try open()
        let organization = Sample.organization("acme")
        try await store.createOrganization(organization)
        try await store.appendRenders(
            (0..<500).map { Sample.render(organizationID: organization.id, after: Double($0)) })
        try await store.close()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: databasePath))
        let middle = bytes.count / 4_096 / 2 * 4_096
        bytes.replaceSubrange(middle..<middle + 4_096, with: Data(repeating: 0xA5, count: 4_096))
        try bytes.write(to: URL(fileURLWithPath: databasePath))
        #expect {
            try open()
        } throws: { error in
            if case SQLiteStoreError.damaged(let findings) = error { return !findings.isEmpty }
            return false
        }
    }

    @Test func `a schema that is newer than the program is refused and not touched`() async throws {
        try await open().close()
        do {
            let queue = try DatabaseQueue(path: databasePath)
            try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('9999 from the future')") }
            try queue.close()
        }
        #expect(throws: SQLiteStoreError.schemaTooNew(changes: ["9999 from the future"])) { try open() }
    }

    @Test func `a store from before the lean history keeps its rows, and finds what was refused by its index`()
        async throws
    {
        var store = try open()
        let organization = Sample.organization("acme")
        try await store.createOrganization(organization)
        let records = (0..<6).map {
            Sample.render(organizationID: organization.id, status: $0 == 2 ? 422 : 200, after: Double($0))
        }
        try await store.appendRenders(records)
        try await store.close()
        do {
            let queue = try DatabaseQueue(path: databasePath)
            try await queue.write { database in
                try database.execute(
                    sql: """
                        DROP INDEX renders_by_status;
                        CREATE INDEX renders_oldest ON renders (created_at, id);
                        CREATE INDEX renders_by_status ON renders (organization_id, status, created_at, id);
                        DELETE FROM grdb_migrations WHERE identifier LIKE '0010 %';
                        """)
            }
            try queue.close()
        }
        store = try open()
        for (status, expected) in [(422, [records[2]]), (200, [5, 4, 3, 1, 0].map { records[$0] })] {
            let seen = try await store.renders(
                organizationID: organization.id, matching: HistoryFilter(status: status), page: PageRequest(limit: 9))
            #expect(seen.items == expected)
        }
        try await store.close()
        let queue = try DatabaseQueue(path: databasePath)
        try await queue.read { database in
            let names = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE name LIKE 'renders_%'")
            #expect(names.sorted() == ["renders_by_key", "renders_by_status", "renders_by_template", "renders_newest"])
            let plan = try Row.fetchAll(
                database,
                sql: """
                    EXPLAIN QUERY PLAN SELECT * FROM renders WHERE (created_at, id) < (?, ?) AND organization_id = ?
                    AND status = ? AND status <> 200 ORDER BY created_at DESC, id DESC LIMIT 9
                    """, arguments: [1, "a", "b", 422])
            #expect(plan.map { $0["detail"] as String? ?? "" }.joined().contains("renders_by_status"))
        }
    }

    @Test func `a revision cannot be changed, by any statement`() async throws {
        let store = try open()
        let organization = Sample.organization("acme")
        try await store.createOrganization(organization)
        _ = try await store.createTemplate(
            id: Sample.id(.template), organizationID: organization.id, Sample.save("card"))
        try await store.close()
        let queue = try DatabaseQueue(path: databasePath)
        #expect(throws: DatabaseError.self) {
            try queue.write { try $0.execute(sql: "UPDATE template_revisions SET name = 'x'") }
        }
        let created = try await queue.read { try Int64.fetchOne($0, sql: "SELECT created_at FROM templates") }
        #expect(created == 1_700_000_000_123)
    }

    @Test(arguments: ["3.36.0", "3.9.9", "2.99.0", ""])
    func `a library that is too old is refused`(_ version: String) {
        #expect(throws: SQLiteStoreError.libraryTooOld(found: version, needed: "3.37.0")) {
            try SQLiteStore.requireLibrary(version)
        }
    }

    @Test(arguments: ["3.37.0", "3.40.1", "3.100.0", "4.0.0"])
    func `a library that is new enough is taken`(_ version: String) throws {
        try SQLiteStore.requireLibrary(version)
    }

    @Test func `health tells of the library, the schema and the reserve`() async throws {
        let health = try await open().health()
        #expect(health.findings.isEmpty)
        #expect(health.schema == "0010 fewer indexes of the history")
        #expect(health.reserveBytes == Limits.Store.small.reserveBytes)
        #expect(health.reserveTargetBytes == health.reserveBytes)
        #expect(health.databaseBytes > 0)
        try SQLiteStore.requireLibrary(health.libraryVersion)
    }
}
