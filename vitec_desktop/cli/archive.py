"""The command `vitec-desktop archive`: saved reports, for IT and scripts. Never opens a prompt of the keyring."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from vitec_desktop.accounts.machine_defaults import MAX_ARCHIVE_MONTHS
from vitec_desktop.archive.key import ArchiveClosed, ArchiveState
from vitec_desktop.archive.report_files import ArchiveListing, FilesLeft, ReportMissing, ReportNotSaved
from vitec_desktop.archive.retention import SavedReport
from vitec_desktop.archive.store import ReportArchive, open_archive
from vitec_desktop.cli import texts
from vitec_desktop.cli.arguments import ARCHIVE, UsageError
from vitec_desktop.cli.console import Console
from vitec_desktop.cli.credentials import read_first_line
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.cli.parser import LocalizedParser, archive_parser
from vitec_desktop.export.changes_content import PROBLEM_TEXTS, ChangesProblem
from vitec_desktop.report.formatting import format_count, format_datetime, format_period
from vitec_desktop.webservice.models import ListKind

_JSON_NAMES = {ListKind.INCOMING: "incoming", ListKind.OUTGOING: "outgoing", ListKind.TIPS: "tips"}
_WITH_VALUE = ("delete", "forget")
_WITH_YES = ("clear", "forget")


def run_archive_command(
    arguments: list[str], console: Console, open_: Callable[[Path | None], ReportArchive] = open_archive
) -> int:
    """Run the command and return the exit code. `open_` is for tests.

    Raises:
        UsageError: the command line is invalid, or IT forbids it.
        SystemExit: the help was asked for and has been printed.
    """
    parser = archive_parser(arguments, str(MAX_ARCHIVE_MONTHS))
    words = list(arguments)
    words.remove(ARCHIVE)
    parsed, rest = parser.parse_known_args(words)
    parser.reject_unknown(rest)
    parser.check_language(parsed.language)
    _check(parsed, parser)
    command = _Command(open_(parsed.profile), console, parsed)
    try:
        return command.run()
    except ArchiveClosed as closed:
        console.error(_closed_text(closed, console))
        return ExitCode.ARCHIVE_CLOSED
    except ReportNotSaved as error:
        source = texts.ARCHIVE_FILES_LEFT if isinstance(error, FilesLeft) else texts.ARCHIVE_NOT_WRITTEN
        console.error(console.text(source, detail=error.detail or error.problem.value))
        return ExitCode.NOT_WRITTEN


def _check(parsed: Any, parser: LocalizedParser) -> None:
    """Raise UsageError for what argparse cannot check."""
    action = parsed.action
    if action not in ("status", "enable", "disable", "list", "delete", "clear", "forget"):
        raise UsageError(parser.text(texts.NO_SUCH_ARCHIVE_ACTION))
    if (parsed.value is not None) != (action in _WITH_VALUE):
        raise UsageError(parser.text(texts.ARCHIVE_VALUE, action=action))
    if parsed.months is not None and action != "enable":
        raise UsageError(parser.text(texts.MONTHS_ALONE))
    if parsed.json and action != "list":
        raise UsageError(parser.text(texts.JSON_ALONE))
    if parsed.yes != (action in _WITH_YES):
        raise UsageError(parser.text(texts.YES_NEEDED if action in _WITH_YES else texts.YES_ALONE, action=action))
    if parsed.months is not None and not (parsed.months.isdecimal() and 1 <= int(parsed.months) <= MAX_ARCHIVE_MONTHS):
        raise UsageError(parser.text(texts.NO_MONTHS, given=parsed.months, most=str(MAX_ARCHIVE_MONTHS)))


class _Command:
    """One command on one archive."""

    def __init__(self, archive: ReportArchive, console: Console, parsed: Any) -> None:
        self._archive = archive
        self._console = console
        self._parsed = parsed

    def run(self) -> ExitCode:
        run: Callable[[], ExitCode] = getattr(self, f"_{self._parsed.action}")
        return run()

    def _text(self, source: str, count: int | None = None, **facts: object) -> str:
        return self._console.text(source, count, **facts)

    def _print(self, line: str) -> None:
        self._console.print_line(line)

    def _status(self) -> ExitCode:
        status = self._archive.status()
        answer = self._console.print_answer
        answer(self._text(texts.ARCHIVE_ON if status.is_on else texts.ARCHIVE_OFF))
        if status.is_forced or status.are_months_forced:
            answer(self._text(texts.ARCHIVE_BY_IT))
        answer(self._text(texts.ARCHIVE_MONTHS, status.months))
        answer(self._text(texts.ARCHIVE_FOLDER, folder=self._archive.folder))
        if status.state not in (ArchiveState.OPEN, ArchiveState.EMPTY):
            raise ArchiveClosed(status.state, status.problem)
        self._print_size(self._archive.list())
        return ExitCode.COMPLETE

    def _enable(self) -> ExitCode:
        status = self._archive.status()
        months = int(self._parsed.months) if self._parsed.months is not None else None
        if (status.is_forced and not status.is_on) or (months is not None and status.are_months_forced):
            raise UsageError(self._text(texts.ARCHIVE_BY_IT))
        self._archive.turn_on(months, may_prompt=False)
        self._print(self._text(texts.ARCHIVE_ON))
        return ExitCode.COMPLETE

    def _disable(self) -> ExitCode:
        status = self._archive.status()
        if status.is_forced and status.is_on:
            raise UsageError(self._text(texts.ARCHIVE_BY_IT))
        self._archive.turn_off()
        self._print(self._text(texts.ARCHIVE_OFF))
        return ExitCode.COMPLETE

    def _list(self) -> ExitCode:
        listing = self._archive.list()
        if self._parsed.json:
            self._console.print_answer(json.dumps([_as_json(one) for one in listing.reports], ensure_ascii=False))
        else:
            for one in listing.reports:
                self._console.print_answer(self._line(one))
            self._print_size(listing)
        if listing.set_aside:
            names = ", ".join(one.name for one in listing.set_aside)
            self._console.error(self._text(texts.ARCHIVE_DAMAGED, names=names))
        return ExitCode.COMPLETE

    def _delete(self) -> ExitCode:
        report_id = self._parsed.value
        try:
            self._archive.delete([report_id])
        except ReportMissing:
            raise UsageError(self._text(texts.NO_SUCH_REPORT, given=report_id)) from None
        return ExitCode.COMPLETE

    def _clear(self) -> ExitCode:
        erased = self._archive.clear()
        if erased.files and erased.is_key_deleted:
            self._print(self._text(texts.ARCHIVE_CLEARED, erased.files))
        elif erased.files:
            self._print(self._text(texts.ARCHIVE_FILES_CLEARED, erased.files))
        else:
            self._print(self._text(texts.ARCHIVE_KEY_CLEARED if erased.is_key_deleted else texts.ARCHIVE_WAS_EMPTY))
        return ExitCode.COMPLETE

    def _forget(self) -> ExitCode:
        text = self._parsed.value
        if text == "-":
            text = read_first_line(sys.stdin.buffer if sys.stdin else None, self._text(texts.PERSON_NOT_UTF8))
        try:
            found = self._archive.forget(text)
        except ValueError:
            raise UsageError(self._text(texts.NAME_TOO_SHORT)) from None
        self._print(self._text(texts.ARCHIVE_FORGOTTEN, found.reports, rows=found.rows))
        if found.damaged:
            self._print(self._text(texts.ARCHIVE_DAMAGED_FORGOTTEN, found.damaged))
        self._print(self._text(texts.ARCHIVE_FORGOTTEN_NOTE))
        if found.unsearched:
            self._console.error(self._text(texts.ARCHIVE_NOT_SEARCHED, found.unsearched))
            return ExitCode.ARCHIVE_CLOSED
        return ExitCode.COMPLETE

    def _line(self, one: SavedReport) -> str:
        """Return "ID  2026-11-24 14:05  1–30 nov 2026  Norrby Solna  277  34 kB"."""
        facts, language = one.facts, self._console.language
        offices = ", ".join(customer.label for customer in facts.scope.customers)
        parts = (
            one.id,
            format_datetime(one.fetched_at.replace(tzinfo=None)),
            format_period(facts.first_day, facts.last_day, language),
            offices if facts.is_complete else f"{offices} ({self._text(texts.INCOMPLETE)})",
            format_count(one.row_count, language),
            _size(one.size),
        )
        return "  ".join(parts)

    def _print_size(self, listing: ArchiveListing) -> None:
        self._console.print_answer(
            self._text(texts.ARCHIVE_SIZE, reports=len(listing.reports), size=_size(listing.size))
        )


def _as_json(one: SavedReport) -> dict[str, object]:
    facts = one.facts
    return {
        "id": one.id,
        "fetched_at": one.fetched_at.isoformat(timespec="seconds"),
        "first_day": facts.first_day.isoformat(),
        "last_day": facts.last_day.isoformat(),
        "offices": [customer.id for customer in facts.customers],
        "rows": {name: facts.row_counts.get(kind, 0) for kind, name in _JSON_NAMES.items()},
        "bytes": one.size,
        "complete": facts.is_complete,
    }


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{-(-count // 1000)} kB"


def _closed_text(closed: ArchiveClosed, console: Console) -> str:
    return console.language.text("Export", PROBLEM_TEXTS[ChangesProblem(closed.state.value)])
