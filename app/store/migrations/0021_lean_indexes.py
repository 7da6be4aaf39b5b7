"""Every change of a job writes its indexes: one goes that nothing asks, three hold only the rows that are asked for."""

INDEXES = {
    "job_document": ("INDEX", "(document_id)", "document_id"),
    "job_note": ("INDEX", "(note_id)", "note_id"),
    "job_user_submit_key": ("UNIQUE INDEX", "(user_id, submit_key)", "submit_key"),
}


def up(migrator, db):
    db.execute_sql("DROP INDEX job_status_created")
    for name, (kind, columns, named) in INDEXES.items():
        db.execute_sql(f"DROP INDEX {name}")
        db.execute_sql(f"CREATE {kind} {name} ON job {columns} WHERE {named} IS NOT NULL")


def down(migrator, db):
    for name, (kind, columns, _) in INDEXES.items():
        db.execute_sql(f"DROP INDEX {name}")
        db.execute_sql(f"CREATE {kind} {name} ON job {columns}")
    db.execute_sql("CREATE INDEX job_status_created ON job (status, created_at)")
