"""Pages that were read from a scan are kept while the rest of their document is still being read."""

SCHEMA = """
CREATE TABLE scan (
  id {serial} NOT NULL PRIMARY KEY, document_id VARCHAR(255) NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  number INTEGER NOT NULL, version INTEGER NOT NULL, text TEXT NOT NULL);
CREATE UNIQUE INDEX scan_document_number ON scan (document_id, number)
"""


def up(migrator, db):
    serial = "SERIAL" if type(db).__name__ == "PostgresqlDatabase" else "INTEGER"
    for statement in SCHEMA.format(serial=serial).split(";"):
        db.execute_sql(statement)


def down(migrator, db):
    db.execute_sql("DROP TABLE scan")
