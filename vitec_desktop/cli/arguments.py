"""What may be written on the command line, and what it asks for."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from vitec_desktop.accounts.offices import Office, OfficesUnreadable, parse_offices
from vitec_desktop.cli import texts as words
from vitec_desktop.cli.options import EXPORT, STATUSES, export_parser, window_parser
from vitec_desktop.cli.parsing import UsageError
from vitec_desktop.cli.system_language import default_language
from vitec_desktop.cli.window_arguments import WindowArguments
from vitec_desktop.export.file_names import WORKBOOK_SUFFIX, ZIP_SUFFIX
from vitec_desktop.report.error_messages import describe_error
from vitec_desktop.report.language import LANGUAGES, Language
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.webservice.base_url import normalise_base_url
from vitec_desktop.webservice.errors import AddressRefused
from vitec_desktop.webservice.models import ActiveStatus

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class SignInArguments:
    """A sign-in written on the command line; its password comes from standard input."""

    base_url: str
    user: str
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class ExportArguments:
    """The export without a window: from the sample service, a saved connection or a sign-in, whichever is there."""

    file: Path
    first_day: date
    last_day: date
    status: ActiveStatus
    is_demo: bool = False
    connection: str | None = None
    sign_in: SignInArguments | None = None
    profile: Path | None = None
    should_overwrite: bool = False
    is_quiet: bool = False
    is_anonymised: bool = False


@dataclass(frozen=True, slots=True)
class ScheduledArguments:
    """The run of a scheduled export, as the system's scheduler asks for it."""

    plan_id: str
    profile: Path | None = None
    language: str | None = None
    is_quiet: bool = False
    is_once: bool = False


def find_language(arguments: list[str]) -> str:
    """The language to speak, found out before anything else can be said; the system's where none is named."""
    for argument, following in pairwise([*arguments, ""]):
        code = following if argument == "--language" else argument.removeprefix("--language=")
        if code != argument and code in LANGUAGES:
            return code
    return default_language()


def is_export_command(arguments: list[str]) -> bool:
    """Whether the command is the export: the first word that is neither an option nor its value."""
    words = iter(arguments)
    for word in words:
        if word in ("--profile", "--language"):
            next(words, None)
        elif not word.startswith("-"):
            return word == EXPORT
    return False


def parse_window_arguments(arguments: list[str], language: Language) -> WindowArguments:
    """What is asked of the program with its window.

    Raises:
        UsageError: it cannot be done.
        SystemExit: help was asked for, and has been printed.
    """
    parser = window_parser(language)
    found, rest = parser.parse_known_args(arguments)
    _check_language(found.language, language)
    # What begins with one dash is Qt's own, as may be the word after it.
    if rest and (not rest[0].startswith("-") or any(word.startswith("--") for word in rest)):
        parser.reject_unknown(rest)
    return WindowArguments(found.demo, found.profile, found.language, found.version, found.self_test, tuple(rest))


def parse_export_arguments(arguments: list[str], today: date, language: Language) -> ExportArguments:
    """What is asked of the export; `arguments` with or without the word itself.

    Raises:
        UsageError: it cannot be done.
        SystemExit: help was asked for, and has been printed.
    """
    parser = export_parser(language)
    found, rest = parser.parse_known_args(_without_command(arguments))
    parser.reject_unknown(rest)
    return _Validator(found, language).export_arguments(today)


def parse_scheduled_arguments(arguments: list[str], language: Language) -> ScheduledArguments | None:
    """What is asked of the run of a scheduled export; None where the command asks for another one.

    Raises:
        UsageError: it cannot be done.
    """
    parser = export_parser(language)
    found, rest = parser.parse_known_args(_without_command(arguments))
    if not found.scheduled:
        return None
    _check_language(found.language, language)
    alone = {"scheduled", "profile", "language", "quiet", "once"}
    given = {name for name, value in vars(found).items() if value != parser.get_default(name)}
    if rest or given - alone:
        raise UsageError(language.text("CommandLine", words.SCHEDULED_ALONE))
    return ScheduledArguments(found.scheduled, found.profile, found.language, found.quiet, found.once)


def _without_command(arguments: list[str]) -> list[str]:
    """The words after `export`; a value may be that word too."""
    arguments = list(arguments)
    if EXPORT in arguments and is_export_command(arguments):
        arguments.remove(EXPORT)
    return arguments


class _Validator:
    """Makes what was found on the command line into what it asks for, or says what is wrong with it."""

    def __init__(self, found: Any, language: Language) -> None:
        self._parsed = found
        self._language = language

    def export_arguments(self, today: date) -> ExportArguments:
        found = self._parsed
        _check_language(found.language, self._language)
        file = self._file()
        self._check_one_source()
        if found.once:
            raise self._usage_error(words.ONCE_ALONE)
        first_day, last_day = self._parse_period(today)
        if found.status not in STATUSES:
            raise self._usage_error(words.NO_SUCH_STATUS, given=found.status, known=", ".join(STATUSES))
        return ExportArguments(
            file,
            first_day,
            last_day,
            STATUSES[found.status],
            found.demo,
            found.connection,
            self._sign_in(),
            found.profile,
            found.overwrite,
            found.quiet,
            found.anonymise,
        )

    def _file(self) -> Path:
        if not self._parsed.file:
            raise self._usage_error(words.NO_FILE)
        file = Path(self._parsed.file)
        if file.suffix.lower() not in (WORKBOOK_SUFFIX, ZIP_SUFFIX):
            raise self._usage_error(words.NO_SUCH_FORMAT, given=self._parsed.file)
        return file

    def _check_one_source(self) -> None:
        found = self._parsed
        by_sign_in = any((found.base_url, found.customer_id, found.user, found.password_stdin))
        if [found.demo, found.connection is not None, by_sign_in].count(True) != 1:
            raise self._usage_error(words.ONE_SOURCE)

    def _sign_in(self) -> SignInArguments | None:
        found = self._parsed
        if found.demo or found.connection is not None:
            return None
        given = {
            "--base-url": found.base_url,
            "--customer-id": found.customer_id,
            "--user": found.user,
            "--password-stdin": found.password_stdin,
        }
        missing = [name for name, value in given.items() if not value]
        if missing:
            raise self._usage_error(words.SIGN_IN_LACKS, missing=", ".join(missing))
        try:
            return SignInArguments(
                normalise_base_url(found.base_url), found.user, parse_offices(",".join(found.customer_id))
            )
        except AddressRefused as error:
            problem = describe_error(error, None, self._language)
            raise UsageError(f"--base-url: {problem.text}") from None
        except OfficesUnreadable as error:
            raise self._usage_error(words.NO_CUSTOMER_ID, given=", ".join(error.parts)) from None

    def _parse_period(self, today: date) -> tuple[date, date]:
        found = self._parsed
        has_days = found.from_ is not None or found.to is not None
        if (found.period is not None) == has_days:
            raise self._usage_error(words.ONE_PERIOD)
        if found.period is not None:
            if found.period not in list(Preset):
                raise self._usage_error(words.NO_SUCH_PERIOD, given=found.period, known=", ".join(Preset))
            return preset_days(Preset(found.period), today)
        if found.from_ is None or found.to is None:
            raise self._usage_error(words.BOTH_DAYS)
        first_day, last_day = self._parse_day("--from", found.from_), self._parse_day("--to", found.to)
        if last_day < first_day:
            raise self._usage_error(words.ENDS_BEFORE_IT_BEGINS, first=first_day.isoformat(), last=last_day.isoformat())
        return first_day, last_day

    def _parse_day(self, name: str, text: str) -> date:
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise self._usage_error(words.NO_DAY, name=name, given=text)

    def _usage_error(self, source: str, **facts: str) -> UsageError:
        return UsageError(self._language.text("CommandLine", source).format(**facts))


def _check_language(code: str | None, language: Language) -> None:
    if code is not None and code not in LANGUAGES:
        text = language.text("CommandLine", words.NO_SUCH_LANGUAGE)
        raise UsageError(text.format(given=code, known=", ".join(LANGUAGES)))
