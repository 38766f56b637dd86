"""Formatting of statistics: "19 %", "151 av 792", "↑ +184 (+8 %) mot 2 302", "4,5", "v. 48"."""

from datetime import date

from vitec_desktop.report.formatting import NO_BREAK_SPACE, format_count, format_day
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.report.statistics.shares import Change, Share
from vitec_desktop.report.statistics.timeline import Month, Week, Weekday
from vitec_desktop.report.statistics.unhandled import AgeBucket

NO_VALUE = "–"
"""Shown if there is no value, or too few rows for a share."""

_MINUS = "\N{MINUS SIGN}"

_OF = QT_TRANSLATE_NOOP("Statistics", "{count} av {base}")
_SHARE_OF = QT_TRANSLATE_NOOP("Statistics", "{share}, {count} av {base}")
_OF_ALL = QT_TRANSLATE_NOOP("Statistics", "{share} av alla")
_OF_LINKED = QT_TRANSLATE_NOOP("Statistics", "{share} av kopplade")
_COMPARED_WITH = QT_TRANSLATE_NOOP("Statistics", "mot {count}")
_UNCHANGED = QT_TRANSLATE_NOOP("Statistics", "oförändrat")
_SHARE_BEFORE = QT_TRANSLATE_NOOP("Statistics", "förra {share}")
_SHARE_LAST_YEAR = QT_TRANSLATE_NOOP("Statistics", "i fjol {share}")
_ONE_DAY = QT_TRANSLATE_NOOP("Statistics", "{days} dag")
_DAYS = QT_TRANSLATE_NOOP("Statistics", "{days} dagar")
_OVER_DAYS = QT_TRANSLATE_NOOP("Statistics", "Över {days} dagar")
_WEEK = QT_TRANSLATE_NOOP("Statistics", "v. {number}")
_DAYS_OF = QT_TRANSLATE_NOOP("Statistics", "{known} av {days} dagar")
_CURRENT = QT_TRANSLATE_NOOP("Statistics", "{bucket} pågår")
_UNTIL = QT_TRANSLATE_NOOP("Statistics", "{bucket} t.o.m. {day}")
_UNHANDLED_AS_OF = QT_TRANSLATE_NOOP("Statistics", "Obehandlade {day}")
_WEEKDAYS = (
    QT_TRANSLATE_NOOP("Statistics", "måndag"),
    QT_TRANSLATE_NOOP("Statistics", "tisdag"),
    QT_TRANSLATE_NOOP("Statistics", "onsdag"),
    QT_TRANSLATE_NOOP("Statistics", "torsdag"),
    QT_TRANSLATE_NOOP("Statistics", "fredag"),
    QT_TRANSLATE_NOOP("Statistics", "lördag"),
    QT_TRANSLATE_NOOP("Statistics", "söndag"),
)


def format_percent(percent: int | None, language: Language) -> str:
    """Return whole per cent: "19 %" with a no-break space, "−4 %", in English "19%"; "–" for None."""
    if percent is None:
        return NO_VALUE
    sign = "%" if language.code == "en" else f"{NO_BREAK_SPACE}%"
    return format_count(percent, language) + sign


def format_share(share: Share | None, language: Language) -> str:
    """Return a share in per cent: "19 %", or "–" for too few rows."""
    return format_percent(share.percent if share else None, language)


def format_count_of_base(share: Share, language: Language) -> str:
    """Return a share in rows: "151 av 792"."""
    return _fill_in(_OF, language, count=format_count(share.count, language), base=format_count(share.base, language))


def format_share_with_counts(share: Share, language: Language) -> str:
    """Return a share with its counts: "19 %, 46 av 266", or "–, 1 av 3" for too few rows."""
    counts = {"count": format_count(share.count, language), "base": format_count(share.base, language)}
    return _fill_in(_SHARE_OF, language, share=format_share(share, language), **counts)


def format_share_of_all(share: Share, language: Language) -> str:
    """Return "19 % av alla"."""
    return _fill_in(_OF_ALL, language, share=format_share(share, language))


def format_share_of_linked(share: Share, language: Language) -> str:
    """Return "28 % av kopplade"."""
    return _fill_in(_OF_LINKED, language, share=format_share(share, language))


def format_share_before(share: Share, language: Language, *, is_last_year: bool = False) -> str:
    """Return a share of the other period: "förra 17 %", or "i fjol 17 %"."""
    source = _SHARE_LAST_YEAR if is_last_year else _SHARE_BEFORE
    return _fill_in(source, language, share=format_share(share, language))


def format_signed(number: int, language: Language) -> str:
    """Return a difference with its sign: "+184", "−31", "0"."""
    return f"+{format_count(number, language)}" if number > 0 else format_count(number, language)


def format_difference(change: Change, language: Language, *, with_arrow: bool = True) -> str:
    """Return a difference: "↑ +184 (+8 %)", "↓ −31 (−4 %)", "oförändrat"; without per cent for too few rows."""
    if not change.difference:
        return language.text("Statistics", _UNCHANGED)
    text = _signed_with_percent(change, language)
    if not with_arrow:
        return text
    return ("↑ " if change.difference > 0 else "↓ ") + text


def format_short_difference(change: Change, language: Language) -> str:
    """Return a difference for a narrow column: "+184 (+8 %)", "−31 (−4 %)", "±0"."""
    return _signed_with_percent(change, language) if change.difference else "±0"


def _signed_with_percent(change: Change, language: Language) -> str:
    text = format_signed(change.difference, language)
    if change.percent is None:
        return text
    plus = "+" if change.percent > 0 else ""
    return f"{text} ({plus}{format_percent(change.percent, language)})"


def format_before(count: int, language: Language) -> str:
    """Return what a number is compared with: "mot 2 302"."""
    return _fill_in(_COMPARED_WITH, language, count=format_count(count, language))


def format_change(change: Change, language: Language, *, with_arrow: bool = True) -> str:
    """Return a difference and what it is compared with: "↑ +184 (+8 %) mot 2 302"."""
    return f"{format_difference(change, language, with_arrow=with_arrow)} {format_before(change.before, language)}"


def format_number(number: float, language: Language) -> str:
    """Return a number with at most one decimal: "5", "4,5", "1 204,5"; in English "4.5"."""
    tenths = round(abs(number) * 10)
    text = format_count(tenths // 10, language)
    if tenths % 10:
        text += f"{'.' if language.code == 'en' else ','}{tenths % 10}"
    return _MINUS + text if number < 0 and tenths else text


def format_age(days: float | None, language: Language) -> str:
    """Return an age in days: "1 dag", "43 dagar", "4,5 dagar"; "–" for None."""
    if days is None:
        return NO_VALUE
    return _fill_in(_ONE_DAY if days == 1 else _DAYS, language, days=format_number(days, language))


def format_age_bucket(bucket: AgeBucket, language: Language) -> str:
    """Return "0–1 dag", "2–7 dagar", "Över 30 dagar"."""
    if bucket.max_days is None:
        return _fill_in(_OVER_DAYS, language, days=format_count(bucket.min_days - 1, language))
    return _fill_in(_ONE_DAY if bucket.max_days == 1 else _DAYS, language, days=f"{bucket.min_days}–{bucket.max_days}")


def format_month(month: Month, language: Language, *, with_year: bool = True) -> str:
    """Return "nov 2025", or without the year "nov"."""
    return format_month_of(month.first_day, language, with_year=with_year)


def format_month_of(day: date, language: Language, *, with_year: bool = True) -> str:
    """Return the month of a day: "nov 2025", or without the year "nov"."""
    _, _, text = format_day(day, language, with_year=with_year).partition(" ")
    return text


def format_week(week: Week, language: Language) -> str:
    """Return "v. 48"."""
    return format_week_of(week.first_day, language)


def format_week_of(day: date, language: Language) -> str:
    """Return the ISO week of a day: "v. 48"."""
    return _fill_in(_WEEK, language, number=str(day.isocalendar().week))


def format_weekday(weekday: Weekday, language: Language) -> str:
    """Return "måndag"."""
    return language.text("Statistics", _WEEKDAYS[weekday.number - 1])


def format_weekday_of(day: date, language: Language) -> str:
    """Return the weekday of a day in short: "mån"."""
    return language.text("Statistics", _WEEKDAYS[day.weekday()])[:3]


def format_days_of(known: int, days: int, language: Language) -> str:
    """Return how many days of a week or month are known: "6 av 7 dagar"."""
    return _fill_in(_DAYS_OF, language, known=str(known), days=str(days))


def format_current_bucket(bucket_text: str, language: Language, as_of: date | None = None) -> str:
    """Return "nov pågår", for the text of the current month or week; "nov t.o.m. 24" as of a day."""
    if as_of is not None:
        return _fill_in(_UNTIL, language, bucket=bucket_text, day=str(as_of.day))
    return _fill_in(_CURRENT, language, bucket=bucket_text)


def format_unhandled_name(as_of: date, language: Language) -> str:
    """Return the name of the number of unhandled rows as of a day: "Obehandlade 24 nov"."""
    return _fill_in(_UNHANDLED_AS_OF, language, day=format_day(as_of, language, with_year=False))


def _fill_in(source: str, language: Language, **values: str) -> str:
    return language.text("Statistics", source).format(**values)
