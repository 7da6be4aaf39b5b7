"""What students change in notes, and what sections were before they were written anew."""


def up(migrator, db):
    serial = "SERIAL" if type(db).__name__ == "PostgresqlDatabase" else "INTEGER"
    db.execute_sql(
        f"CREATE TABLE note_edit (id {serial} NOT NULL PRIMARY KEY, "
        "document_id VARCHAR(255) NOT NULL REFERENCES document (id) ON DELETE CASCADE, "
        "user_id VARCHAR(255) NOT NULL, kind VARCHAR(255) NOT NULL, page INTEGER NOT NULL, quote TEXT NOT NULL, "
        "text TEXT, created_at DOUBLE PRECISION NOT NULL)"
    )
    db.execute_sql("CREATE INDEX note_edit_document ON note_edit (document_id)")
    db.execute_sql(
        f"CREATE TABLE section_version (id {serial} NOT NULL PRIMARY KEY, "
        "note_id VARCHAR(255) NOT NULL REFERENCES note (id) ON DELETE CASCADE, position INTEGER NOT NULL, "
        "body TEXT NOT NULL, created_at DOUBLE PRECISION NOT NULL)"
    )
    db.execute_sql("CREATE INDEX section_version_note_position ON section_version (note_id, position)")


def down(migrator, db):
    db.execute_sql("DROP TABLE section_version")
    db.execute_sql("DROP TABLE note_edit")
