"""Errors of the system's scheduler."""

from enum import StrEnum


class SchedulerProblem(StrEnum):
    """Why the scheduler failed, as far as a user, or the IT department, can do something about it."""

    NONE_FOUND = "none found"  # the computer has none of the supported schedulers
    NO_SESSION = "no session"  # there is one, but not for this user's session
    REFUSED = "refused"
    NOT_ANSWERING = "not answering"
    NOT_WRITTEN = "not written"  # the scheduler's file could not be written
    UNSUPPORTED_PATH = "unsupported path"  # it has characters that the scheduler's command line cannot hold


class SchedulerFailed(Exception):
    """A plan was not installed, removed or looked up. `detail` is for support: command and exit code."""

    def __init__(self, problem: SchedulerProblem, detail: str = "") -> None:
        super().__init__(f"{problem.value}: {detail}" if detail else problem.value)
        self.problem = problem
        self.detail = detail
