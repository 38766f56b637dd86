"""Reads the command line: opens the window, or does the export without one. Imports no Qt before a window is wanted."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vitec_desktop.cli import texts as words
from vitec_desktop.cli.arguments import (
    ScheduledArguments,
    find_language,
    is_export_command,
    parse_export_arguments,
    parse_scheduled_arguments,
    parse_window_arguments,
)
from vitec_desktop.cli.console import Console, write_safely
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.options import EXPORT, PROGRAM
from vitec_desktop.cli.parsing import UsageError
from vitec_desktop.report.language import Language, load_language
from vitec_desktop.version import VERSION

if TYPE_CHECKING:
    from vitec_desktop.webservice.retry_policy import RetryPolicy


def run(arguments: list[str], timing: "RetryPolicy | None" = None) -> int:
    """Do what the command line asks for; gives the exit code.

    Whatever the export meets is told in a sentence, never in a traceback. `timing` is for tests, which cannot wait as
    long as a broker.
    """
    language = load_language(find_language(arguments))
    teller = Console(language)
    is_for_export = is_export_command(arguments)
    try:
        return _export(arguments, language, teller, timing) if is_for_export else _open_window(arguments, language)
    except UsageError as error:
        command = f"{PROGRAM} {EXPORT}" if is_for_export else PROGRAM
        teller.error(f"{error}\n{teller.text(words.SEE_HELP, command=command)}")
        return ExitCode.USAGE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except SystemExit as ending:  # argparse has printed its help
        return ending.code if isinstance(ending.code, int) else ExitCode.COMPLETE


def _open_window(arguments: list[str], language: Language) -> int:
    wanted = parse_window_arguments(arguments, language)
    if wanted.should_print_version:
        write_safely(sys.stdout, f"Vitec Desktop {VERSION}\n")
        return ExitCode.COMPLETE
    if wanted.self_test_log is not None:
        from vitec_desktop.diagnostics.self_test import run_self_test

        return run_self_test(language, Path(wanted.self_test_log) if wanted.self_test_log else None)
    from vitec_desktop.startup import main

    return main(wanted)


def _export(arguments: list[str], language: Language, teller: Console, timing: "RetryPolicy | None") -> int:
    try:
        scheduled = parse_scheduled_arguments(arguments, language)
        if scheduled:
            return _run_scheduled(scheduled, language, timing)
        from vitec_desktop.cli.export import run_export
        from vitec_desktop.webservice.session import DEFAULT_RETRY_POLICY
        from vitec_desktop.webservice.timestamps import swedish_today

        wanted = parse_export_arguments(arguments, swedish_today(), language)
        teller.is_quiet = wanted.is_quiet
        return run_export(wanted, language, teller, timing or DEFAULT_RETRY_POLICY)
    except UsageError:
        raise
    except Exception as error:  # what it says may hold somebody's data: only its kind is told
        teller.error(teller.text(words.UNEXPECTED, kind=type(error).__name__))
        return ExitCode.UNEXPECTED


def _run_scheduled(wanted: ScheduledArguments, language: Language, timing: "RetryPolicy | None") -> int:
    """Its file and its words are in the language of the window, if one was chosen there."""
    from vitec_desktop.cli.saved_settings import load_saved_language
    from vitec_desktop.cli.scheduled import USUAL, run_scheduled

    code = wanted.language or load_saved_language(wanted.profile)
    language = load_language(code) if code else language
    teller = Console(language, wanted.is_quiet)
    surroundings = replace(USUAL, timing=timing) if timing else USUAL
    if wanted.is_once:
        surroundings = replace(surroundings, retry_delays=())
    return run_scheduled(wanted.plan_id, wanted.profile, language, teller, surroundings)
