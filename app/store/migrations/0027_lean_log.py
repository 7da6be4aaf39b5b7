"""The event log is written more often than anything else: its number becomes its row's own, and an index goes.

What is asked of a user's events is what comes after a number, and that is next to it in the table.
"""

COLUMNS = "seq, job_id, user_id, type, body"
EVENT = """
CREATE TABLE event_{new} (
  seq {number} NOT NULL PRIMARY KEY, job_id VARCHAR(255) REFERENCES job (id) ON DELETE SET NULL,
  user_id VARCHAR(255) NOT NULL, type VARCHAR(255) NOT NULL, body TEXT NOT NULL);
INSERT INTO event_{new} (COLUMNS) SELECT COLUMNS FROM event;
DROP TABLE event;
ALTER TABLE event_{new} RENAME TO event;
CREATE INDEX event_job_seq ON event (job_id, seq)
""".replace("COLUMNS", COLUMNS)


def up(migrator, db):
    # Only SQLite stores a table by a key of exactly this type; another one is an index beside it.
    _rebuild(db, "BIGINT" if type(db).__name__ == "PostgresqlDatabase" else "INTEGER", "lean")


def down(migrator, db):
    _rebuild(db, "BIGINT", "wide")
    db.execute_sql("CREATE INDEX event_user_seq ON event (user_id, seq)")


def _rebuild(db, number, new):
    for statement in EVENT.format(number=number, new=new).split(";"):
        db.execute_sql(statement)
