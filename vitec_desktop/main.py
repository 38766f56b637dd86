"""Reads the command line: opens the window, or does the export without one. Imports no Qt before a window is wanted."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vitec_desktop.cli import texts as words
from vitec_desktop.cli.arguments import (
    ScheduledArguments,
    is_export,
    parse_export,
    parse_scheduled,
    parse_window,
    wanted_language,
)
from vitec_desktop.cli.console import Teller, write_safely
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.options import EXPORT, PROGRAM
from vitec_desktop.cli.parsing import UsageError
from vitec_desktop.report.language import Language, load_language
from vitec_desktop.version import version

if TYPE_CHECKING:
    from vitec_desktop.webservice.timing import Timing


def run(arguments: list[str], timing: "Timing | None" = None) -> int:
    """Do what the command line asks for; gives the exit code.

    Whatever the export meets is told in a sentence, never in a traceback. `timing` is for tests, which cannot wait as
    long as a broker.
    """
    language = load_language(wanted_language(arguments))
    teller = Teller(language)
    is_for_export = is_export(arguments)
    try:
        return _export(arguments, language, teller, timing) if is_for_export else _open_window(arguments, language)
    except UsageError as error:
        command = f"{PROGRAM} {EXPORT}" if is_for_export else PROGRAM
        teller.complain(f"{error}\n{teller.text(words.SEE_HELP, command=command)}")
        return ExitCode.USAGE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except SystemExit as ending:  # argparse has printed its help
        return ending.code if isinstance(ending.code, int) else ExitCode.COMPLETE


def _open_window(arguments: list[str], language: Language) -> int:
    wanted = parse_window(arguments, language)
    if wanted.is_version:
        write_safely(sys.stdout, f"Vitec Desktop {version()}\n")
        return ExitCode.COMPLETE
    if wanted.self_test is not None:
        from vitec_desktop.diagnostics.self_test import run_self_test

        return run_self_test(language, Path(wanted.self_test) if wanted.self_test else None)
    from vitec_desktop.startup import main

    return main(wanted)


def _export(arguments: list[str], language: Language, teller: Teller, timing: "Timing | None") -> int:
    try:
        scheduled = parse_scheduled(arguments, language)
        if scheduled:
            return _run_scheduled(scheduled, language, timing)
        from vitec_desktop.cli.export import run_export
        from vitec_desktop.webservice.session import USUAL_TIMING
        from vitec_desktop.webservice.timestamps import swedish_today

        wanted = parse_export(arguments, swedish_today(), language)
        teller.is_quiet = wanted.is_quiet
        return run_export(wanted, language, teller, timing or USUAL_TIMING)
    except UsageError:
        raise
    except Exception as error:  # what it says may hold somebody's data: only its kind is told
        teller.complain(teller.text(words.UNEXPECTED, kind=type(error).__name__))
        return ExitCode.UNEXPECTED


def _run_scheduled(wanted: ScheduledArguments, language: Language, timing: "Timing | None") -> int:
    """Its file and its words are in the language of the window, if one was chosen there."""
    from vitec_desktop.cli.saved_settings import saved_language
    from vitec_desktop.cli.scheduled import USUAL, run_scheduled

    code = wanted.language or saved_language(wanted.profile)
    language = load_language(code) if code else language
    teller = Teller(language, wanted.is_quiet)
    surroundings = replace(USUAL, timing=timing) if timing else USUAL
    if wanted.is_once:
        surroundings = replace(surroundings, pauses=())
    return run_scheduled(wanted.plan_id, wanted.profile, language, teller, surroundings)
