"""`studyleaf backup` and `studyleaf restore`."""

from __future__ import annotations

import sys
from argparse import Namespace

from app.cli.session import open_folder
from app.store.backup import export_backup, make_backup, open_with_backup, restore_backup


def backup(options: Namespace) -> int:
    """Copies the library into the data folder's backups, or all that a student has into a ZIP file."""
    folder = open_folder(options)
    open_with_backup(folder).close_everywhere()  # there is one, and it is whole enough to be opened
    if options.out:
        export_backup(folder, options.out)
    print(options.out or make_backup(folder, reason="manual"))
    return 0


def restore(options: Namespace) -> int:
    """Puts a backup in the place of the library; the one that was there is kept beside the other backups."""
    folder = open_folder(options)
    aside = restore_backup(folder, options.file)
    open_with_backup(folder).close_everywhere()
    if aside:
        print(f"studyleaf: the library that was there is now {aside}.", file=sys.stderr)
    return 0
