"""The rows and columns that the tables show, with a text of their search and filters, for an export."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QCoreApplication

from vitec_desktop.export.anonymise import can_name_contacts
from vitec_desktop.export.export_spec import ListContent
from vitec_desktop.report.filters import combine_filters
from vitec_desktop.ui.table.filter_texts import filter_chip_texts
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.webservice.models import ListKind


def shown_lists(shown: ShownReport) -> Mapping[ListKind, ListContent]:
    """Return the lists as the tables show them now: their rows and columns in their order."""
    return {
        kind: ListContent(
            page.shown_rows(),
            page.shown_column_numbers(),
            note=" · ".join(_conditions(page.model, is_anonymised=False)),
            anonymous_note=" · ".join(_conditions(page.model, is_anonymised=True)),
        )
        for kind, page in shown.pages.items()
    }


def _conditions(model: ReportTableModel, *, is_anonymised: bool) -> Iterator[str]:
    """Yield a text for the search and each filter; if anonymised, without words that could be a contact's name."""
    words = model.search_text.strip()
    if words:
        if is_anonymised:
            words = QCoreApplication.translate("ExportContent", "(utelämnad)")
        yield QCoreApplication.translate("ExportContent", "Sökning: {words}").format(words=words)
    columns = {column.key: column for column in model.columns}
    named = model.query.named_filter
    filters = combine_filters(model.filters, named.filters if named else {}, model.columns)
    for chip in filter_chip_texts(model, filters):
        if is_anonymised and can_name_contacts(columns[chip.key]):
            yield QCoreApplication.translate("ExportContent", "{column}: ett urval").format(column=chip.column)
        else:
            yield f"{chip.column}: {', '.join(chip.values)}"
