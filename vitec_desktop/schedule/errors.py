"""Why the system's scheduler does not do what is asked of it."""

from enum import StrEnum


class SchedulerProblem(StrEnum):
    """As far as a user, or the IT department, can do something about it."""

    NONE_FOUND = "none found"  # this computer has no scheduler that the program knows
    NO_SESSION = "no session"  # it has one, but not for this user's session
    REFUSED = "refused"
    NOT_ANSWERING = "not answering"
    NOT_WRITTEN = "not written"  # the file that it reads could not be written
    UNSUPPORTED_PATH = "unspeakable path"  # a folder's name holds what a command line cannot


class SchedulerFailed(Exception):
    """The schedule was not set up, removed or looked up. `detail` is for whoever helps: command and exit code."""

    def __init__(self, problem: SchedulerProblem, detail: str = "") -> None:
        super().__init__(f"{problem.value}: {detail}" if detail else problem.value)
        self.problem = problem
        self.detail = detail
