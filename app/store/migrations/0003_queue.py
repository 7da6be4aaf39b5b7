"""The queue's order, which a student may change, whether it stands still, and where the event log begins."""

STATEMENTS = (
    "ALTER TABLE library ADD COLUMN paused {boolean} NOT NULL DEFAULT {no}",
    "ALTER TABLE library ADD COLUMN first_kept INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE job ADD COLUMN position DOUBLE PRECISION NOT NULL DEFAULT 0",
    "UPDATE job SET position = created_at",
    "CREATE INDEX job_status_position ON job (status, position)",
)


def up(migrator, db):
    postgres = type(db).__name__ == "PostgresqlDatabase"
    boolean, no = ("BOOLEAN", "FALSE") if postgres else ("SMALLINT", "0")
    for statement in STATEMENTS:
        db.execute_sql(statement.format(boolean=boolean, no=no))


def down(migrator, db):
    db.execute_sql("DROP INDEX job_status_position")
    db.execute_sql("ALTER TABLE job DROP COLUMN position")
    db.execute_sql("ALTER TABLE library DROP COLUMN first_kept")
    db.execute_sql("ALTER TABLE library DROP COLUMN paused")
