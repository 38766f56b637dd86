"""How the command line ends, for whoever reads it in a script: these numbers stay."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The codes of the export; the first three are the window's too."""

    COMPLETE = 0
    UNEXPECTED = 1
    USAGE = 2
    INCOMPLETE = 3
    SIGN_IN_REFUSED = 4
    ACCESS_REFUSED = 5
    SERVICE_FAILED = 6
    NOT_WRITTEN = 7
    INTERRUPTED = 130
