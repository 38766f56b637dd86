"""Texts about a report and a fetch: progress, status bar and notices."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.error_messages import ErrorMessage, cause_text, fetched_customers, summarise_failed_parts
from vitec_desktop.report.formatting import format_count, format_days, format_period, group_digits
from vitec_desktop.report.language import Language
from vitec_desktop.report.office_names import count_of_offices
from vitec_desktop.report.periods import ACTIVE_STATUS_NAMES, Preset, preset_days
from vitec_desktop.ui.fetch.report_fetcher import FetchProgress, FetchResult, ReportSelection
from vitec_desktop.ui.widgets.notice import Notice, NoticeAction, NoticeLevel
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import ReportScope
from vitec_desktop.webservice.result import FailedPart

_MINUTE = 60


def problem_notice(level: NoticeLevel, problem: ErrorMessage, actions: tuple[NoticeAction, ...] = ()) -> Notice:
    """Return the notice of a message, with buttons."""
    return Notice(level, problem.what, " ".join(part for part in (problem.why, problem.next_step) if part), actions)


def progress_texts(progress: FetchProgress, language: Language) -> tuple[str, str, str]:
    """Return such as "7 av 18", "hämtar Norrby Solna, maj–juni", "ungefär 6 sekunder kvar"; unknown ones are empty.

    While nothing is sent: "7 av 18", "väntar till 14:32:07", "Tjänsten tar inte emot fler frågor just nu (429)."
    """
    translate = QCoreApplication.translate
    lead = translate("Progress", "{done} av {total}").format(
        done=format_count(progress.done, language), total=format_count(progress.total, language)
    )
    if progress.wait and progress.wait.until:
        waiting = translate("Progress", "väntar till {time}").format(time=f"{progress.wait.until:%H:%M:%S}")
        return lead, waiting, cause_text(progress.wait.error, language)
    fetching, part = "", progress.active_part
    if part:
        days = format_days(part.first_day, part.last_day, language, with_year=False)
        fetching = translate("Progress", "hämtar {office}, {days}").format(office=part.customer.label, days=days)
    return lead, fetching, _time_left_text(progress.seconds_left)


def _time_left_text(seconds: float | None) -> str:
    if seconds is None:
        return ""
    if seconds < 1.5 * _MINUTE:
        count = max(1, round(seconds))
        return QCoreApplication.translate("Progress", "ungefär %n sekunder kvar", "", count)
    count = round(seconds / _MINUTE)
    return QCoreApplication.translate("Progress", "ungefär %n minuter kvar", "", count)


def rows_text(kind: ListKind, shown: int, total: int, language: Language) -> str:
    """Return such as "24 av 67 tips visas", or "67 tips" where all are shown."""
    translate = QCoreApplication.translate
    sources = {
        ListKind.INCOMING: (
            translate("Status", "%n inkommande leads", "", total),
            translate("Status", "{shown} av %n inkommande leads visas", "", total),
        ),
        ListKind.OUTGOING: (
            translate("Status", "%n utgående leads", "", total),
            translate("Status", "{shown} av %n utgående leads visas", "", total),
        ),
        ListKind.TIPS: (
            translate("Status", "%n tips", "", total),
            translate("Status", "{shown} av %n tips visas", "", total),
        ),
    }
    whole, filtered = sources[kind]
    text = group_digits(whole if shown == total else filtered, total, language)
    return text.format(shown=format_count(shown, language))


def all_rows_text(shown: int, total: int, language: Language) -> str:
    """Return such as "3 809 rader" of all lists, or "35 av 3 809 rader visas" where filters hide some."""
    translate = QCoreApplication.translate
    whole = translate("Status", "%n rader", "", total)
    filtered = translate("Status", "{shown} av %n rader visas", "", total)
    text = group_digits(whole if shown == total else filtered, total, language)
    return text.format(shown=format_count(shown, language))


def rows_so_far_text(count: int, language: Language) -> str:
    """Return such as "631 rader hittills"."""
    return group_digits(QCoreApplication.translate("Status", "%n rader hittills", "", count), count, language)


def scope_texts(scope: ReportScope, language: Language, failed_parts: Sequence[FailedPart] = ()) -> tuple[str, str]:
    """Return such as "1–31 okt 2026" and "3 kontor", or "2 av 3 kontor" where one is missing."""
    period = format_period(scope.first_day, scope.last_day, language)
    total, count = len(scope.customers), len(fetched_customers(scope, failed_parts))
    if total == 1:
        return period, scope.customers[0].label
    if count == total:
        return period, QCoreApplication.translate("Status", "%n kontor", "", count)
    return period, count_of_offices(count, total, language)


def difference_text(shown: FetchResult, picked: ReportSelection, today: date, language: Language) -> str:
    """Return what of the shown report differs from what is picked, such as "1–31 okt, 3 kontor"; "" for nothing."""
    facts, scope = [], shown.report.scope
    if (scope.first_day, scope.last_day) != (picked.first_day, picked.last_day):
        with_year = not scope.first_day.year == scope.last_day.year == today.year
        facts.append(format_period(scope.first_day, scope.last_day, language, with_year=with_year))
    if not shown.has_offices(picked.offices):
        facts.append(_other_offices_text(shown, picked, language))
    if scope.status is not picked.status:
        facts.append(language.text("Periods", ACTIVE_STATUS_NAMES[scope.status]).lower())
    return ", ".join(facts)


def _other_offices_text(shown: FetchResult, picked: ReportSelection, language: Language) -> str:
    """Return whose report is shown, in words that the picker of the offices does not say too."""
    translate, count = QCoreApplication.translate, len(shown.report.scope.customers)
    if shown.selection.is_sample and not picked.is_sample:
        return translate("Status", "exempeldata")
    if picked.is_sample and not shown.selection.is_sample:
        return translate("Status", "egna")  # short: it is to stand whole in a window 1024 wide
    if count > 1 and count == len(picked.offices):
        return translate("Status", "%n andra kontor", "", count)
    return scope_texts(shown.report.scope, language)[1]


def preset_days_text(preset: Preset, today: date, language: Language) -> str:
    """Return the days of a preset, such as "v. 47, 16–22 nov", with their year unless it is the present one."""
    first, last = preset_days(preset, today)
    days = format_period(first, last, language, with_year=not first.year == last.year == today.year)
    if preset not in (Preset.THIS_WEEK, Preset.LAST_WEEK):
        return days
    week = QCoreApplication.translate("Periods", "v. {number}").format(number=first.isocalendar().week)
    return f"{week}, {days}"


def fetched_text(fetched_at: datetime, today: date, language: Language) -> str:
    """Return such as "hämtad i dag 14:05", or with its day where that is another."""
    translate = QCoreApplication.translate
    time = f"{fetched_at:%H:%M}"
    if fetched_at.date() == today:
        return translate("Status", "hämtad i dag {time}").format(time=time)
    return translate("Status", "hämtad {day} {time}").format(day=fetched_at.date().isoformat(), time=time)


def missing_so_far(missing: Sequence[FailedPart], part_count: int, language: Language) -> ErrorMessage:
    """Return the message about the parts that have failed while the rest is being fetched."""
    problem = summarise_failed_parts(missing, language, None, part_count)
    rest = QCoreApplication.translate("Progress", "Resten av rapporten hämtas som vanligt.")
    return ErrorMessage(problem.what, problem.why, rest)
