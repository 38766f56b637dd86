"""The Qt model of one table of the report. It sorts, searches and filters by itself, without a proxy model."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from vitec_desktop.report.columns import Column, ColumnKind, Value
from vitec_desktop.report.filters import ColumnFilter
from vitec_desktop.report.formatting import column_heading, column_hint, display_text, value_hint
from vitec_desktop.report.labels import ChangeKind
from vitec_desktop.report.language import Language
from vitec_desktop.report.report import Row
from vitec_desktop.report.row_groups import NO_GROUPS, NO_LINES, GroupKey, GroupLines, RowGroups
from vitec_desktop.report.row_index import RowIndex, SortKey, TableQuery, TableRows, ValueCount
from vitec_desktop.report.steps import Steps, run_to_end
from vitec_desktop.report.tables import TABLE_COLUMNS, JoinedTable, TableKind, list_row
from vitec_desktop.ui.common.incremental import IncrementalRunner, release_gradually
from vitec_desktop.ui.table.table_changes import NO_CHANGES, TableChanges

if TYPE_CHECKING:
    from vitec_desktop.ui.table.group_texts import GroupDescriber, GroupTexts

Index = QModelIndex | QPersistentModelIndex
Folding = tuple[bool, frozenset[GroupKey]]
"""Whether groups are collapsed, and the keys of those that are the other way."""

_DESCENDING_AT_FIRST = (ColumnKind.DATETIME, ColumnKind.AGE)
_ROW_ID_KEYS = ("lead.id", "tip.id", "row.id")
_MAX_SYNCHRONOUS_ROWS = 5_000
_FIRST_SLICE = 0.02
"""Seconds."""
_MAX_CACHED_TEXTS = 10_000
"""For each column."""
_MAX_DESCRIBED_AT_ONCE = 200
"""Rows of a group whose heading is made while it is painted, unless the whole table is small."""
_GROUPS_PER_STEP = 1_000
_NO_INDEX = QModelIndex()


class RowSet(Struct, frozen=True):
    """Some rows of one report, by their number in it."""

    row_index: RowIndex
    numbers: set[int]


class ReportTableModel(QAbstractTableModel):
    """All columns of one table, and those of its rows that match the query, sorted.

    Grouped rows stand below a line with their group's heading; those of a collapsed group have no lines. A position is
    that of a line.

    The model owns the query: what is searched for, filtered by and sorted by is set here and read here.
    Up to some thousand rows a change is shown at once. Beyond that the rows are computed in slices between the
    window's events, and the old ones stay visible until then.
    """

    counts_changed = Signal(int, int)
    """The number of rows shown, and of all rows."""
    sort_changed = Signal()
    search_text_changed = Signal(str)
    filters_changed = Signal()
    grouping_changed = Signal()
    """Emitted when the rows are grouped by another column, or no longer."""
    groups_described = Signal()
    """Emitted when the headings of large groups are complete, soon after the rows are shown."""
    collapsed_changed = Signal()
    """Emitted when a group was collapsed or expanded."""
    rows_updated = Signal()
    """Emitted when the rows shown are those of the query, even if they are the same as before."""
    gone_changed = Signal()
    """Emitted when there are other rows that are gone, and when they are shown or no longer."""
    compared_about_to_change = Signal()
    """Emitted before `compared_changed`, while the filters are still those of before."""
    compared_changed = Signal()
    """Emitted when the report is compared with an earlier one, or no longer."""

    def __init__(self, kind: TableKind, language: Language, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.language = language
        self.columns: tuple[Column, ...] = TABLE_COLUMNS[kind]
        self._id_column = next(number for number, column in enumerate(self.columns) if column.key in _ROW_ID_KEYS)
        self._headings = tuple(column_heading(column, language) for column in self.columns)
        self._texts: tuple[dict[Value, str], ...] = tuple({} for _ in self.columns)
        self._is_plain = tuple(
            column.kind in (ColumnKind.TEXT, ColumnKind.LONG_TEXT, ColumnKind.IDENTIFIER) for column in self.columns
        )
        self._query = TableQuery(
            searched_columns=tuple(number for number, column in enumerate(self.columns) if column.is_shown)
        )
        self.change_column = next(
            number for number, column in enumerate(self.columns) if column.kind is ColumnKind.CHANGE
        )
        self._row_index = self._next_row_index = RowIndex((), self.columns, language)
        self._all_rows: Sequence[Row] = self._row_index.rows
        self._next_rows: Sequence[Row] = ()
        self._changes = NO_CHANGES
        self._is_compared = False
        self._is_showing_gone = False
        self._next_gone_count = self._first_gone = 0
        self._shown_gone_count = 0
        self._shown_numbers: list[int] = []
        self._groups = NO_GROUPS
        self._grouped_by: int | None = None
        self._are_groups_collapsed = False
        self._other_groups: set[GroupKey] = set()
        """Those that are not as `_are_groups_collapsed` says."""
        self._folding_before_search: tuple[bool, set[GroupKey]] | None = None  # both of before the search that is on
        self._group_texts: dict[int, GroupTexts] = {}
        self._group_describer: GroupDescriber | None = None
        self._lines: Sequence[int] = self._shown_numbers
        """What stands at each position: see `GroupLines`."""
        self._group_lines = NO_LINES
        self._pending_rows: list[Row] = []
        self._runner = IncrementalRunner(self)
        self._describe_runner = IncrementalRunner(self)
        self._idle_runner = IncrementalRunner(self, slice_time=0.004, pause=20)

    # Rows, texts and the query

    @property
    def total_count(self) -> int:
        """The number of all rows, shown or not; those that are gone do not count."""
        return len(self._all_rows)

    @property
    def is_updating(self) -> bool:
        """Whether the rows shown are not yet those of the query."""
        return self._runner.is_running

    @property
    def is_preparing(self) -> bool:
        """Whether search texts are computed ahead, for the first letter that the user may type."""
        return self._idle_runner.is_running

    @property
    def query(self) -> TableQuery:
        return self._query

    @property
    def sort_keys(self) -> tuple[SortKey, ...]:
        return self._query.sort

    @property
    def search_text(self) -> str:
        """What the search field holds, spaces at its ends included."""
        return self._query.search_text

    @property
    def filters(self) -> Mapping[int, ColumnFilter]:
        """The filters that the user has set, by column number."""
        return self._query.filters

    @property
    def has_search(self) -> bool:
        return self._query.has_search

    @property
    def is_filtered(self) -> bool:
        """Whether a search or a filter can hide rows."""
        return self._query.hides_rows

    @property
    def hides_by_search_only(self) -> bool:
        """Whether no filter hides rows, but a search can."""
        return self.has_search and not replace(self._query, search_text="").hides_rows

    @property
    def all_rows(self) -> Sequence[Row]:
        """All rows, shown or not, in the report's order; they do not change later. Those that are gone are not here."""
        return self._all_rows

    @property
    def shown_count(self) -> int:
        """The number of rows that match the query, those of collapsed groups included, those that are gone not."""
        return len(self._shown_numbers) - self._shown_gone_count

    def row_at(self, position: int) -> Row:
        """Return the row at `position` in the table.

        Raises:
            IndexError: a heading is there.
        """
        number = self._lines[position]
        if number < 0:
            raise IndexError(f"The line at {position} is a heading")
        return self._row_index.rows[number]

    def detail_row(self, position: int) -> tuple[tuple[Column, ...], Row]:
        """Return the columns and values that the details show of a row: of a joined one, those of its list."""
        row = self.row_at(position)
        if not isinstance(self.kind, JoinedTable):
            return self.columns, row
        kind, row = list_row(row)
        return TABLE_COLUMNS[kind], row

    def shown_rows(self) -> list[Row]:
        """Return the rows that match the query in the table's order, those of collapsed groups included.

        Those that are gone are left out.
        """
        rows, count = self._row_index.rows, self.total_count
        return [rows[number] for number in self._shown_numbers if number < count]

    def rows_at(self, ranges: Iterable[tuple[int, int]]) -> list[Row]:
        """Return the rows at these positions (first and last of each range, both included), without headings."""
        rows = self._row_index.rows
        return [rows[number] for first, last in ranges for number in self._row_numbers(first, last)]

    def _row_numbers(self, first: int, last: int) -> Sequence[int]:
        """Return the numbers of the rows from position `first` to `last`, both included, without headings."""
        return self._group_lines.row_numbers(first, last) if self._groups else self._lines[first : last + 1]

    def count_rows(self, first: int, last: int) -> int:
        """Return the number of rows from position `first` to `last`, both included, without headings."""
        return last - first + 1 - (self._group_lines.count_headings(first, last) if self._groups else 0)

    def cell_text(self, position: int, column: int) -> str:
        """Return a cell's whole text; "" for a missing value."""
        return self._value_text(self.row_at(position)[column], column)

    def row_texts(self, row: Row, columns: Sequence[int]) -> list[str]:
        """Return the texts of some cells of a row, which need not be shown."""
        return [self._value_text(row[column], column) for column in columns]

    def _value_text(self, value: Value, column: int) -> str:
        if value is None:
            return ""
        if self._is_plain[column] and type(value) is str:
            return value
        return self.value_text(column, value)

    def value_text(self, column: int, value: Value) -> str:
        """Return the text of `value` in `column`."""
        texts = self._texts[column]
        text = texts.get(value)
        if text is None:
            if len(texts) > _MAX_CACHED_TEXTS:
                texts.clear()
            text = texts[value] = display_text(self.columns[column], value, self.language)
        return text

    def heading(self, column: int) -> str:
        return self._headings[column]

    def column_number(self, key: str) -> int | None:
        """Return the number of the column with this key; None if the list has none."""
        return next((number for number, column in enumerate(self.columns) if column.key == key), None)

    def row_set(self, ranges: Iterable[tuple[int, int]]) -> RowSet:
        """Return the rows at these positions (first and last of each range, both included)."""
        numbers: set[int] = set()
        for first, last in ranges:
            numbers.update(self._row_numbers(first, last))
        return RowSet(self._row_index, numbers)

    def find_positions(self, row_set: RowSet) -> list[int]:
        """Return the present positions of these rows, in ascending order; a row that is not shown has none.

        Rows of another report are found by their id; a row without an id, by all of its values.
        """
        wanted, rows = row_set.numbers, self._row_index.rows
        if not wanted:
            return []
        if row_set.row_index is self._row_index:
            indexes = [index for index, number in enumerate(self._shown_numbers) if number in wanted]
        else:
            id_column, old_rows = self._id_column, row_set.row_index.rows
            identities = {old_rows[number][id_column] or old_rows[number] for number in wanted}
            indexes = [
                index
                for index, number in enumerate(self._shown_numbers)
                if (rows[number][id_column] or rows[number]) in identities
            ]
        return self._group_lines.positions(indexes) if self._groups else indexes

    def value_count_steps(self, column: int) -> Steps[list[ValueCount]]:
        """Return the values of `column` in ascending order, counted over the rows that match the search and all
        other filters."""
        return self._row_index.value_count_steps(self._query, column)

    # Groups

    @property
    def is_grouped(self) -> bool:
        """Whether the lines include headings of groups."""
        return bool(self._groups)

    @property
    def groups(self) -> RowGroups:
        """The groups in their order, collapsed or not; empty if the rows are not grouped."""
        return self._groups

    @property
    def group_column(self) -> int | None:
        """The column that the rows are, or will soon be, grouped by; None for none."""
        return self._query.group_column

    def heading_group(self, position: int) -> int | None:
        """Return the number of the group whose heading is at `position`; None for a row."""
        number = self._lines[position]
        return ~number if number < 0 else None

    def group_at(self, position: int) -> int:
        """Return the number of the group that a heading or a row belongs to."""
        return self._group_lines.group_at(position)

    def heading_position(self, group: int) -> int:
        """Return the position of a group's heading."""
        return self._group_lines.heading(group)

    def find_heading(self, key: GroupKey) -> int | None:
        """Return the position of the heading of the group with this key; None if there is none."""
        groups = self._groups
        group = next((number for number in range(len(groups)) if groups.key(number) == key), None)
        return None if group is None else self.heading_position(group)

    @property
    def heading_positions(self) -> Sequence[int]:
        """The positions of all headings, in ascending order."""
        return self._group_lines.headings

    def group_rows(self, group: int) -> tuple[int, int] | None:
        """Return the first and last position of a group's rows; None if it is collapsed."""
        if self.is_collapsed(group):
            return None
        heading = self.heading_position(group)
        return heading + 1, heading + self._groups.count(group)

    def group_texts(self, group: int) -> "GroupTexts":
        """Return what a group's heading shows."""
        texts = self._group_texts.get(group)
        if texts is None:
            texts = self._group_texts[group] = self.text_reader()(group)
        return texts

    def painted_group_texts(self, group: int) -> "GroupTexts":
        """Return what a group's heading shows so far: of a large one the rest follows, with `groups_described`."""
        if group in self._group_texts or not self._describe_runner.is_running:
            return self.group_texts(group)
        count = self._groups.count(group)
        if count <= _MAX_DESCRIBED_AT_ONCE:
            return self.group_texts(group)
        return self._describer.describe_briefly(self._shown_group_column, self._groups.first_value(group), count)

    def text_reader(self) -> "Callable[[int], GroupTexts]":
        """Return a function that makes the texts of the groups of now, in any thread, whatever is shown later."""
        rows, groups, index, describer = self._row_index.rows, self._groups, self._shown_group_column, self._describer

        def group_texts(number: int) -> "GroupTexts":
            group = groups[number]
            return run_to_end(describer.describe_steps(index, group.value, rows, group.numbers))

        return group_texts

    @property
    def _describer(self) -> "GroupDescriber":
        if self._group_describer is None:
            from vitec_desktop.ui.table.group_texts import GroupDescriber

            self._group_describer = GroupDescriber(self.kind, self.columns, self.language)
        return self._group_describer

    @property
    def _shown_group_column(self) -> int:
        assert self._grouped_by is not None
        return self._grouped_by

    def _describe_steps(self) -> Steps[None]:
        """Make the texts of the groups that are too large to do so while they are painted."""
        rows, groups, index = self._row_index.rows, self._groups, self._shown_group_column
        for number in range(len(groups)):
            if groups.count(number) > _MAX_DESCRIBED_AT_ONCE and number not in self._group_texts:
                group = groups[number]
                texts = yield from self._describer.describe_steps(index, group.value, rows, group.numbers)
                self._group_texts[number] = texts
            elif not number % _GROUPS_PER_STEP:
                yield

    def is_collapsed(self, group: int) -> bool:
        is_other = bool(self._other_groups) and self._groups.key(group) in self._other_groups
        return is_other is not self._are_groups_collapsed

    @property
    def are_all_collapsed(self) -> bool:
        """Whether there are groups, and every one is collapsed."""
        return bool(self._groups) and len(self._lines) == len(self._groups)

    def set_collapsed(self, group: int, is_collapsed: bool) -> None:
        """Hide or show the rows of a group."""
        if is_collapsed == self.is_collapsed(group):
            return
        first = self.heading_position(group) + 1
        last = first + self._groups.count(group) - 1
        if is_collapsed:
            self.beginRemoveRows(_NO_INDEX, first, last)
        else:
            self.beginInsertRows(_NO_INDEX, first, last)
        self._group_lines.set_collapsed(group, is_collapsed)
        self._other_groups ^= {self._groups.key(group)}
        self.endRemoveRows() if is_collapsed else self.endInsertRows()
        self.collapsed_changed.emit()

    def set_all_collapsed(self, is_collapsed: bool) -> None:
        """Hide or show the rows of all groups."""
        self.set_folding((is_collapsed, frozenset()))

    @property
    def folding(self) -> Folding:
        """Which groups are collapsed, for `set_folding` of another table with the same groups."""
        return self._are_groups_collapsed, frozenset(self._other_groups)

    def set_folding(self, folding: Folding) -> None:
        """Hide or show the rows of each group."""
        self.beginResetModel()
        self._are_groups_collapsed, self._other_groups = folding[0], set(folding[1])
        self._update_lines()
        self.endResetModel()
        self.collapsed_changed.emit()

    def group_by(self, column: int | None) -> None:
        """Group the rows by a column, a time by its months; None for no groups."""
        self.set_query(replace(self._query, group_column=column))

    def _update_lines(self) -> None:
        """Compute the lines from the groups, or from the rows without groups."""
        groups = self._groups
        if not groups:
            self._lines, self._group_lines = self._shown_numbers, NO_LINES
            return
        if self._other_groups:
            numbers = range(len(groups))
            heights = [1 if self.is_collapsed(number) else 1 + groups.count(number) for number in numbers]
            places: Sequence[int] = list(accumulate(heights, initial=0))
        else:
            places = range(len(groups) + 1) if self._are_groups_collapsed else groups.open_places
        self._lines = self._group_lines = GroupLines(groups, places)

    # Changes

    def set_rows(self, rows: Sequence[Row], changes: TableChanges = NO_CHANGES) -> None:
        """Replace all rows; the query stays.

        Args:
            rows: those of the report.
            changes: the rows that are gone, and what has changed in others; `rows` has the column of changes.
        """
        # Of those that are shown `_on_rows_ready` takes care.
        not_shown = () if self._next_row_index is self._row_index else self._next_row_index.rows
        release_gradually([self._pending_rows, not_shown], self)
        self._pending_rows = []
        self._next_rows = rows
        has_gone = bool(self._changes.gone or changes.gone)
        self._changes = changes
        self._rebuild_index()
        if has_gone:
            self.gone_changed.emit()

    def _rebuild_index(self) -> None:
        """Show the rows, and those that are gone if the user wants them; never among groups, which count theirs."""
        is_shown = self._is_showing_gone and self._query.group_column is None
        gone = self._changes.gone if is_shown else ()
        self._next_gone_count = len(gone)
        self._next_row_index = RowIndex([*self._next_rows, *gone], self.columns, self.language)
        # The tables get their rows one after the other: a slice of each at once would be one long one.
        self._update_rows(first_slice=0.0)

    def append_rows(self, rows: Sequence[Row]) -> None:
        """Add rows, and show those that match the query."""
        if self._changes.gone:
            self.set_rows(self._next_rows)
        self._pending_rows += rows
        if not self._runner.is_running:
            self._add_pending_rows()

    def set_query(self, query: TableQuery) -> None:
        """Show the rows that match `query`, and emit a signal for each part of it that is new."""
        old, self._query = self._query, query
        if query == old:
            return
        is_regrouped = (query.group_column is None) is not (old.group_column is None)
        if is_regrouped and self._is_showing_gone and self._changes.gone:
            self._rebuild_index()
        else:
            self._update_rows()
        if query.group_column != old.group_column:
            self.grouping_changed.emit()
        if query.sort != old.sort:
            self.sort_changed.emit()
        if query.search_text != old.search_text:
            self.search_text_changed.emit(query.search_text)
        if (query.filters, query.named_filter) != (old.filters, old.named_filter):
            self.filters_changed.emit()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by one column; keep the report's order if `column` is -1."""
        is_descending = order == Qt.SortOrder.DescendingOrder
        self.sort_by((SortKey(column, is_descending),) if 0 <= column < len(self.columns) else ())

    def sort_by(self, keys: Sequence[SortKey]) -> None:
        """Sort by several columns, the most important first."""
        self.set_query(replace(self._query, sort=tuple(keys)))

    def set_search_text(self, text: str) -> None:
        """Show only rows with every word of `text` in the searched columns."""
        self.set_query(replace(self._query, search_text=text))

    def set_searched_columns(self, columns: Sequence[int]) -> None:
        """Search these columns: those that the view shows."""
        self.set_query(replace(self._query, searched_columns=tuple(sorted(columns))))

    def set_filters(self, filters: Mapping[int, ColumnFilter]) -> None:
        """Show only rows that match every filter."""
        self.set_query(replace(self._query, filters=dict(filters)))

    def set_filter(self, column: int, column_filter: ColumnFilter | None) -> None:
        """Set the filter of one column; None removes it."""
        others = {number: other for number, other in self.filters.items() if number != column}
        self.set_filters(others if column_filter is None else others | {column: column_filter})

    def clear_search_and_filters(self) -> None:
        """Show every row."""
        self.set_query(replace(self._query, search_text="", filters={}, named_filter=None))

    def _add_pending_rows(self) -> None:
        rows, self._pending_rows = self._pending_rows, []
        self._next_row_index = self._next_row_index.extended_by(rows)
        self._next_rows = self._next_row_index.rows
        self._update_rows(first_slice=0.0)

    def _update_rows(self, first_slice: float = _FIRST_SLICE) -> None:
        self._idle_runner.cancel()
        if len(self._next_row_index.rows) <= _MAX_SYNCHRONOUS_ROWS:
            first_slice = math.inf
        self._runner.start(self._next_row_index.table_steps(self._query), self._on_rows_ready, first_slice)

    def _on_rows_ready(self, table: TableRows) -> None:
        numbers, groups = table.numbers, table.groups
        is_same = self._row_index is self._next_row_index and numbers == self._shown_numbers
        is_same_grouping = self._query.group_column == self._grouped_by
        if not is_same_grouping:
            self._are_groups_collapsed, self._other_groups, self._folding_before_search = False, set(), None
        is_same_folding = not self._fold_for_search()
        if not (is_same and is_same_grouping and is_same_folding and groups == self._groups):
            self._describe_runner.cancel()
            if self._row_index is not self._next_row_index:
                release_gradually([self._row_index.rows], self)
            self.beginResetModel()
            self._row_index, self._shown_numbers, self._groups = self._next_row_index, numbers, groups
            self._count_gone()
            self._grouped_by = self._query.group_column
            self._group_texts.clear()
            self._update_lines()
            self.endResetModel()
            self.counts_changed.emit(self.shown_count, self.total_count)
        self.rows_updated.emit()
        if groups and len(numbers) > _MAX_SYNCHRONOUS_ROWS:
            self._describe_runner.start(self._describe_steps(), lambda nothing: self.groups_described.emit())
        if self._pending_rows:
            self._add_pending_rows()

    def _fold_for_search(self) -> bool:
        """Open all groups when a search begins, so that its hits are seen, and close them again when it ends.

        Return whether a group was opened or closed.
        """
        before = self._are_groups_collapsed, self._other_groups
        if self.has_search and self._folding_before_search is None:
            self._folding_before_search = before
            self._are_groups_collapsed, self._other_groups = False, set()
        elif not self.has_search and self._folding_before_search is not None:
            self._are_groups_collapsed, self._other_groups = self._folding_before_search
            self._folding_before_search = None
        return before != (self._are_groups_collapsed, self._other_groups)

    def prepare_search(self) -> None:
        """Compute the search texts ahead, in short slices, unless the rows are about to change."""
        if not self._runner.is_running:
            self._idle_runner.start(self._row_index.prepare_search_steps(self._query), lambda nothing: None)

    # Changes since an earlier fetch

    @property
    def is_compared(self) -> bool:
        """Whether the report is compared with an earlier one, so that the column of changes means something."""
        return self._is_compared

    def set_compared(self, is_compared: bool) -> None:
        """Offer the column of changes, or take it away with what the user filters and sorts by it."""
        if is_compared == self._is_compared:
            return
        self.compared_about_to_change.emit()
        self._is_compared = is_compared
        self.set_query(self.available_part(self._query))
        self.compared_changed.emit()

    def is_available(self, column: int) -> bool:
        """Whether the user can see a column: that of changes only while the report is compared."""
        return self._is_compared or column != self.change_column

    def available_part(self, query: TableQuery) -> TableQuery:
        """Return `query` without filters and sort keys of columns that are not available."""
        filters = {column: one for column, one in query.filters.items() if self.is_available(column)}
        return replace(query, filters=filters, sort=tuple(key for key in query.sort if self.is_available(key.column)))

    @property
    def gone_count(self) -> int:
        """The number of rows that are no longer in the report, shown or not."""
        return len(self._changes.gone)

    @property
    def has_rows(self) -> bool:
        """Whether there is any row, of the report or gone."""
        return bool(self.total_count or self._changes.gone)

    @property
    def has_shown_rows(self) -> bool:
        """Whether the table shows any row, of the report or gone."""
        return bool(self._shown_numbers)

    @property
    def shown_gone_count(self) -> int:
        """The number of those that are shown."""
        return self._shown_gone_count

    @property
    def is_showing_gone(self) -> bool:
        return self._is_showing_gone

    def set_showing_gone(self, is_showing: bool) -> None:
        """Show the rows that are gone among the others, or no longer."""
        if is_showing == self._is_showing_gone:
            return
        self._is_showing_gone = is_showing
        if self._changes.gone:
            self._rebuild_index()
        self.gone_changed.emit()

    def is_gone(self, position: int) -> bool:
        """Whether the row at `position` is no longer in the report."""
        return self._lines[position] >= self._first_gone

    def is_gone_row(self, row: Row) -> bool:
        """Whether a row is one that is no longer in the report."""
        return row[self.change_column] == ChangeKind.GONE.value

    def change_text(self, position: int) -> str:
        """Return what has changed in a row, such as "Status: Ny → Klar"; "" for nothing."""
        return self._changes.texts.get(self.detail_row(position)[1], "") if self._changes.texts else ""

    def _count_gone(self) -> None:
        rows, gone = self._row_index.rows, self._next_gone_count
        self._all_rows = rows[: len(rows) - gone] if gone else rows
        self._first_gone = count = self.total_count
        self._shown_gone_count = sum(number >= count for number in self._shown_numbers) if gone else 0

    # QAbstractTableModel

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if self._lines[index.row()] < 0:
            return self._heading_data(index.row(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cell_text(index.row(), index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken_text(index.row(), index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            column = index.column()
            if column == self.change_column:
                return self.change_text(index.row()) or None
            return value_hint(self.columns[column], self.row_at(index.row())[column], self.language) or None
        return None

    def _spoken_text(self, position: int, column: int) -> str:
        """Return a cell's text for a screen reader, with what has changed."""
        text = self.cell_text(position, column)
        if column != self.change_column:
            return text or self.tr("saknas")
        return ", ".join(filter(None, (text or self.tr("oförändrat"), self.change_text(position))))

    def _heading_data(self, position: int, role: int) -> Any:
        """Return what a screen reader hears in each cell of a heading."""
        group = self.group_at(position)
        texts = self.group_texts(group)
        if role == Qt.ItemDataRole.DisplayRole:
            return texts.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.tr("hopfälld") if self.is_collapsed(group) else self.tr("utfälld")
            return ", ".join((self.tr("Grupp {name}").format(name=texts.name), *texts.parts, state))
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join((texts.name, ", ".join(texts.parts)))
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._headings[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return column_hint(self.columns[section], self.language) or None
        if role == Qt.ItemDataRole.InitialSortOrderRole and self.columns[section].kind in _DESCENDING_AT_FIRST:
            return Qt.SortOrder.DescendingOrder
        return None
