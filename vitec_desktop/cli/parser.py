"""argparse in the user's language, and the options of both commands. Reads the translations only to print a text."""

import argparse
import re
import sys
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from vitec_desktop.cli import texts
from vitec_desktop.cli.arguments import ARCHIVE, EXPORT, PROGRAM, UsageError
from vitec_desktop.report.language import LANGUAGES, QT_TRANSLATE_NOOP, Language, load_language

_USAGE = QT_TRANSLATE_NOOP("CommandLine", "användning: ")
_NEEDS_VALUE = QT_TRANSLATE_NOOP("CommandLine", "{name} behöver ett värde efter sig.")
_TAKES_NO_VALUE = QT_TRANSLATE_NOOP("CommandLine", "{name} tar inget värde.")
_UNKNOWN_ARGUMENT = QT_TRANSLATE_NOOP("CommandLine", "”{name}” känns inte igen.")
_UNREADABLE = QT_TRANSLATE_NOOP("CommandLine", "Kommandoraden kunde inte läsas: {name}")

# argparse's own messages, and ours for them.
_MESSAGES = (
    (re.compile(r"argument (?:.*/)?(?P<name>\S+): expected (?:one|at least one) argument.*"), _NEEDS_VALUE),
    (re.compile(r"argument (?:.*/)?(?P<name>\S+): ignored explicit argument .*"), _TAKES_NO_VALUE),
    (re.compile(r"(?P<name>.*)", re.DOTALL), _UNREADABLE),
)

_WINDOW_USAGE = """vitec-desktop [--demo] [--profile DIR] [--language sv|en] [--version]
       vitec-desktop --self-test [FILE]
       vitec-desktop export --help
       vitec-desktop archive --help"""
_EXPORT_USAGE = """vitec-desktop export FILE
       (--demo | --connection NAME | --base-url URL --customer-id ID … --user NAME --password-stdin)
       (--period PRESET | --from YYYY-MM-DD --to YYYY-MM-DD)
       [--status active|active-and-removed|removed] [--language sv|en] [--profile DIR]
       [--since last|last-export|YYYY-MM-DD] [--save-report]
       [--anonymise] [--no-comparison] [--overwrite] [--quiet]
vitec-desktop export --scheduled ID [--once] [--since …] [--save-report]
       [--profile DIR] [--language sv|en] [--quiet]"""
_ARCHIVE_USAGE = """vitec-desktop archive (status | enable [--months N] | disable | list [--json])
       [--profile DIR] [--language sv|en]
vitec-desktop archive (delete ID | clear --yes | forget TEXT --yes) [--profile DIR] [--language sv|en]"""


def find_language(arguments: list[str]) -> str:
    """Return the code of the language of all texts: the one of the arguments, else the computer's."""
    for argument, following in pairwise([*arguments, ""]):
        code = following if argument == "--language" else argument.removeprefix("--language=")
        if code != argument and code in LANGUAGES:
            return code
    from vitec_desktop.cli.system_language import default_language

    return default_language()


class LocalizedParser(argparse.ArgumentParser):
    """Raises UsageError instead of ending the program; accepts options by their whole names only.

    Help texts and headings are Swedish source texts, translated when they are printed; `facts` fill their braces.
    """

    def __init__(self, arguments: list[str], facts: Mapping[str, str] | None = None, **settings: Any) -> None:
        self._arguments = arguments
        self._facts = facts or {}
        super().__init__(
            add_help=False, allow_abbrev=False, formatter_class=lambda prog: _HelpFormatter(prog, self), **settings
        )

    @cached_property
    def language(self) -> Language:
        return load_language(find_language(self._arguments))

    def text(self, source: str, **facts: str) -> str:
        return self.language.text("CommandLine", source).format(**self._facts, **facts)

    def check_language(self, code: str | None) -> None:
        """Raise UsageError for a language that the program does not have."""
        if code is not None and code not in LANGUAGES:
            raise UsageError(self.text(texts.NO_SUCH_LANGUAGE, given=code, known=", ".join(LANGUAGES)))

    def reject_unknown(self, rest: list[str]) -> None:
        """Raise UsageError if there are any arguments."""
        if rest:
            raise UsageError(self.text(_UNKNOWN_ARGUMENT, name=rest[0]))

    def error(self, message: str) -> NoReturn:
        for pattern, source in _MESSAGES:
            if match := pattern.fullmatch(message):
                raise UsageError(self.text(source, name=match["name"]))
        raise UsageError(message)

    def _print_message(self, message: str, file: Any = None) -> None:
        from vitec_desktop.cli.console import write_answer

        write_answer(message, file or sys.stderr)


class _HelpFormatter(argparse.RawDescriptionHelpFormatter):
    """Translates the parser's texts."""

    def __init__(self, prog: str, parser: LocalizedParser) -> None:
        super().__init__(prog, max_help_position=30, width=100)
        self._parser = parser

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Any, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, self._parser.text(_USAGE) if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(self._parser.text(heading) if heading else None)

    def add_text(self, text: str | None) -> None:
        super().add_text(self._parser.text(text) if text else None)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return self._parser.text(action.help) if action.help else None


def window_parser(arguments: list[str]) -> LocalizedParser:
    parser = LocalizedParser(arguments, prog=PROGRAM, usage=_WINDOW_USAGE, epilog=texts.COMMANDS)
    options = parser.add_argument_group(texts.OPTIONS)
    options.add_argument("--demo", action="store_true", help=texts.DEMO_HELP)
    _add_common_options(options)
    options.add_argument("--version", action="store_true", help=texts.VERSION_HELP)
    options.add_argument("--self-test", metavar="FILE", nargs="?", const="", help=texts.SELF_TEST_HELP)
    return parser


def export_parser(arguments: list[str], presets: Iterable[str], statuses: Iterable[str]) -> LocalizedParser:
    facts = {"presets": ", ".join(presets)}
    parser = LocalizedParser(arguments, facts, prog=f"{PROGRAM} {EXPORT}", usage=_EXPORT_USAGE, epilog=texts.EXIT_CODES)
    parser.add_argument_group(texts.FILE).add_argument("file", metavar="FILE", nargs="?", help=texts.FILE_HELP)
    source = parser.add_argument_group(texts.SOURCE)
    source.add_argument("--demo", action="store_true", help=texts.DEMO_HELP)
    source.add_argument("--connection", metavar="NAME", help=texts.CONNECTION_HELP)
    source.add_argument("--scheduled", metavar="ID", help=texts.SCHEDULED_HELP)
    source.add_argument("--once", action="store_true", help=texts.ONCE_HELP)
    source.add_argument("--base-url", metavar="URL", help=texts.BASE_URL_HELP)
    source.add_argument("--customer-id", metavar="ID", action="append", default=[], help=texts.CUSTOMER_ID_HELP)
    source.add_argument("--user", metavar="NAME", help=texts.USER_HELP)
    source.add_argument("--password-stdin", action="store_true", help=texts.PASSWORD_HELP)
    period = parser.add_argument_group(texts.PERIOD)
    period.add_argument("--period", metavar="PRESET", help=texts.PRESET_HELP)
    period.add_argument("--from", dest="from_", metavar="YYYY-MM-DD", help=texts.FROM_HELP)
    period.add_argument("--to", metavar="YYYY-MM-DD", help=texts.TO_HELP)
    options = parser.add_argument_group(texts.OPTIONS)
    options.add_argument("--status", default="active", metavar="|".join(statuses), help=texts.STATUS_HELP)
    options.add_argument("--since", metavar="WHEN", help=texts.SINCE_HELP)
    options.add_argument("--save-report", action="store_true", help=texts.SAVE_REPORT_HELP)
    options.add_argument("--anonymise", action="store_true", help=texts.ANONYMISE_HELP)
    options.add_argument("--no-comparison", action="store_true", help=texts.NO_COMPARISON_HELP)
    options.add_argument("--overwrite", action="store_true", help=texts.OVERWRITE_HELP)
    options.add_argument("--quiet", action="store_true", help=texts.QUIET_HELP)
    _add_common_options(options)
    return parser


def archive_parser(arguments: list[str], most_months: str) -> LocalizedParser:
    parser = LocalizedParser(
        arguments,
        {"most_months": most_months},
        prog=f"{PROGRAM} {ARCHIVE}",
        usage=_ARCHIVE_USAGE,
        epilog=texts.ARCHIVE_EXIT_CODES,
    )
    what = parser.add_argument_group(texts.FILE)
    what.add_argument("action", metavar="ACTION", nargs="?", help=texts.ARCHIVE_ACTION_HELP)
    what.add_argument("value", metavar="ID|TEXT", nargs="?", help=texts.ARCHIVE_VALUE_HELP)
    options = parser.add_argument_group(texts.OPTIONS)
    options.add_argument("--months", metavar="N", help=texts.MONTHS_HELP)
    options.add_argument("--json", action="store_true", help=texts.JSON_HELP)
    options.add_argument("--yes", action="store_true", help=texts.YES_HELP)
    _add_common_options(options)
    return parser


def _add_common_options(group: Any) -> None:
    group.add_argument("--profile", metavar="DIR", type=Path, help=texts.PROFILE_HELP)
    group.add_argument("--language", metavar="|".join(LANGUAGES), help=texts.LANGUAGE_HELP)
    group.add_argument("-h", "--help", action="help", help=texts.HELP_HELP)
