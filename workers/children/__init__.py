"""Child processes: where untrusted files are read, heavy Python runs and models live."""
