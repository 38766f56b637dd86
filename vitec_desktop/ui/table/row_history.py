"""What was observed of a row, as the details show it."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from vitec_desktop.report.columns import Column
from vitec_desktop.report.report import Row
from vitec_desktop.ui.widgets.marks import Mark


class HistoryEntry(Struct, frozen=True):
    """One observation: what it was, and when: "mellan 24 nov 14:05 och 30 nov 08:02". `mark` may be None."""

    text: str
    moment: str
    mark: Mark | None = None


class ObservedHistory(Struct, frozen=True):
    """The observations of a row, the newest first, and a line below them.

    `change` says beside the heading what has happened since the report that is compared with; it has a mark.
    """

    heading: str
    entries: tuple[HistoryEntry, ...]
    note: str
    change: str = ""
    change_mark: Mark | None = None

    def as_text(self) -> str:
        """Return it as lines of text."""
        heading = f"{self.heading}, {self.change}" if self.change else self.heading
        return "\n".join((heading, *(f"{one.text}: {one.moment}" for one in self.entries), self.note))


HistoryProvider = Callable[[Sequence[Column], Row], ObservedHistory | None]
"""Returns the history of a row with these columns; None if nothing is known."""
