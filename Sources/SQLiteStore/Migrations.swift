import GRDB

/// The schema as a list of named changes. A change that was released is never edited: what follows is a new one.
enum Migrations {
    static let all: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("0001 organizations, templates, assets, settings") { database in
            for statement in catalog { try database.execute(sql: statement) }
        }
        migrator.registerMigration("0002 renders") { database in
            for statement in history { try database.execute(sql: statement) }
        }
        migrator.registerMigration("0003 keys") { database in
            for statement in keys { try database.execute(sql: statement) }
        }
        migrator.registerMigration("0004 rate profiles") { database in
            try database.execute(
                sql: "ALTER TABLE settings ADD COLUMN rate_profile TEXT NOT NULL DEFAULT 'unlimited'")
        }
        migrator.registerMigration("0005 signing secrets") { database in
            for statement in signing { try database.execute(sql: statement) }
        }
        migrator.registerMigration("0006 people") { database in
            for statement in people { try database.execute(sql: statement) }
        }
        migrator.registerMigration("0007 usage, requests in the history") { database in
            for statement in usage { try database.execute(sql: statement) }
        }
        migrator.registerMigration("0008 remote image hosts") { database in
            try database.execute(sql: remoteImageHosts)
        }
        migrator.registerMigration("0009 identities") { database in
            for statement in identities { try database.execute(sql: statement) }
        }
        migrator.registerMigration("0010 fewer indexes of the history") { database in
            for statement in leanHistory { try database.execute(sql: statement) }
        }
        return migrator
    }()

    // Half of what a row cost went into these two. What is too old is found by organization, what is too many by the
    // order of writing; and most rows were answered with 200, so that a list of those passes over few others.
    private static let leanHistory = [
        "DROP INDEX renders_oldest",
        "DROP INDEX renders_by_status",
        "CREATE INDEX renders_by_status ON renders (organization_id, status, created_at, id) WHERE status <> 200",
    ]

    private static let remoteImageHosts = """
        CREATE TABLE remote_image_hosts (
            organization_id TEXT NOT NULL REFERENCES organizations (id), place INTEGER NOT NULL, entry TEXT NOT NULL,
            PRIMARY KEY (organization_id, place)
        ) STRICT, WITHOUT ROWID
        """

    private static let usage = [
        """
        CREATE TABLE usage (
            organization_id TEXT NOT NULL, key_id TEXT NOT NULL, grain TEXT NOT NULL, start INTEGER NOT NULL,
            renders INTEGER NOT NULL, errors INTEGER NOT NULL, hits INTEGER NOT NULL, coalesced INTEGER NOT NULL,
            not_modified INTEGER NOT NULL, limited INTEGER NOT NULL, latency BLOB NOT NULL,
            PRIMARY KEY (organization_id, key_id, grain, start)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX usage_oldest ON usage (grain, start)",
        "CREATE INDEX usage_by_key ON usage (key_id)",
        "ALTER TABLE renders ADD COLUMN request TEXT",
    ]

    private static let signing = [
        """
        CREATE TABLE signing_secrets (
            id TEXT NOT NULL PRIMARY KEY, organization_id TEXT NOT NULL REFERENCES organizations (id),
            sealed BLOB NOT NULL, pepper_version INTEGER NOT NULL, created_by TEXT NOT NULL,
            created_at INTEGER NOT NULL, expires_at INTEGER
        ) STRICT
        """,
        "CREATE INDEX signing_secrets_by_organization ON signing_secrets (organization_id)",
    ]

    private static let catalog = [
        """
        CREATE TABLE organizations (
            id TEXT NOT NULL PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, created_at INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE templates (
            id TEXT NOT NULL PRIMARY KEY, organization_id TEXT NOT NULL REFERENCES organizations (id),
            slug TEXT NOT NULL, name TEXT NOT NULL, revision INTEGER NOT NULL, created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL, created_by TEXT NOT NULL, UNIQUE (organization_id, slug)
        ) STRICT
        """,
        "CREATE INDEX templates_newest ON templates (organization_id, created_at, id)",
        """
        CREATE TABLE template_revisions (
            template_id TEXT NOT NULL REFERENCES templates (id) ON DELETE CASCADE, revision INTEGER NOT NULL,
            name TEXT NOT NULL, document BLOB NOT NULL, saved_at INTEGER NOT NULL, saved_by TEXT NOT NULL,
            PRIMARY KEY (template_id, revision)
        ) STRICT
        """,
        """
        CREATE TRIGGER template_revisions_never_change BEFORE UPDATE ON template_revisions
        BEGIN SELECT RAISE (ABORT, 'a revision never changes'); END
        """,
        """
        CREATE TABLE template_assets (
            template_id TEXT NOT NULL REFERENCES templates (id) ON DELETE CASCADE, asset_name TEXT NOT NULL,
            PRIMARY KEY (template_id, asset_name)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX template_assets_by_name ON template_assets (asset_name)",
        "CREATE TABLE blobs (hash TEXT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
        """
        CREATE TABLE assets (
            id TEXT NOT NULL PRIMARY KEY, organization_id TEXT NOT NULL REFERENCES organizations (id),
            name TEXT NOT NULL, kind TEXT NOT NULL, content_type TEXT NOT NULL,
            hash TEXT NOT NULL REFERENCES blobs (hash), byte_count INTEGER NOT NULL, width INTEGER, height INTEGER,
            family TEXT, weight INTEGER, is_italic INTEGER, created_at INTEGER NOT NULL, created_by TEXT NOT NULL,
            UNIQUE (organization_id, name)
        ) STRICT
        """,
        "CREATE INDEX assets_newest ON assets (organization_id, created_at, id)",
        "CREATE INDEX assets_by_hash ON assets (hash)",
        """
        CREATE TABLE settings (
            organization_id TEXT NOT NULL PRIMARY KEY REFERENCES organizations (id), cache_policy TEXT NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE allowed_hosts (
            organization_id TEXT NOT NULL REFERENCES organizations (id), place INTEGER NOT NULL, entry TEXT NOT NULL,
            PRIMARY KEY (organization_id, place)
        ) STRICT, WITHOUT ROWID
        """,
    ]

    private static let history = [
        """
        CREATE TABLE renders (
            number INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, organization_id TEXT NOT NULL,
            template_id TEXT, template_slug TEXT, revision INTEGER, key_id TEXT NOT NULL, source TEXT NOT NULL,
            status INTEGER NOT NULL, error_slug TEXT, detail TEXT, format TEXT NOT NULL, width INTEGER NOT NULL,
            height INTEGER NOT NULL, byte_count INTEGER NOT NULL, duration_milliseconds REAL NOT NULL, report TEXT,
            created_at INTEGER NOT NULL
        ) STRICT
        """,
        "CREATE INDEX renders_oldest ON renders (created_at, id)",
        "CREATE INDEX renders_newest ON renders (organization_id, created_at, id)",
        "CREATE INDEX renders_by_template ON renders (template_id, created_at, id)",
        "CREATE INDEX renders_by_key ON renders (key_id, created_at, id)",
        "CREATE INDEX renders_by_status ON renders (organization_id, status, created_at, id)",
        "CREATE TABLE deleted_keys (id TEXT NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID",
    ]

    private static let keys = [
        """
        CREATE TABLE api_keys (
            id TEXT NOT NULL PRIMARY KEY, organization_id TEXT NOT NULL REFERENCES organizations (id),
            name TEXT NOT NULL, type TEXT NOT NULL, display_prefix TEXT NOT NULL, digest BLOB NOT NULL UNIQUE,
            pepper_version INTEGER NOT NULL, created_by TEXT NOT NULL, created_at INTEGER NOT NULL,
            last_used_at INTEGER, expires_at INTEGER, revoked_at INTEGER, revoked_by TEXT
        ) STRICT
        """,
        "CREATE INDEX api_keys_by_organization ON api_keys (organization_id)",
        """
        CREATE TABLE api_key_scopes (
            key_id TEXT NOT NULL REFERENCES api_keys (id) ON DELETE CASCADE, place INTEGER NOT NULL,
            template_id TEXT NOT NULL, PRIMARY KEY (key_id, place)
        ) STRICT, WITHOUT ROWID
        """,
    ]
}
