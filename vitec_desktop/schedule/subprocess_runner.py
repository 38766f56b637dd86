"""Runs the scheduler's own commands, for a bounded time."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from vitec_desktop.accounts.keyring_worker import SupportsOnCancel
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem

_PATIENCE = 20.0  # seconds
# A windowed program's helpers open no console window.
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0) if sys.platform == "win32" else 0


@dataclass(frozen=True, slots=True)
class CommandOutput:
    """What a command came to. Its words are the system's, in whatever language: only the code decides anything."""

    exit_code: int
    text: str = ""


CommandRunner = Callable[[Sequence[str]], CommandOutput]
"""Runs a command to its end; raises SchedulerFailed where it is not there or does not end."""


def command_runner(cancellation: SupportsOnCancel | None = None, patience: float = _PATIENCE) -> CommandRunner:
    """Runs real commands; one that is under way when the work is cancelled is ended."""

    def ask(command: Sequence[str]) -> CommandOutput:
        try:
            process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                creationflags=NO_WINDOW,
            )
        except FileNotFoundError:
            raise SchedulerFailed(SchedulerProblem.NONE_FOUND, command[0]) from None
        except OSError as error:
            raise SchedulerFailed(SchedulerProblem.REFUSED, f"{command[0]}: {error.strerror}") from None
        if cancellation is not None:
            cancellation.add_callback(lambda: _kill(process))
        try:
            output, _ = process.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.communicate()
            raise SchedulerFailed(SchedulerProblem.NOT_ANSWERING, command[0]) from None
        return CommandOutput(process.returncode, output.decode("utf-8", "replace"))

    return ask


def command_error(command: Sequence[str], answer: CommandOutput) -> SchedulerFailed:
    """The error for a command that ended badly: the command's name and first words, and its code."""
    return SchedulerFailed(SchedulerProblem.REFUSED, f"{' '.join(command[:3])} → {answer.exit_code}")


def _kill(process: "subprocess.Popen[bytes]") -> None:
    with suppress(OSError):
        process.kill()
