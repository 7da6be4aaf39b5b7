"""Cards whose statement is not in the notes any more are not asked; what was learnt of them is kept."""


def up(migrator, db):
    db.execute_sql("ALTER TABLE study_card ADD COLUMN retired SMALLINT NOT NULL DEFAULT 0")


def down(migrator, db):
    db.execute_sql("ALTER TABLE study_card DROP COLUMN retired")
