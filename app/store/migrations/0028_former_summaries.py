"""What the summary and the overviews of a note said while a section was as a version of it is."""


def up(migrator, db):
    db.execute_sql("ALTER TABLE section_version ADD COLUMN said TEXT NOT NULL DEFAULT '{}'")


def down(migrator, db):
    db.execute_sql("ALTER TABLE section_version DROP COLUMN said")
