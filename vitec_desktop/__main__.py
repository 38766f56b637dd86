"""Starts the program; `python -m vitec_desktop` is `vitec-desktop`."""

import sys


def main() -> None:
    """Read the command line and do what it says; ends the process with the exit code."""
    from vitec_desktop.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
