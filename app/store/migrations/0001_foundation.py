"""The first tables. A frozen copy of the schema of that day: later changes of `app.models` come as later migrations."""

SCHEMA = """
CREATE TABLE library (id INTEGER NOT NULL PRIMARY KEY, epoch VARCHAR(255) NOT NULL, seq INTEGER NOT NULL);

CREATE TABLE document (
  id VARCHAR(255) NOT NULL PRIMARY KEY, sha256 VARCHAR(255) NOT NULL UNIQUE, kind VARCHAR(255) NOT NULL,
  file_name TEXT NOT NULL, size_bytes BIGINT NOT NULL, title TEXT NOT NULL,
  language VARCHAR(255) NOT NULL, page_count INTEGER NOT NULL, outline TEXT NOT NULL,
  extraction_version INTEGER NOT NULL, added_at DOUBLE PRECISION NOT NULL);

CREATE TABLE page (
  id {serial} NOT NULL PRIMARY KEY, document_id VARCHAR(255) NOT NULL REFERENCES document (id) ON DELETE CASCADE,
  number INTEGER NOT NULL, label VARCHAR(255), text TEXT NOT NULL, blocks TEXT NOT NULL, problem VARCHAR(255));
CREATE UNIQUE INDEX page_document_number ON page (document_id, number);

CREATE TABLE note (
  id VARCHAR(255) NOT NULL PRIMARY KEY, document_id VARCHAR(255) REFERENCES document (id) ON DELETE CASCADE,
  user_id VARCHAR(255) NOT NULL, kind VARCHAR(255) NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL,
  complete {boolean} NOT NULL,
  model VARCHAR(255) NOT NULL, timings TEXT NOT NULL, cache_key VARCHAR(255),
  created_at DOUBLE PRECISION NOT NULL, updated_at DOUBLE PRECISION NOT NULL);
CREATE INDEX note_document ON note (document_id);
CREATE INDEX note_cache_key ON note (cache_key);
CREATE INDEX note_user_created ON note (user_id, created_at);

CREATE TABLE note_section (
  id {serial} NOT NULL PRIMARY KEY, note_id VARCHAR(255) NOT NULL REFERENCES note (id) ON DELETE CASCADE,
  position INTEGER NOT NULL, body TEXT NOT NULL);
CREATE UNIQUE INDEX note_section_note_position ON note_section (note_id, position);

CREATE TABLE written_section (
  key VARCHAR(255) NOT NULL PRIMARY KEY, body TEXT NOT NULL, created_at DOUBLE PRECISION NOT NULL);

CREATE TABLE job (
  id VARCHAR(255) NOT NULL PRIMARY KEY, type VARCHAR(255) NOT NULL, user_id VARCHAR(255) NOT NULL,
  status VARCHAR(255) NOT NULL, stage VARCHAR(255) NOT NULL, progress INTEGER NOT NULL, message TEXT NOT NULL,
  details TEXT NOT NULL, options TEXT NOT NULL,
  document_id VARCHAR(255) REFERENCES document (id) ON DELETE SET NULL,
  note_id VARCHAR(255) REFERENCES note (id) ON DELETE SET NULL,
  result TEXT, error TEXT, attempt INTEGER NOT NULL, stalls INTEGER NOT NULL,
  lease_owner VARCHAR(255), lease_until DOUBLE PRECISION, cancel_requested {boolean} NOT NULL,
  created_at DOUBLE PRECISION NOT NULL, started_at DOUBLE PRECISION, ended_at DOUBLE PRECISION);
CREATE INDEX job_user_status ON job (user_id, status);
CREATE INDEX job_status_created ON job (status, created_at);
CREATE INDEX job_document ON job (document_id);
CREATE INDEX job_note ON job (note_id);

CREATE TABLE event (
  seq BIGINT NOT NULL PRIMARY KEY, job_id VARCHAR(255) REFERENCES job (id) ON DELETE SET NULL,
  user_id VARCHAR(255) NOT NULL, type VARCHAR(255) NOT NULL, body TEXT NOT NULL);
CREATE INDEX event_job_seq ON event (job_id, seq);
CREATE INDEX event_user_seq ON event (user_id, seq)
"""


def up(migrator, db):
    postgres = type(db).__name__ == "PostgresqlDatabase"
    schema = SCHEMA.format(serial="SERIAL" if postgres else "INTEGER", boolean="BOOLEAN" if postgres else "SMALLINT")
    for statement in schema.split(";"):
        db.execute_sql(statement)


def down(migrator, db):
    for table in ("event", "job", "written_section", "note_section", "note", "page", "document", "library"):
        db.execute_sql(f"DROP TABLE {table}")
