"""One job's way through its stages, a file per job type."""
