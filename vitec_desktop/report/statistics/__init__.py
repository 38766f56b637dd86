"""What the rows of a report come to: numbers, shares and lists, each with its definition and the rows behind it.

Counted as the service's own rules lay down. No figure mixes tips and leads into one share, and none is a payment.
"""

from vitec_desktop.report.statistics.by_list import ListFigures, Outcome, OutcomeStep, StateCount
from vitec_desktop.report.statistics.comparison import COUNT_KEYS, ComparedFigure, Comparison, compare
from vitec_desktop.report.statistics.definitions import DEFINITIONS, FigureKey, figure_definition, figure_name
from vitec_desktop.report.statistics.feedback import SenderFeedback, TipFeedback, feedback_by_sender
from vitec_desktop.report.statistics.filters import DayWish, FilterWish, ValueWish
from vitec_desktop.report.statistics.matrix import Matrix
from vitec_desktop.report.statistics.past_periods import period_before, same_period_last_year
from vitec_desktop.report.statistics.rankings import Dimension, Entry, Ranking
from vitec_desktop.report.statistics.shares import LEAST_BASE, Change, Share
from vitec_desktop.report.statistics.statistics import Figures, figure_steps, figures_of
from vitec_desktop.report.statistics.timeline import Month, Slot, Timeline, Week, Weekday
from vitec_desktop.report.statistics.unhandled import AgeBucket, AgeProfile, Unhandled, UnhandledRow

__all__ = [
    "COUNT_KEYS",
    "DEFINITIONS",
    "LEAST_BASE",
    "AgeBucket",
    "AgeProfile",
    "Change",
    "ComparedFigure",
    "Comparison",
    "DayWish",
    "Dimension",
    "Entry",
    "FigureKey",
    "Figures",
    "FilterWish",
    "ListFigures",
    "Matrix",
    "Month",
    "Outcome",
    "OutcomeStep",
    "Ranking",
    "SenderFeedback",
    "Share",
    "Slot",
    "StateCount",
    "Timeline",
    "TipFeedback",
    "Unhandled",
    "UnhandledRow",
    "ValueWish",
    "Week",
    "Weekday",
    "compare",
    "feedback_by_sender",
    "figure_definition",
    "figure_name",
    "figure_steps",
    "figures_of",
    "period_before",
    "same_period_last_year",
]
