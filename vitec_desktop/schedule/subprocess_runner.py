"""Runs a scheduler's own commands, for a bounded time."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from msgspec import Struct

from vitec_desktop.accounts.keyring_worker import CancelSource
from vitec_desktop.schedule.errors import SchedulerFailed, SchedulerProblem

_TIMEOUT = 20.0  # seconds
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0) if sys.platform == "win32" else 0
"""Creation flags of a process that opens no console window."""


class CommandOutput(Struct, frozen=True):
    """Exit code and text of a command; the text is in the system's language, so only the code may decide anything."""

    exit_code: int
    text: str = ""


CommandRunner = Callable[[Sequence[str]], CommandOutput]
"""Runs a command to its end; raises SchedulerFailed if it is missing or does not end."""


def command_runner(cancellation: CancelSource | None = None, timeout: float = _TIMEOUT) -> CommandRunner:
    """Return a function that runs commands and kills one that is cancelled or takes `timeout` seconds."""

    def run_command(command: Sequence[str]) -> CommandOutput:
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
            output, _ = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.communicate()
            raise SchedulerFailed(SchedulerProblem.NOT_ANSWERING, command[0]) from None
        return CommandOutput(process.returncode, output.decode("utf-8", "replace"))

    return run_command


def command_error(command: Sequence[str], output: CommandOutput) -> SchedulerFailed:
    """Return the error of a command that failed: its first words and its exit code."""
    return SchedulerFailed(SchedulerProblem.REFUSED, f"{' '.join(command[:3])} → {output.exit_code}")


def _kill(process: "subprocess.Popen[bytes]") -> None:
    with suppress(OSError):
        process.kill()
