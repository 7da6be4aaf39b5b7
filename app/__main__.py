"""`python -m app`: the program, or one of its children."""

from __future__ import annotations

import sys


def main() -> int:
    """Starts a child when the first argument says so, before anything heavy is imported; otherwise the command line."""
    if sys.argv[1:2] == ["--child"]:
        from workers.children.main import run_child

        return run_child(sys.argv[2])
    from app.cli import main as run_program

    return run_program()


if __name__ == "__main__":
    sys.exit(main())
