"""Pages that were read from a scan say how sure the reader was."""


def up(migrator, db):
    db.execute_sql("ALTER TABLE page ADD COLUMN confidence DOUBLE PRECISION")


def down(migrator, db):
    db.execute_sql("ALTER TABLE page DROP COLUMN confidence")
