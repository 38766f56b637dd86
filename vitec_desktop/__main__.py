"""Starts the program; `python -m vitec_desktop` is `vitec-desktop`."""

import sys


def main() -> None:
    """Read the command line and do what it says; ends the process with the exit code."""
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    # A double-click says nothing that has to be explained: what explains is not waited for.
    from vitec_desktop.cli.window_arguments import parse_common_window_arguments

    usual = parse_common_window_arguments(arguments)
    if usual is None:
        from vitec_desktop.main import run

        return run(arguments)
    from vitec_desktop.startup import main as open_window

    return open_window(usual)


if __name__ == "__main__":
    main()
