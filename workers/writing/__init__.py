"""From pages to checked notes: pure functions of data, run in the text child."""
