"""Files whose documents were removed for good: they go after the rows, also when the program died in between."""


def up(migrator, db):
    db.execute_sql("CREATE TABLE leftover_file (sha256 VARCHAR(255) NOT NULL PRIMARY KEY, kind VARCHAR(255) NOT NULL)")


def down(migrator, db):
    db.execute_sql("DROP TABLE leftover_file")
