"""The options of the two commands, as argparse wants them declared."""

from pathlib import Path
from typing import Any

from vitec_desktop.cli import texts as words
from vitec_desktop.cli.parsing import LocalizedParser
from vitec_desktop.report.language import LANGUAGES, Language
from vitec_desktop.report.periods import Preset
from vitec_desktop.webservice.models import ActiveStatus

PROGRAM = "vitec-desktop"
EXPORT = "export"

STATUSES = {
    "active": ActiveStatus.ACTIVE,
    "active-and-removed": ActiveStatus.ACTIVE_AND_REMOVED,
    "removed": ActiveStatus.REMOVED,
}

_WINDOW_USAGE = """vitec-desktop [--demo] [--profile DIR] [--language sv|en] [--version]
       vitec-desktop --self-test [FILE]
       vitec-desktop export --help"""
_EXPORT_USAGE = """vitec-desktop export FILE
       (--demo | --connection NAME | --base-url URL --customer-id ID … --user NAME --password-stdin)
       (--period PRESET | --from YYYY-MM-DD --to YYYY-MM-DD)
       [--status active|active-and-removed|removed] [--language sv|en] [--profile DIR]
       [--anonymise] [--overwrite] [--quiet]
vitec-desktop export --scheduled ID [--once] [--profile DIR] [--language sv|en] [--quiet]"""


def window_parser(language: Language) -> LocalizedParser:
    def text(source: str) -> str:
        return language.text("CommandLine", source)

    parser = LocalizedParser(language, prog=PROGRAM, usage=_WINDOW_USAGE)
    options = parser.add_argument_group(text(words.OPTIONS))
    options.add_argument("--demo", action="store_true", help=text(words.DEMO_HELP))
    _add_common_options(options, language)
    options.add_argument("--version", action="store_true", help=text(words.VERSION_HELP))
    options.add_argument("--self-test", metavar="FILE", nargs="?", const="", help=text(words.SELF_TEST_HELP))
    return parser


def export_parser(language: Language) -> LocalizedParser:
    def text(source: str) -> str:
        return language.text("CommandLine", source)

    parser = LocalizedParser(language, prog=f"{PROGRAM} {EXPORT}", usage=_EXPORT_USAGE, epilog=text(words.EXIT_CODES))
    parser.add_argument_group(text(words.WHAT)).add_argument(
        "file", metavar="FILE", nargs="?", help=text(words.FILE_HELP)
    )
    whose = parser.add_argument_group(text(words.WHOSE))
    whose.add_argument("--demo", action="store_true", help=text(words.DEMO_HELP))
    whose.add_argument("--connection", metavar="NAME", help=text(words.CONNECTION_HELP))
    whose.add_argument("--scheduled", metavar="ID", help=text(words.SCHEDULED_HELP))
    whose.add_argument("--once", action="store_true", help=text(words.ONCE_HELP))
    whose.add_argument("--base-url", metavar="URL", help=text(words.BASE_URL_HELP))
    whose.add_argument("--customer-id", metavar="ID", action="append", default=[], help=text(words.CUSTOMER_ID_HELP))
    whose.add_argument("--user", metavar="NAME", help=text(words.USER_HELP))
    whose.add_argument("--password-stdin", action="store_true", help=text(words.PASSWORD_HELP))
    period = parser.add_argument_group(text(words.PERIOD))
    period.add_argument("--period", metavar="PRESET", help=text(words.PRESET_HELP).format(presets=", ".join(Preset)))
    period.add_argument("--from", dest="from_", metavar="YYYY-MM-DD", help=text(words.FROM_HELP))
    period.add_argument("--to", metavar="YYYY-MM-DD", help=text(words.TO_HELP))
    options = parser.add_argument_group(text(words.OPTIONS))
    options.add_argument("--status", default="active", metavar="|".join(STATUSES), help=text(words.STATUS_HELP))
    options.add_argument("--anonymise", action="store_true", help=text(words.ANONYMISE_HELP))
    options.add_argument("--overwrite", action="store_true", help=text(words.OVERWRITE_HELP))
    options.add_argument("--quiet", action="store_true", help=text(words.QUIET_HELP))
    _add_common_options(options, language)
    return parser


def _add_common_options(group: Any, language: Language) -> None:
    def text(source: str) -> str:
        return language.text("CommandLine", source)

    group.add_argument("--profile", metavar="DIR", type=Path, help=text(words.PROFILE_HELP))
    group.add_argument("--language", metavar="|".join(LANGUAGES), help=text(words.LANGUAGE_HELP))
    group.add_argument("-h", "--help", action="help", help=text(words.HELP_HELP))
