"""Titles and file names are found by any of their letters, and words by how they begin, without a look at all.

`title_index` holds pairs of letters, each as a word: "Cell" is "Ce el ll l". A part of a title is then a phrase,
whatever its length, case, accents and writing. Its rows are those of `document`, whose row numbers hold because nothing
vacuums the file. `page_word` and `section_word` read the indexes of texts word by word.
"""

LONGEST = 1000
"""Letters of a title and a file name together; what is beyond is not searched."""

TITLE = "({row}.title || ' ' || {row}.file_name)"
PAIRS = f"(SELECT group_concat(substr({TITLE}, at, 2), ' ') FROM letter_place WHERE at <= length({TITLE}))"

STATEMENTS = (
    "CREATE TABLE letter_place (at INTEGER PRIMARY KEY)",
    "WITH RECURSIVE place (at) AS (VALUES (1) UNION ALL SELECT at + 1 FROM place LIMIT "
    f"{LONGEST}) INSERT INTO letter_place SELECT at FROM place",
    "CREATE VIRTUAL TABLE title_index USING fts5(pairs, tokenize='unicode61 remove_diacritics 2', prefix='1')",
    "INSERT INTO title_index (rowid, pairs) SELECT document.rowid, " + PAIRS.format(row="document") + " FROM document",
    "CREATE TRIGGER title_index_insert AFTER INSERT ON document BEGIN "
    "INSERT INTO title_index (rowid, pairs) VALUES (new.rowid, " + PAIRS.format(row="new") + "); END",
    "CREATE TRIGGER title_index_delete AFTER DELETE ON document BEGIN "
    "DELETE FROM title_index WHERE rowid = old.rowid; END",
    "CREATE TRIGGER title_index_update AFTER UPDATE OF title, file_name ON document BEGIN "
    "UPDATE title_index SET pairs = " + PAIRS.format(row="new") + " WHERE rowid = new.rowid; END",
    "CREATE INDEX document_title ON document (title COLLATE NOCASE)",
    "CREATE INDEX document_file_name ON document (file_name COLLATE NOCASE)",
    "CREATE VIRTUAL TABLE page_word USING fts5vocab(page_index, instance)",
    "CREATE VIRTUAL TABLE section_word USING fts5vocab(section_index, instance)",
)


def up(migrator, db):
    if type(db).__name__ != "PostgresqlDatabase":
        for statement in STATEMENTS:
            db.execute_sql(statement)


def down(migrator, db):
    if type(db).__name__ != "PostgresqlDatabase":
        for kind in ("insert", "delete", "update"):
            db.execute_sql(f"DROP TRIGGER title_index_{kind}")
        for index in ("document_title", "document_file_name"):
            db.execute_sql(f"DROP INDEX {index}")
        for table in ("page_word", "section_word", "title_index", "letter_place"):
            db.execute_sql(f"DROP TABLE {table}")
