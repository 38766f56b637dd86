"""The rows and columns that the tables show, with a text of their search and filters, for an export."""

from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from PySide6.QtCore import QCoreApplication

from vitec_desktop.export.export_spec import GroupContent, ListContent
from vitec_desktop.report.filters import combine_filters
from vitec_desktop.report.tables import JoinedTable
from vitec_desktop.ui.table.filter_texts import choice_text, filter_chip_texts
from vitec_desktop.ui.table.model import ReportTableModel
from vitec_desktop.ui.table.page import ListPage
from vitec_desktop.ui.table.shown_report import ShownReport
from vitec_desktop.webservice.models import ListKind


def shown_lists(shown: ShownReport) -> Mapping[ListKind, ListContent]:
    """Return the lists as the tables show them now: their rows and columns in their order."""
    return {kind: _shown_content(page) for kind, page in shown.pages.items()}


def shown_unhandled(shown: ShownReport) -> ListContent | None:
    """Return the unhandled rows as their table shows them, if it is the visible one or the user has filtered it."""
    page = shown.unhandled
    is_meant = shown.current_list is JoinedTable.UNHANDLED or page.temporary_view.own_query.has_own_filter
    return _shown_content(page) if is_meant else None


def _shown_content(page: ListPage) -> ListContent:
    return ListContent(
        page.shown_rows(),
        page.shown_column_numbers(),
        note=" · ".join(_conditions(page.model, is_anonymised=False)),
        anonymous_note=" · ".join(_conditions(page.model, is_anonymised=True)),
        groups=_ShownGroups(page.model),
        group_column=page.model.group_column if page.model.is_grouped else None,
    )


class _ShownGroups(Sequence[GroupContent]):
    """The groups of a table, whose headings are made when the file is written: there can be thousands."""

    def __init__(self, model: ReportTableModel) -> None:
        self._counts = [model.groups.count(number) for number in range(len(model.groups))]
        self._collapsed = [model.is_collapsed(number) for number in range(len(self._counts))]
        self._texts = model.text_reader() if model.is_grouped else None

    def __len__(self) -> int:
        return len(self._counts)

    @overload
    def __getitem__(self, index: int) -> GroupContent: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[GroupContent]: ...

    def __getitem__(self, index: int | slice) -> GroupContent | Sequence[GroupContent]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        count = self._counts[index]
        assert self._texts is not None
        texts = self._texts(index)
        return GroupContent(" · ".join((texts.name, *texts.parts)), count, self._collapsed[index])


def _conditions(model: ReportTableModel, *, is_anonymised: bool) -> Iterator[str]:
    """Yield a text for the search and each filter; if anonymised, without words that could be a contact's name."""
    # Its patterns take milliseconds to compile, which the window does not wait for.
    from vitec_desktop.export.anonymise import can_name_contacts

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
    if model.is_grouped and model.group_column is not None:
        text = QCoreApplication.translate("ExportContent", "Grupperat: {column}")
        yield text.format(column=choice_text(model, model.group_column))
