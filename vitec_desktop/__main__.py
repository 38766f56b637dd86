"""Starts the program: `python -m vitec_desktop` is `vitec-desktop`."""

import sys

from vitec_desktop.main import run


def main() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
