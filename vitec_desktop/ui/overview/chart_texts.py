"""Texts of the overview's charts and tiles, except the names and definitions of statistics."""

from collections.abc import Iterable
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.language import Language
from vitec_desktop.report.statistics import (
    Month,
    SevenDays,
    StatisticKey,
    TimeBucket,
    formatting,
    statistic_definition,
    statistic_name,
)
from vitec_desktop.webservice.request import ReportScope

translate = QCoreApplication.translate


def time_chart_texts(bucket: TimeBucket, language: Language) -> tuple[str, str]:
    """Return the title of the chart over time, and how its bars are counted; `bucket` is one of them."""
    if isinstance(bucket, Month):
        key = StatisticKey.MONTHS
        return statistic_name(key, language), statistic_definition(key, language)
    if isinstance(bucket, SevenDays):
        return translate("Overview", "Sju dagar i taget"), translate(
            "Overview",
            "Antal rader efter dagen då de skapades, i svensk tid, sju dagar i taget från periodens första dag: varje"
            " veckodag är med en gång. Färre dagar i slutet är streckade.",
        )
    return translate("Overview", "Per dag"), translate(
        "Overview", "Antal rader efter dagen då de skapades, i svensk tid."
    )


def partial_text(bucket: TimeBucket) -> str:
    """Return how many days a cut bar has: "3 dagar"; of a month, which has not always the same, "24 av 30 dagar"."""
    if isinstance(bucket, Month):
        return translate("Overview", "{days} av {all} dagar").format(days=bucket.days, all=bucket.whole_days)
    days = bucket.days
    return translate("Overview", "%n dagar", "", days)


def short_partial_text(bucket: TimeBucket) -> str:
    """Return the same where there is less room: "24 av 30"; "" where nothing is shorter."""
    if isinstance(bucket, Month):
        return translate("Overview", "{days} av {all}").format(days=bucket.days, all=bucket.whole_days)
    return ""


def group_chart_texts(*, are_offices: bool) -> tuple[str, str, str]:
    """Return the title of the offices or receivers side by side, how they are counted, and the names' header."""
    if are_offices:
        return (
            translate("Overview", "Per kontor"),
            translate(
                "Overview",
                "Leads och mottagna tips efter mottagarens kontor, skickade tips efter avsändarens: här kan även andra"
                " kontor än de valda stå. Obehandlade och → Intag är leads och tips tillsammans: 10 + 6 är tio leads"
                " och sex tips. Fler än fem kontor: de fyra med flest obehandlade.",
            ),
            translate("Overview", "Kontor"),
        )
    return (
        translate("Overview", "Per mottagare"),
        translate(
            "Overview",
            "Leads och mottagna tips efter mottagare, skickade tips efter avsändare. Obehandlade och → Intag är leads"
            " och tips tillsammans: 10 + 6 är tio leads och sex tips. Fler än fem mottagare: de fyra med flest"
            " obehandlade.",
        ),
        translate("Overview", "Mottagare"),
    )


def short_names(names: Iterable[str]) -> dict[str, str]:
    """Return each office's name without the words with which all of them begin, if there are several."""
    known = list(dict.fromkeys(names))
    shared = 0
    if len(known) > 1:
        for words in zip(*(name.casefold().split() for name in known), strict=False):
            if len(set(words)) > 1:
                break
            shared += 1
    return {name: " ".join(name.split()[shared:]) or name for name in known}


def short_period(scope: ReportScope, beside: ReportScope, language: Language) -> str:
    """Return the name of a period beside another one: "sep", "okt 2025", "12–18 okt"; the year where it differs."""
    with_year = scope.last_day.year != beside.last_day.year
    first, last = scope.first_day, scope.last_day
    is_month = first.day == 1 and (first.year, first.month) == (last.year, last.month)
    if is_month and (last == date.max or (last + timedelta(days=1)).day == 1):
        return formatting.format_month_of(first, language, with_year=with_year)
    return format_period(first, last, language, with_year=with_year)
