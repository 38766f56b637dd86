"""Runs the scheduler's own commands, for a bounded time."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from vitec_desktop.accounts.keyring_worker import CancelSignal
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem

_PATIENCE = 20.0  # seconds
# A windowed program's helpers open no console window.
HIDDEN = getattr(subprocess, "CREATE_NO_WINDOW", 0) if sys.platform == "win32" else 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command came to. Its words are the system's, in whatever language: only the code decides anything."""

    code: int
    output: str = ""


Ask = Callable[[Sequence[str]], Answer]
"""Runs a command to its end; raises SchedulerFailed where it is not there or does not end."""


def asking(cancellation: CancelSignal | None = None, patience: float = _PATIENCE) -> Ask:
    """Runs real commands; one that is under way when the work is cancelled is ended."""

    def ask(command: Sequence[str]) -> Answer:
        try:
            process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                creationflags=HIDDEN,
            )
        except FileNotFoundError:
            raise SchedulerFailed(SchedulerProblem.NONE_FOUND, command[0]) from None
        except OSError as error:
            raise SchedulerFailed(SchedulerProblem.REFUSED, f"{command[0]}: {error.strerror}") from None
        if cancellation is not None:
            cancellation.on_cancel(lambda: _end(process))
        try:
            output, _ = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            _end(process)
            process.communicate()
            raise SchedulerFailed(SchedulerProblem.NOT_ANSWERING, command[0]) from None
        return Answer(process.returncode, output.decode("utf-8", "replace"))

    return ask


def refuse(command: Sequence[str], answer: Answer) -> SchedulerFailed:
    """The error for a command that ended badly: the command's name and first words, and its code."""
    return SchedulerFailed(SchedulerProblem.REFUSED, f"{' '.join(command[:3])} → {answer.code}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    with suppress(OSError):
        process.kill()
