"""The index of all texts, kept by triggers: whatever writes a page or a section cannot forget it.

Only SQLite has it; a server on PostgreSQL has no window to search in.
"""

NOTE_TEXT = (
    "(SELECT coalesce(json_extract({row}.body, '$.heading'), '') || ' ' || coalesce(group_concat(said, ' '), '') FROM ("
    "SELECT json_extract(value, '$.text') AS said FROM json_each({row}.body, '$.points') UNION ALL "
    "SELECT json_extract(value, '$.term') || ' ' || json_extract(value, '$.definition') "
    "FROM json_each({row}.body, '$.terms')))"
)

STATEMENTS = (
    "CREATE VIRTUAL TABLE page_index USING fts5(text, content='page', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "INSERT INTO page_index (page_index) VALUES ('rebuild')",
    "CREATE TRIGGER page_index_insert AFTER INSERT ON page BEGIN "
    "INSERT INTO page_index (rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER page_index_delete AFTER DELETE ON page BEGIN "
    "INSERT INTO page_index (page_index, rowid, text) VALUES ('delete', old.id, old.text); END",
    "CREATE TRIGGER page_index_update AFTER UPDATE OF text ON page BEGIN "
    "INSERT INTO page_index (page_index, rowid, text) VALUES ('delete', old.id, old.text); "
    "INSERT INTO page_index (rowid, text) VALUES (new.id, new.text); END",
    "CREATE VIRTUAL TABLE section_index USING fts5(text, tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "INSERT INTO section_index (rowid, text) SELECT id, " + NOTE_TEXT.format(row="note_section") + " FROM note_section",
    "CREATE TRIGGER section_index_insert AFTER INSERT ON note_section BEGIN "
    "INSERT INTO section_index (rowid, text) VALUES (new.id, " + NOTE_TEXT.format(row="new") + "); END",
    "CREATE TRIGGER section_index_delete AFTER DELETE ON note_section BEGIN "
    "DELETE FROM section_index WHERE rowid = old.id; END",
    "CREATE TRIGGER section_index_update AFTER UPDATE OF body ON note_section BEGIN "
    "UPDATE section_index SET text = " + NOTE_TEXT.format(row="new") + " WHERE rowid = new.id; END",
)


def up(migrator, db):
    if type(db).__name__ != "PostgresqlDatabase":
        for statement in STATEMENTS:
            db.execute_sql(statement)


def down(migrator, db):
    if type(db).__name__ != "PostgresqlDatabase":
        for table in ("page_index", "section_index"):
            for kind in ("insert", "delete", "update"):
                db.execute_sql(f"DROP TRIGGER {table}_{kind}")
            db.execute_sql(f"DROP TABLE {table}")
