"""The texts of values and filters, for chips, menus and popups."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.collation import SWEDISH
from vitec_desktop.report.columns import ColumnKind, Value
from vitec_desktop.report.filters import ColumnFilter, DayFilter, TextFilter
from vitec_desktop.report.formatting import format_period
from vitec_desktop.report.labels import LABEL_TABLES
from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import PRESET_NAMES
from vitec_desktop.report.value_groups import group_key
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.widgets.chips import ChipText
from vitec_desktop.ui.widgets.long_text import shortened
from vitec_desktop.webservice.timestamps import swedish_today

NAMED_FILTER_KEY = "fromOverview"
"""Of the chip for a temporary view; no column has this key."""
_MAX_LENGTH = 60
_MAX_SORTED_LENGTH = 200


def _missing_text(kind: ColumnKind) -> str:
    """Return the text for a missing value in a list of values; a change that is missing is none."""
    if kind is ColumnKind.CHANGE:
        return QCoreApplication.translate("ColumnFilter", "(Oförändrat)")
    return QCoreApplication.translate("ColumnFilter", "(Saknas)")


def short_value_text(model: ReportTableModel, column: int, value: Value) -> str:
    """Return the text of a value on one line, shortened to 60 characters."""
    if value is None:
        return _missing_text(model.columns[column].kind)
    text = " ".join(model.value_text(column, value).split())
    return shortened(text, _MAX_LENGTH)


def chip_texts(model: ReportTableModel) -> list[ChipText]:
    """Return a chip for a temporary view, and one for each filter that the user has set."""
    named = model.query.named_filter
    own = filter_chip_texts(model, model.filters)
    if named is None:
        return own
    caption = QCoreApplication.translate("ColumnFilter", "Från översikten")
    return [ChipText(NAMED_FILTER_KEY, caption, (named.name,)), *own]


def filter_chip_texts(model: ReportTableModel, filters: Mapping[int, ColumnFilter]) -> list[ChipText]:
    """Return a chip for each of some filters, by column number, in the order of the columns."""
    return [
        ChipText(
            model.columns[column].key,
            model.heading(column),
            tuple(_filter_value_texts(model, column, filters[column])),
        )
        for column in sorted(filters)
    ]


def _days_text(first: date, last: date, language: Language) -> str:
    """Return the text of a period, with its year unless that is the present one."""
    return format_period(first, last, language, with_year=last.year != swedish_today().year)


def _filter_value_texts(model: ReportTableModel, column: int, column_filter: ColumnFilter) -> list[str]:
    if isinstance(column_filter, DayFilter):
        if column_filter.preset is not None:
            return [model.language.text("Periods", PRESET_NAMES[column_filter.preset])]
        return [_days_text(column_filter.first_day, column_filter.last_day, model.language)]
    if isinstance(column_filter, TextFilter):
        contains = QCoreApplication.translate("ColumnFilter", "innehåller ”{text}”")
        return [contains.format(text=shortened(" ".join(column_filter.text.split()), _MAX_LENGTH))]
    table = LABEL_TABLES.get(model.columns[column].kind)
    ranks = table.ranks if table else {}

    def sort_key(value: Value) -> tuple[bool, int, tuple[str, str, str]]:
        text = "" if value is None else shortened(model.value_text(column, value), _MAX_SORTED_LENGTH)
        rank = ranks.get(value, len(ranks)) if isinstance(value, str) else 0
        return value is None, rank, SWEDISH.key(text)

    shown = {group_key(model.columns[column], value): value for value in sorted(column_filter.values, key=sort_key)}
    texts = [short_value_text(model, column, value) for value in shown.values()]
    if not column_filter.is_excluding:
        return texts or [QCoreApplication.translate("ColumnFilter", "inget")]
    return [QCoreApplication.translate("ColumnFilter", "inte {value}").format(value=text) for text in texts]


def choice_text(model: ReportTableModel, column: int | None) -> str:
    """Return what rows are grouped by: "Mottagare", "Månad", or "Ingen" for None."""
    if column is None:
        return QCoreApplication.translate("GroupController", "Ingen")
    is_month = model.columns[column].kind is ColumnKind.DATETIME
    return QCoreApplication.translate("GroupController", "Månad") if is_month else model.heading(column)
