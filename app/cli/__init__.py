"""The command line: the program without a window, and the way into it with one."""

from app.cli.main import main

__all__ = ["main"]
