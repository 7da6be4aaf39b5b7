"""A note says whether it went into the bin with its document, so that the bin is listed without a look at all in it."""

STATEMENTS = (
    "ALTER TABLE note ADD COLUMN deleted_along {boolean} NOT NULL DEFAULT {no}",
    "UPDATE note SET deleted_along = {yes} WHERE deleted_at IS NOT NULL AND EXISTS "
    "(SELECT 1 FROM document WHERE document.id = note.document_id AND document.deleted_at = note.deleted_at)",
    "CREATE INDEX note_user_deleted ON note (user_id, deleted_along, deleted_at)",
)


def up(migrator, db):
    postgres = type(db).__name__ == "PostgresqlDatabase"
    boolean, no, yes = ("BOOLEAN", "FALSE", "TRUE") if postgres else ("SMALLINT", "0", "1")
    for statement in STATEMENTS:
        db.execute_sql(statement.format(boolean=boolean, no=no, yes=yes))


def down(migrator, db):
    db.execute_sql("DROP INDEX note_user_deleted")
    db.execute_sql("ALTER TABLE note DROP COLUMN deleted_along")
