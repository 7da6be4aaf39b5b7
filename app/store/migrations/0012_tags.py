"""Tags of documents."""


def up(migrator, db):
    db.execute_sql(
        "CREATE TABLE document_tag (document_id VARCHAR(255) NOT NULL REFERENCES document (id) ON DELETE CASCADE, "
        "tag VARCHAR(255) NOT NULL, PRIMARY KEY (document_id, tag))"
    )
    db.execute_sql("CREATE INDEX document_tag_tag ON document_tag (tag)")


def down(migrator, db):
    db.execute_sql("DROP TABLE document_tag")
