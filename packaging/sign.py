"""Sign files with the command in the environment variable VITEC_DESKTOP_SIGN: `python packaging/sign.py FILE…`.

NSIS runs this for the uninstaller, which no other step sees before it is packed into the set-up.
"""

import sys
from pathlib import Path

from steps.signing import sign
from steps.subprocess_utils import BuildFailed, log_step


def main() -> int:
    """Sign the files in place; return the exit code."""
    try:
        sign(*map(Path, sys.argv[1:]))
    except BuildFailed as failure:
        log_step(f"FAILED: {failure}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
