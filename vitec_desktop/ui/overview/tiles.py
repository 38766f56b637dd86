"""The key figures as tiles."""

from PySide6.QtCore import QCoreApplication

from vitec_desktop.report.formatting import format_count
from vitec_desktop.report.labels import StateGroup
from vitec_desktop.report.language import Language
from vitec_desktop.report.statistics import (
    Comparison,
    Dimension,
    FigureKey,
    Figures,
    FilterWish,
    Outcome,
    figure_definition,
    figure_name,
)
from vitec_desktop.report.statistics import formatting as words
from vitec_desktop.ui.overview.overview_data import Tile
from vitec_desktop.ui.overview.report_info import Compared
from vitec_desktop.webservice.models import ListKind

_COUNTS = (
    ("tileIncoming", ListKind.INCOMING, FigureKey.INCOMING),
    ("tileTips", ListKind.TIPS, FigureKey.TIPS),
    ("tileOutgoing", ListKind.OUTGOING, FigureKey.OUTGOING),
)
_SHARES = (
    ("tileTipsIntag", ListKind.TIPS, FigureKey.TIPS_WON),
    ("tileLeadsIntag", ListKind.INCOMING, FigureKey.LEADS_WON),
)
_COMPARED_KEYS = {Compared.PERIOD_BEFORE: FigureKey.PERIOD_BEFORE, Compared.LAST_YEAR: FigureKey.LAST_YEAR}


class TileMaker:
    """Makes the six tiles of some figures, with their change where another period is known."""

    def __init__(self, figures: Figures, comparison: Comparison | None, compared: Compared, language: Language) -> None:
        self._figures = figures
        self._comparison = comparison
        self._compared = compared
        self._language = language

    def tiles(self) -> tuple[Tile, ...]:
        counts = (self._count_tile(name, kind, key) for name, kind, key in _COUNTS)
        shares = (self._share_tile(name, kind, key) for name, kind, key in _SHARES)
        return (*counts, self._unhandled_tile(), *shares)

    def _count_tile(self, name: str, kind: ListKind, key: FigureKey) -> Tile:
        figures, language = self._figures.lists[kind], self._language
        if self._comparison:
            change = self._comparison.count(kind)
            lead, rest = words.difference_text(change, language), words.against_text(change, language)
        else:
            lead, rest = self._base(kind), ""
        figure = format_count(figures.count, language)
        return Tile(name, figure_name(key, language), figure, lead, rest, self._hint(key), figures.wish)

    def _base(self, kind: ListKind) -> str:
        """What stands where nothing is compared."""
        figures = self._figures.lists[kind]
        if figures.outcome:
            count = format_count(figures.outcome.linked.count, self._language)
            return QCoreApplication.translate("Overview", "{count} med bostad kopplad").format(count=count)
        receivers = len(figures.rankings[Dimension.RECEIVER].entries)
        return QCoreApplication.translate("Overview", "till %n mottagare", "", receivers) if receivers else ""

    def _unhandled_tile(self) -> Tile:
        unhandled, language = self._figures.unhandled, self._language
        lead = QCoreApplication.translate("Overview", "{leads} leads, {tips} tips").format(
            leads=format_count(unhandled.leads.count, language), tips=format_count(unhandled.tips.count, language)
        )
        rest = ""
        if unhandled.everything.oldest is not None:
            age = words.days_text(unhandled.everything.oldest, language)
            rest = QCoreApplication.translate("Overview", "äldsta {age}").format(age=age)
        return Tile(
            "tileUnhandled",
            figure_name(FigureKey.UNHANDLED, language),
            format_count(unhandled.everything.count, language),
            lead,
            rest,
            figure_definition(FigureKey.UNHANDLED, language),
            self._unhandled_wish(),
            StateGroup.UNHANDLED,
        )

    def _unhandled_wish(self) -> FilterWish | None:
        """One click can show one list only: the one where more waits."""
        leads, tips = self._figures.unhandled.leads, self._figures.unhandled.tips
        return tips.wish if tips.count > leads.count else leads.wish

    def _share_tile(self, name: str, kind: ListKind, key: FigureKey) -> Tile:
        outcome, language = self._figures.lists[kind].outcome, self._language
        assert isinstance(outcome, Outcome)
        share = outcome.won.of_all
        compared = self._comparison.figure(kind, FigureKey.WON) if self._comparison else None
        before = compared.share_before if compared else None
        return Tile(
            name,
            figure_name(key, language),
            words.share_text(share, language),
            words.count_of_base_text(share, language),
            self._before_text(words.share_text(before, language)) if before else "",
            f"{self._hint(key)}\n{figure_definition(FigureKey.SHARE, language)}",
            outcome.won.wish,
        )

    def _before_text(self, share: str) -> str:
        if self._compared is Compared.LAST_YEAR:
            return QCoreApplication.translate("Overview", "i fjol {share}").format(share=share)
        return QCoreApplication.translate("Overview", "förra {share}").format(share=share)

    def _hint(self, key: FigureKey) -> str:
        """How the figure is counted and, where it is compared, how that is."""
        hint = figure_definition(key, self._language)
        if not self._comparison:
            return hint
        how = figure_definition(FigureKey.COMPARISON, self._language)
        what = figure_definition(_COMPARED_KEYS[self._compared], self._language)
        name = figure_name(_COMPARED_KEYS[self._compared], self._language)
        return f"{hint}\n\n{name}: {what}\n{how}"
