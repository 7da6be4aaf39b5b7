"""The start of the computer in which events were last written: a power cut may have taken the last of them."""


def up(migrator, db):
    db.execute_sql("ALTER TABLE library ADD COLUMN boot VARCHAR(255) NOT NULL DEFAULT ''")


def down(migrator, db):
    db.execute_sql("ALTER TABLE library DROP COLUMN boot")
