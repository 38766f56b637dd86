"""Starts the program: `python -m vitec_desktop` is `vitec-desktop`."""

import logging
import os
import sys
import threading
from contextlib import suppress
from typing import NoReturn

from vitec_desktop.main import run


def main() -> None:
    """Run the command line and end the process with its exit code."""
    end_process(run(sys.argv[1:]))


def end_process(exit_code: int) -> NoReturn:
    """End the process once nothing is left to do.

    A worker thread that nobody waits for can be within Qt, or within the keyring's libraries. An interpreter that shuts
    down ends such a thread in a way that C++ and Rust take for an error, and the process aborts: so it ends at once.
    """
    others = [thread for thread in threading.enumerate() if thread is not threading.current_thread()]
    if others and all(thread.daemon for thread in others):
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                with suppress(OSError, ValueError):
                    stream.flush()
        os._exit(exit_code)
    sys.exit(exit_code)


if __name__ == "__main__":
    main()
