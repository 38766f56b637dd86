"""Active filters in words, for chips and menus."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.columns import Value
from vitec_desktop.report.filters import ColumnFilter, DayFilter
from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import PRESET_NAMES
from vitec_desktop.report.sorting import swedish_key
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.widgets.chips import ChipText
from vitec_desktop.webservice.timestamps import swedish_today

_MAX_LENGTH = 60


def missing_text() -> str:
    """What a list of values calls the missing one."""
    return QCoreApplication.translate("ColumnFilter", "(Saknas)")


def short_value_text(model: ReportTableModel, column: int, value: Value) -> str:
    """A value on one line, cut where it is long."""
    text = missing_text() if value is None else " ".join(model.value_text(column, value).split())
    return text if len(text) <= _MAX_LENGTH else text[: _MAX_LENGTH - 1] + "…"


def chip_texts(model: ReportTableModel) -> list[ChipText]:
    """A chip for each active filter, in the columns' order."""
    return [
        ChipText(
            model.columns[column].key,
            model.heading(column),
            tuple(_filter_value_texts(model, column, model.filters[column])),
        )
        for column in sorted(model.filters)
    ]


def days_text(first: date, last: date, language: Language) -> str:
    """A range of days, with its year where it is not this one."""
    return format_period(first, last, language, with_year=last.year != swedish_today().year)


def _filter_value_texts(model: ReportTableModel, column: int, condition: ColumnFilter) -> list[str]:
    if isinstance(condition, DayFilter):
        if condition.preset is not None:
            return [model.language.text("Periods", PRESET_NAMES[condition.preset])]
        return [days_text(condition.first_day, condition.last_day, model.language)]
    table = LABEL_TABLES.get(model.columns[column].kind)
    places = table.ranks if table else {}

    def place(value: Value) -> tuple[bool, int, tuple[str, str, str]]:
        text = "" if value is None else model.value_text(column, value)
        known = places.get(value, len(places)) if isinstance(value, str) else 0
        return value is None, known, swedish_key(text)

    words = [short_value_text(model, column, value) for value in sorted(condition.values, key=place)]
    if not condition.is_excluding:
        return words or [QCoreApplication.translate("ColumnFilter", "inget")]
    return [QCoreApplication.translate("ColumnFilter", "inte {value}").format(value=word) for word in words]
