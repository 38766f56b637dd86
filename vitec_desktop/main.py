"""Runs the command line: opens the window, exports without one, or looks after saved reports.

Imports little at the top: the window opens before the rest is loaded. An export loads no Qt.
"""

import builtins
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from vitec_desktop.cli.arguments import (
    ARCHIVE,
    EXPORT,
    PROGRAM,
    AnswerNotWritten,
    UsageError,
    WindowArguments,
    is_archive_command,
    is_export_command,
    parse_window_arguments,
)
from vitec_desktop.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from vitec_desktop.cli.console import Console
    from vitec_desktop.webservice.retry_policy import RetryPolicy


def run(arguments: list[str], retry_policy: "RetryPolicy | None" = None) -> int:
    """Do what the command line asks for and return the exit code. `retry_policy` is for tests, which cannot wait."""
    is_export, is_archive = is_export_command(arguments), is_archive_command(arguments)
    try:
        if is_archive:
            from vitec_desktop.cli.archive import run_archive_command

            return run_archive_command(arguments, _create_console(arguments))
        if is_export:
            from vitec_desktop.cli.export import run_export_command

            return run_export_command(arguments, _create_console(arguments), retry_policy)
        return _run_window(parse_window_arguments(arguments), arguments)
    except UsageError as error:
        from vitec_desktop.cli import texts

        console = _create_console(arguments)
        command = f"{PROGRAM} {EXPORT}" if is_export else f"{PROGRAM} {ARCHIVE}" if is_archive else PROGRAM
        console.error(f"{error}\n{console.text(texts.SEE_HELP, command=command)}")
        return ExitCode.USAGE
    except AnswerNotWritten as error:
        from vitec_desktop.cli import texts

        console = _create_console(arguments)
        console.error(console.text(texts.ANSWER_NOT_WRITTEN, detail=error.detail))
        return ExitCode.NOT_WRITTEN
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except SystemExit as ending:  # argparse has printed its help
        return ending.code if isinstance(ending.code, int) else ExitCode.COMPLETE


def _run_window(given: WindowArguments, arguments: list[str]) -> int:
    if given.should_print_version:
        from vitec_desktop.cli.console import write_answer
        from vitec_desktop.version import VERSION

        write_answer(f"Vitec Desktop {VERSION}\n", sys.stdout)
        return ExitCode.COMPLETE
    if given.self_test_log is not None:
        from vitec_desktop.diagnostics.self_test import run_self_test

        log = Path(given.self_test_log) if given.self_test_log else None
        return run_self_test(_create_console(arguments).language, log)
    # Until the window is built nothing becomes garbage; the collector would look for some at every turn.
    gc.disable()
    # PySide puts an import of its own in place that reads the source of every module imported, in search of its switch
    # for snake_case, which nobody here uses: the twentieth part of a start.
    plain_import = builtins.__import__
    import vitec_desktop.qt_application  # noqa: F401

    builtins.__import__ = plain_import
    from vitec_desktop.startup import main

    return main(given)


def _create_console(arguments: list[str]) -> "Console":
    from vitec_desktop.cli.console import Console
    from vitec_desktop.cli.parser import find_language
    from vitec_desktop.report.language import load_language

    return Console(load_language(find_language(arguments)))
