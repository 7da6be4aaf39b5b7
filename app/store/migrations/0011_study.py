"""Flashcards as they are learnt: their schedule, every review, and when the exam is."""


def up(migrator, db):
    serial = "SERIAL" if type(db).__name__ == "PostgresqlDatabase" else "INTEGER"
    reference = "VARCHAR(255) NOT NULL REFERENCES document (id) ON DELETE CASCADE"
    db.execute_sql(
        "CREATE TABLE study_card (id VARCHAR(255) NOT NULL PRIMARY KEY, "
        f"document_id {reference}, front TEXT NOT NULL, back TEXT NOT NULL, citations TEXT NOT NULL, "
        "own SMALLINT NOT NULL, state TEXT, due DOUBLE PRECISION, first_seen DOUBLE PRECISION)"
    )
    db.execute_sql("CREATE INDEX study_card_document ON study_card (document_id)")
    db.execute_sql("CREATE INDEX study_card_due ON study_card (due)")
    db.execute_sql(
        f"CREATE TABLE review (id {serial} NOT NULL PRIMARY KEY, "
        "card_id VARCHAR(255) NOT NULL REFERENCES study_card (id) ON DELETE CASCADE, rating INTEGER NOT NULL, "
        "before TEXT, at DOUBLE PRECISION NOT NULL)"
    )
    db.execute_sql("CREATE INDEX review_card ON review (card_id)")
    db.execute_sql("CREATE INDEX review_at ON review (at)")
    db.execute_sql(f"CREATE TABLE study_plan (document_id {reference} PRIMARY KEY, exam_on VARCHAR(255) NOT NULL)")


def down(migrator, db):
    for table in ("study_plan", "review", "study_card"):
        db.execute_sql(f"DROP TABLE {table}")
