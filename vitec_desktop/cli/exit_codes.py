"""Exit codes. Scripts read them: the numbers must not change."""

from enum import IntEnum


class ExitCode(IntEnum):
    """Exit codes of an export and of the archive; those up to USAGE are the window's too.

    NOT_WRITTEN is a file, or an answer on standard output: a list, a status, the help, the version.
    """

    COMPLETE = 0
    UNEXPECTED = 1
    USAGE = 2
    INCOMPLETE = 3
    SIGN_IN_REFUSED = 4
    ACCESS_REFUSED = 5
    SERVICE_FAILED = 6
    NOT_WRITTEN = 7
    ARCHIVE_CLOSED = 8
    INTERRUPTED = 130
