"""What was deleted lies in a bin; jobs have a priority, a key and a beginning from scratch; lists stay fast."""

STATEMENTS = (
    "ALTER TABLE document ADD COLUMN deleted_at DOUBLE PRECISION",
    "CREATE INDEX document_deleted_added ON document (deleted_at, added_at)",
    "ALTER TABLE note ADD COLUMN deleted_at DOUBLE PRECISION",
    "DROP INDEX note_user_created",
    "CREATE INDEX note_user_kind_deleted_created ON note (user_id, kind, deleted_at, created_at)",
    "CREATE INDEX note_deleted ON note (deleted_at)",
    # Checkpoints of whose words nobody knows would outlive their document. A new program's keys are others anyway.
    "DELETE FROM written_section",
    "ALTER TABLE written_section ADD COLUMN document_id VARCHAR(255) REFERENCES document (id) ON DELETE CASCADE",
    "CREATE INDEX written_section_document ON written_section (document_id)",
    "ALTER TABLE job ADD COLUMN priority INTEGER NOT NULL DEFAULT 1",
    "ALTER TABLE job ADD COLUMN stall_progress INTEGER NOT NULL DEFAULT -1",
    "ALTER TABLE job ADD COLUMN failures INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE job ADD COLUMN not_before DOUBLE PRECISION",
    "ALTER TABLE job ADD COLUMN submit_key VARCHAR(255)",
    "ALTER TABLE job ADD COLUMN likeness VARCHAR(255)",
    "CREATE INDEX job_likeness ON job (likeness)",
    "ALTER TABLE job ADD COLUMN fresh_since DOUBLE PRECISION",
    "DROP INDEX job_status_position",
    "CREATE INDEX job_status_priority_position ON job (status, priority, position)",
    "CREATE INDEX job_user_created ON job (user_id, created_at)",
    "CREATE UNIQUE INDEX job_user_submit_key ON job (user_id, submit_key)",
)


def up(migrator, db):
    for statement in STATEMENTS:
        db.execute_sql(statement)


def down(migrator, db):
    for index in ("job_likeness", "job_user_submit_key", "job_user_created", "job_status_priority_position"):
        db.execute_sql(f"DROP INDEX {index}")
    db.execute_sql("CREATE INDEX job_status_position ON job (status, position)")
    for column in ("fresh_since", "likeness", "submit_key", "stall_progress", "priority", "failures", "not_before"):
        db.execute_sql(f"ALTER TABLE job DROP COLUMN {column}")
    db.execute_sql("DROP INDEX written_section_document")
    db.execute_sql("ALTER TABLE written_section DROP COLUMN document_id")
    db.execute_sql("DROP INDEX note_deleted")
    db.execute_sql("DROP INDEX note_user_kind_deleted_created")
    db.execute_sql("CREATE INDEX note_user_created ON note (user_id, created_at)")
    db.execute_sql("ALTER TABLE note DROP COLUMN deleted_at")
    db.execute_sql("DROP INDEX document_deleted_added")
    db.execute_sql("ALTER TABLE document DROP COLUMN deleted_at")
