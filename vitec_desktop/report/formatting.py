"""Formatting of values, numbers, days and periods, the same on the screen and in every file."""

from datetime import date, datetime, timedelta

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.fields import ESTATE_ID
from vitec_desktop.report.labels import ESTATE_STEP_NAMES, LABEL_TABLES, estate_step, label_hint
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

_NO_ESTATE = QT_TRANSLATE_NOOP("EstateStatuses", "Ingen bostad kopplad")
_NO_ESTATE_STATUS = QT_TRANSLATE_NOOP("EstateStatuses", "Ingen bostad är kopplad, eller så saknar den status.")
_UNKNOWN_VALUE = QT_TRANSLATE_NOOP("Columns", "Ett värde som programmet inte känner till, visat som det skickades.")

_LEADS = QT_TRANSLATE_NOOP("Lists", "%n leads")
_TIPS = QT_TRANSLATE_NOOP("Lists", "%n tips")

_SHORT_MONTHS = (
    QT_TRANSLATE_NOOP("Months", "jan"),
    QT_TRANSLATE_NOOP("Months", "feb"),
    QT_TRANSLATE_NOOP("Months", "mar"),
    QT_TRANSLATE_NOOP("Months", "apr"),
    QT_TRANSLATE_NOOP("Months", "maj"),
    QT_TRANSLATE_NOOP("Months", "jun"),
    QT_TRANSLATE_NOOP("Months", "jul"),
    QT_TRANSLATE_NOOP("Months", "aug"),
    QT_TRANSLATE_NOOP("Months", "sep"),
    QT_TRANSLATE_NOOP("Months", "okt"),
    QT_TRANSLATE_NOOP("Months", "nov"),
    QT_TRANSLATE_NOOP("Months", "dec"),
)
_MONTHS = (
    QT_TRANSLATE_NOOP("Months", "januari"),
    QT_TRANSLATE_NOOP("Months", "februari"),
    QT_TRANSLATE_NOOP("Months", "mars"),
    QT_TRANSLATE_NOOP("Months", "april"),
    QT_TRANSLATE_NOOP("Months", "maj"),
    QT_TRANSLATE_NOOP("Months", "juni"),
    QT_TRANSLATE_NOOP("Months", "juli"),
    QT_TRANSLATE_NOOP("Months", "augusti"),
    QT_TRANSLATE_NOOP("Months", "september"),
    QT_TRANSLATE_NOOP("Months", "oktober"),
    QT_TRANSLATE_NOOP("Months", "november"),
    QT_TRANSLATE_NOOP("Months", "december"),
)


def column_heading(column: Column, language: Language) -> str:
    """Return the heading of a column in the table and the exports."""
    return language.text("Columns", column.heading)


def column_hint(column: Column, language: Language) -> str:
    """Return the tooltip of a column's heading, or ""."""
    return language.text("Columns", column.hint) if column.hint else ""


def display_text(column: Column, value: Value, language: Language) -> str:
    """Return a cell's text: "" for a missing value, an unknown enumeration value as it was sent."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return format_datetime(value)
    table = LABEL_TABLES.get(column.kind)
    if table is not None and isinstance(value, str):
        label = table.labels.get(value)
        return value if label is None else language.text(table.context, label.text)
    return str(value)


def detail_text(column: Column, value: Value, language: Language) -> str:
    """Return a value's text in the details: an estate's status with its step, a missing estate as a text."""
    if value is None:
        return language.text("EstateStatuses", _NO_ESTATE) if column.key == ESTATE_ID.key else ""
    text = display_text(column, value, language)
    step = estate_step(value) if column.kind is ColumnKind.ESTATE_STATUS and isinstance(value, str) else None
    return text if step is None else f"{text} ({language.text('EstateStatuses', ESTATE_STEP_NAMES[step])})"


def value_hint(column: Column, value: Value, language: Language) -> str:
    """Return the tooltip of a value, or "" if its text needs none."""
    table = LABEL_TABLES.get(column.kind)
    if table is None:
        return ""
    if not isinstance(value, str):
        return language.text("EstateStatuses", _NO_ESTATE_STATUS) if column.kind is ColumnKind.ESTATE_STATUS else ""
    if value not in table.labels:
        return language.text("Columns", _UNKNOWN_VALUE)
    hint = label_hint(table, value)
    return language.text(table.context, hint) if hint else ""


def format_datetime(moment: datetime) -> str:
    """Return a time as "2026-10-29 14:32"."""
    return moment.isoformat(" ", "minutes")


def format_leads_and_tips(leads: int, tips: int, language: Language) -> str:
    """Return such as "1 530 leads, 1 tips"."""
    return f"{format_leads(leads, language)}, {format_tips(tips, language)}"


def format_leads(count: int, language: Language) -> str:
    """Return such as "1 530 leads" or "1 lead"."""
    return group_digits(language.text("Lists", _LEADS, count), count, language)


def format_tips(count: int, language: Language) -> str:
    """Return such as "1 530 tips"."""
    return group_digits(language.text("Lists", _TIPS, count), count, language)


def group_digits(text: str, count: int, language: Language) -> str:
    """Return a text that names `count`, such as "1530 rader", with its digits grouped: "1 530 rader"."""
    return text.replace(str(count), format_count(count, language), 1)


def format_count(count: int, language: Language) -> str:
    """Return 2486 as "2 486" with a no-break space, in English "2,486"; a negative number has a true minus sign."""
    separator = "," if language.code == "en" else NO_BREAK_SPACE
    sign = "\N{MINUS SIGN}" if count < 0 else ""
    return sign + f"{abs(count):,}".replace(",", separator)


def format_day(day: date, language: Language, *, in_full: bool = False, with_year: bool = True) -> str:
    """Return a day as "24 nov 2026", or with `in_full` as "24 november 2026"."""
    text = f"{day.day} {_month(day, language, in_full)}"
    return f"{text} {day.year:04}" if with_year else text


def format_period(first: date, last: date, language: Language, *, in_full: bool = False, with_year: bool = True) -> str:
    """Return the days from `first` to `last`, both included, naming each month and year once.

    "1–31 okt 2026", "1 jan – 24 nov 2026", "1 nov 2025 – 24 nov 2026", "24 nov 2026"; `in_full` writes the months in
    full, `with_year=False` omits the year if both days are in the same one.
    """
    end = format_day(last, language, in_full=in_full, with_year=with_year or first.year != last.year)
    if first == last:
        return end
    if first.year != last.year:
        return f"{format_day(first, language, in_full=in_full)} – {end}"
    if first.month != last.month:
        return f"{format_day(first, language, in_full=in_full, with_year=False)} – {end}"
    return f"{first.day}–{end}"


def format_months(first: date, last: date, language: Language, *, with_year: bool = False) -> str:
    """Return the months from `first` to `last`: "mars–april", "mars", "december 2025–januari 2026"."""
    begin, end = _month(first, language, True), _month(last, language, True)
    if first.year != last.year:
        return f"{begin} {first.year:04}–{end} {last.year:04}"
    months = begin if first.month == last.month else f"{begin}–{end}"
    return f"{months} {last.year:04}" if with_year else months


def format_days(first: date, last: date, language: Language, *, with_year: bool = True) -> str:
    """Return the days from `first` to `last`: whole months as months, otherwise as days."""
    if first.day == 1 and (last == date.max or (last + timedelta(days=1)).day == 1):
        return format_months(first, last, language, with_year=with_year)
    return format_period(first, last, language, with_year=with_year)


def _month(day: date, language: Language, in_full: bool) -> str:
    return language.text("Months", (_MONTHS if in_full else _SHORT_MONTHS)[day.month - 1])
