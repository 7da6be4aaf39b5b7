"""The library on disk: its connection and schema, and the queries by subject."""
