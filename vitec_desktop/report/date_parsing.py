"""Parsing of typed dates: every form that is unambiguous in Swedish or English.

A day or week without a year, "1/11", "1 nov" or "v. 47", is the one of this year, or of the last where this year's is
more than two months ahead: reports are of the past. Not parsed: "26 09 01" (the year may be first or last), and days
that do not exist.
"""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from vitec_desktop.report.people_text import is_invisible

_NAMES = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb", "febr"),
    ("mars", "march", "mar"),
    ("april", "apr"),
    ("maj", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augusti", "august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
"""The names of each month, Swedish and English, in full and abbreviated."""

_MONTHS: Mapping[str, int] = {name: place for place, names in enumerate(_NAMES, 1) for name in names}

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))  # in pasted texts
_RUN_TOGETHER = re.compile(r"(\d\d(?:\d\d)?)(\d\d)(\d\d)", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{1,2})", re.ASCII)
_SHORT_YEAR_FIRST = re.compile(r"(\d\d)-(\d{1,2})-(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/., ] ?(\d{4})", re.ASCII)
_SHORT_YEAR_LAST = re.compile(r"(\d{1,2}) ?[/.] ?(\d{1,2}) ?[-/. ] ?(\d\d)", re.ASCII)
_NAME_SECOND = re.compile(
    r"(?:den |the )?(\d{1,2})(?::[ae]|st|nd|rd|th|\.)?[- ]?([a-z]+)\.?,?[- ]?(\d{4}|\d\d)", re.ASCII
)
_NAME_FIRST = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.ASCII)
_NAME_AFTER_YEAR = re.compile(r"(\d{4})[- ]([a-z]+)\.?[- ](\d{1,2})", re.ASCII)
_DAY_WITHOUT_YEAR = re.compile(r"(\d{1,2}) ?/ ?(\d{1,2})", re.ASCII)
_NAME_WITHOUT_YEAR = re.compile(r"(?:den |the )?(\d{1,2})(?::[ae]|st|nd|rd|th|\.)? ?([a-z]+)\.?", re.ASCII)
_NAME_FIRST_WITHOUT_YEAR = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_WEEK = re.compile(r"(?:vecka|week|v\.?|w\.?) ?(\d{1,2})(?:[- ,]+(\d{4}))?", re.ASCII)
_WEEK_AFTER_YEAR = re.compile(r"(\d{4})[- ]?[vw](\d{1,2})", re.ASCII)
_TIME = re.compile(r"(?:,? (?:kl\.? ?)?|(?<=\d)t)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?$", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)

_FIRST_YEAR_OF_1900S = 70
"""Years of two digits from here on are in the 1900s, lower ones in the 2000s."""


_MOST_DAYS_AHEAD = timedelta(days=62)


def parse_days(text: str, before: date, today: date) -> tuple[date, date] | None:
    """Return the first and last day that `text` names: one day, or a week from Monday to Sunday.

    A year alone keeps the month and day of `before`.
    """
    day = parse_changed_date(text, before) or _parse_day_without_year(text, today)
    return (day, day) if day else _parse_week(text, today)


def _parse_day_without_year(text: str, today: date) -> date | None:
    words = _normalise(text)
    if found := _DAY_WITHOUT_YEAR.fullmatch(words):
        number, month = found[1], int(found[2])
    elif found := _NAME_WITHOUT_YEAR.fullmatch(words):
        number, month = found[1], _MONTHS.get(found[2], 0)
    elif found := _NAME_FIRST_WITHOUT_YEAR.fullmatch(words):
        number, month = found[2], _MONTHS.get(found[1], 0)
    else:
        return None
    this_year, last_year = (_day(str(year), month, number) for year in (today.year, today.year - 1))
    return this_year if this_year and this_year <= today + _MOST_DAYS_AHEAD else last_year


def _parse_week(text: str, today: date) -> tuple[date, date] | None:
    words = _normalise(text)
    if found := _WEEK.fullmatch(words):
        number, year = found[1], found[2]
    elif found := _WEEK_AFTER_YEAR.fullmatch(words):
        year, number = found.groups()
    else:
        return None
    this_year = today.isocalendar().year
    for known in (int(year),) if year else (this_year, this_year - 1):
        monday = _monday(known, int(number))
        if monday and (year or monday <= today + _MOST_DAYS_AHEAD):
            return monday, monday + timedelta(days=6)
    return None


def _monday(year: int, week: int) -> date | None:
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        return None


def _normalise(text: str) -> str:
    """Return the text in small letters, with one space between words, and without a time of day at its end."""
    return _TIME.sub("", " ".join(_visible(text).translate(_DASHES).casefold().split()))


def _visible(text: str) -> str:
    """Return `text` without the marks of direction and the like that come with it from a web page or a mail."""
    return "".join([char for char in text if not is_invisible(char)])


def parse_date(text: str) -> date | None:
    """Return the date in `text`; None if it is not a date or is ambiguous."""
    words = _normalise(text)
    for pattern in (_RUN_TOGETHER, _YEAR_FIRST, _SHORT_YEAR_FIRST):
        if found := pattern.fullmatch(words):
            year, month, day = found.groups()
            return _day(year, int(month), day)
    for pattern in (_DAY_FIRST, _SHORT_YEAR_LAST):
        if found := pattern.fullmatch(words):
            day, month, year = found.groups()
            return _day(year, int(month), day)
    if found := _NAME_SECOND.fullmatch(words):
        day, name, year = found.groups()
    elif found := _NAME_FIRST.fullmatch(words):
        name, day, year = found.groups()
    elif found := _NAME_AFTER_YEAR.fullmatch(words):
        year, name, day = found.groups()
    else:
        return None
    return _day(year, _MONTHS.get(name, 0), day)


def parse_changed_date(text: str, before: date) -> date | None:
    """Return the date in `text`, as `parse_date`; a year alone keeps the month and day of `before`."""
    year = _visible(text).strip()
    if _YEAR.fullmatch(year):
        return _day(year, before.month, str(before.day))
    return parse_date(text)


def _day(year: str, month: int, day: str) -> date | None:
    number = int(year)
    if len(year) == 2:
        number += 2000 if number < _FIRST_YEAR_OF_1900S else 1900
    try:
        return date(number, month, int(day))
    except ValueError:
        return None
