"""Notes as files to take away: one module a format, all of them from the same `NotesExport`."""
