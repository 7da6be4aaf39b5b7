"""Files to pages of clean blocks; everything but `client.py` runs in the text child."""

from typing import Final

EXTRACTION_VERSION: Final = 5
"""Counts up whenever the same file would give other pages; stored pages of an older version are read again."""
