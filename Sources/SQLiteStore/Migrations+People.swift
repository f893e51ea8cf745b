extension Migrations {
    /// People, their places and sessions, the activity log, and what keys and settings gained with them.
    static let people = [
        """
        CREATE TABLE people (
            id TEXT NOT NULL PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL, password_hash TEXT,
            created_at INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE memberships (
            organization_id TEXT NOT NULL REFERENCES organizations (id), person_id TEXT NOT NULL REFERENCES people (id),
            role TEXT NOT NULL, joined_at INTEGER NOT NULL, PRIMARY KEY (organization_id, person_id)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX memberships_by_person ON memberships (person_id)",
        // What the rules promise the database enforces: one Owner an organization.
        "CREATE UNIQUE INDEX memberships_one_owner ON memberships (organization_id) WHERE role = 'owner'",
        """
        CREATE TABLE invitations (
            id TEXT NOT NULL PRIMARY KEY, organization_id TEXT NOT NULL REFERENCES organizations (id),
            email TEXT NOT NULL, role TEXT NOT NULL, digest TEXT NOT NULL UNIQUE, created_by TEXT NOT NULL,
            created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, UNIQUE (organization_id, email)
        ) STRICT
        """,
        """
        CREATE TABLE sessions (
            id TEXT NOT NULL PRIMARY KEY, person_id TEXT NOT NULL REFERENCES people (id), digest TEXT NOT NULL UNIQUE,
            created_at INTEGER NOT NULL, last_seen_at INTEGER NOT NULL, address TEXT NOT NULL, user_agent TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX sessions_by_person ON sessions (person_id, last_seen_at)",
        """
        CREATE TABLE one_time_links (
            digest TEXT NOT NULL PRIMARY KEY, purpose TEXT NOT NULL, person_id TEXT, organization_id TEXT,
            created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL
        ) STRICT
        """,
        """
        CREATE TABLE activity (
            id TEXT NOT NULL PRIMARY KEY, organization_id TEXT NOT NULL, at INTEGER NOT NULL, actor_id TEXT NOT NULL,
            actor_name TEXT NOT NULL, action TEXT NOT NULL, subject_type TEXT NOT NULL, subject_id TEXT NOT NULL,
            subject_name TEXT NOT NULL, address TEXT NOT NULL, detail TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX activity_newest ON activity (organization_id, at, id)",
        "CREATE INDEX activity_oldest ON activity (at, id)",
        "ALTER TABLE api_keys ADD COLUMN rotated_to TEXT",
        "ALTER TABLE settings ADD COLUMN master_key_roles TEXT NOT NULL DEFAULT 'owner,admin,user'",
    ]

    /// Who people are at the issuer that they sign in by: one identity a person and issuer.
    static let identities = [
        """
        CREATE TABLE identities (
            issuer TEXT NOT NULL, subject TEXT NOT NULL, person_id TEXT NOT NULL REFERENCES people (id),
            linked_at INTEGER NOT NULL, PRIMARY KEY (issuer, subject), UNIQUE (issuer, person_id)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX identities_by_person ON identities (person_id)",
    ]
}
