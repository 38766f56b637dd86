"""The arguments of the export without a window, checked."""

import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from vitec_desktop.accounts.offices import Office, OfficesUnreadable, parse_offices
from vitec_desktop.accounts.pasted_text import has_control_characters, strip_invisible
from vitec_desktop.cli import texts
from vitec_desktop.cli.arguments import EXPORT, UsageError, is_export_command
from vitec_desktop.cli.parser import LocalizedParser, export_parser
from vitec_desktop.export.file_names import WORKBOOK_SUFFIX, ZIP_SUFFIX
from vitec_desktop.report.error_messages import describe_error
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.webservice.base_url import normalise_base_url
from vitec_desktop.webservice.errors import AddressRefused
from vitec_desktop.webservice.models import ActiveStatus

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STATUSES = {
    "active": ActiveStatus.ACTIVE,
    "active-and-removed": ActiveStatus.ACTIVE_AND_REMOVED,
    "removed": ActiveStatus.REMOVED,
}
_SCHEDULED_OPTIONS = {"scheduled", "profile", "language", "quiet", "once", "since", "save_report"}


class SavingArguments(Struct, frozen=True):
    """What to do with saved reports; nothing by default.

    Attributes:
        since: compare with an earlier fetch: "last", "last-export" or a day; None for none.
        should_save: save this fetch too.
    """

    since: str | date | None = None
    should_save: bool = False

    @property
    def is_given(self) -> bool:
        return self.since is not None or self.should_save


NO_SAVING = SavingArguments()


class SignInArguments(Struct, frozen=True):
    """A login given on the command line; its password comes from standard input."""

    base_url: str
    user: str
    offices: tuple[Office, ...]


class ExportArguments(Struct, frozen=True):
    """An export of the sample service (`is_demo`), a saved connection or a login; exactly one of them is given."""

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
    is_compared: bool = True
    saving: SavingArguments = NO_SAVING


class ScheduledArguments(Struct, frozen=True):
    """A run of a scheduled export, as the system's scheduler starts it."""

    plan_id: str
    profile: Path | None = None
    language: str | None = None
    is_quiet: bool = False
    is_once: bool = False
    saving: SavingArguments = NO_SAVING


def parse_export_arguments(arguments: list[str], today: date) -> ExportArguments | ScheduledArguments:
    """Parse the command line of an export, with or without the word "export".

    Raises:
        UsageError: it is invalid.
        SystemExit: the help was asked for and has been printed.
    """
    parser = export_parser(arguments, Preset, _STATUSES)
    words = list(arguments)
    if EXPORT in words and is_export_command(words):  # else a value is the word "export"
        words.remove(EXPORT)
    parsed, rest = parser.parse_known_args(words)
    if not parsed.scheduled:
        parser.reject_unknown(rest)
        return _Validator(parsed, parser).export_arguments(today)
    parser.check_language(parsed.language)
    given = {name for name, value in vars(parsed).items() if value != parser.get_default(name)}
    if rest or given - _SCHEDULED_OPTIONS:
        raise UsageError(parser.text(texts.SCHEDULED_ALONE))
    saving = SavingArguments(_parse_since(parsed.since, parser), parsed.save_report)
    return ScheduledArguments(parsed.scheduled, parsed.profile, parsed.language, parsed.quiet, parsed.once, saving)


def _parse_since(text: str | None, parser: LocalizedParser) -> str | date | None:
    """Return "last", "last-export" or a day; None if not given."""
    if text is None or text in ("last", "last-export"):
        return text
    with suppress(ValueError):
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    raise UsageError(parser.text(texts.NO_SINCE, given=text))


class _Validator:
    """Checks what argparse has parsed and raises UsageError for what is wrong."""

    def __init__(self, parsed: Any, parser: LocalizedParser) -> None:
        self._parsed = parsed
        self._parser = parser

    def export_arguments(self, today: date) -> ExportArguments:
        parsed = self._parsed
        self._parser.check_language(parsed.language)
        file = self._parse_file()
        self._check_one_source()
        if parsed.once:
            raise self._usage_error(texts.ONCE_ALONE)
        first_day, last_day = self._parse_period(today)
        if parsed.status not in _STATUSES:
            raise self._usage_error(texts.NO_SUCH_STATUS, given=parsed.status, known=", ".join(_STATUSES))
        return ExportArguments(
            file,
            first_day,
            last_day,
            _STATUSES[parsed.status],
            parsed.demo,
            parsed.connection,
            self._parse_sign_in(),
            parsed.profile,
            parsed.overwrite,
            parsed.quiet,
            parsed.anonymise,
            not parsed.no_comparison,
            self._parse_saving(),
        )

    def _parse_saving(self) -> SavingArguments:
        parsed = self._parsed
        saving = SavingArguments(_parse_since(parsed.since, self._parser), parsed.save_report)
        if saving.is_given and parsed.demo:
            raise self._usage_error(texts.NOT_WITH_DEMO)
        return saving

    def _parse_file(self) -> Path:
        if not self._parsed.file:
            raise self._usage_error(texts.NO_FILE)
        file = Path(self._parsed.file)
        if file.suffix.lower() not in (WORKBOOK_SUFFIX, ZIP_SUFFIX):
            raise self._usage_error(texts.NO_SUCH_FORMAT, given=self._parsed.file)
        return file

    def _check_one_source(self) -> None:
        parsed = self._parsed
        by_sign_in = any((parsed.base_url, parsed.customer_id, parsed.user, parsed.password_stdin))
        if [parsed.demo, parsed.connection is not None, by_sign_in].count(True) != 1:
            raise self._usage_error(texts.ONE_SOURCE)

    def _parse_sign_in(self) -> SignInArguments | None:
        parsed = self._parsed
        if parsed.demo or parsed.connection is not None:
            return None
        given = {
            "--base-url": parsed.base_url,
            "--customer-id": parsed.customer_id,
            "--user": parsed.user,
            "--password-stdin": parsed.password_stdin,
        }
        missing = [name for name, value in given.items() if not value]
        if missing:
            raise self._usage_error(texts.SIGN_IN_LACKS, missing=", ".join(missing))
        user = strip_invisible(parsed.user)
        if ":" in user:
            # HTTP Basic ends the user name at the first colon.
            raise self._usage_error(texts.COLON_IN_USER)
        if has_control_characters(user):
            raise self._usage_error(texts.CONTROL_IN_USER)
        try:
            return SignInArguments(
                normalise_base_url(parsed.base_url), user, parse_offices(",".join(parsed.customer_id))
            )
        except AddressRefused as error:
            problem = describe_error(error, None, self._parser.language)
            raise UsageError(f"--base-url: {problem.text}") from None
        except OfficesUnreadable as error:
            raise self._usage_error(texts.NO_CUSTOMER_ID, given=", ".join(error.parts)) from None

    def _parse_period(self, today: date) -> tuple[date, date]:
        parsed = self._parsed
        has_days = parsed.from_ is not None or parsed.to is not None
        if (parsed.period is not None) == has_days:
            raise self._usage_error(texts.ONE_PERIOD)
        if parsed.period is not None:
            if parsed.period not in list(Preset):
                raise self._usage_error(texts.NO_SUCH_PERIOD, given=parsed.period, known=", ".join(Preset))
            return preset_days(Preset(parsed.period), today)
        if parsed.from_ is None or parsed.to is None:
            raise self._usage_error(texts.BOTH_DAYS)
        first_day, last_day = self._parse_day("--from", parsed.from_), self._parse_day("--to", parsed.to)
        if last_day < first_day:
            raise self._usage_error(texts.ENDS_BEFORE_IT_BEGINS, first=first_day.isoformat(), last=last_day.isoformat())
        return first_day, last_day

    def _parse_day(self, name: str, text: str) -> date:
        try:
            if _DAY.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        raise self._usage_error(texts.NO_DAY, name=name, given=text)

    def _usage_error(self, source: str, **facts: str) -> UsageError:
        return UsageError(self._parser.text(source, **facts))
