"""The statistics of a report's rows: counts, shares and rankings, each with its definition and a filter for its rows.

They follow the service's own rules; no share mixes tips and leads. May import `report`, and what `report` may import.
"""

from vitec_desktop.report.statistics.actions import ACTION_GROUPS, ActionRow, ReceiverActions, actions_by_receiver
from vitec_desktop.report.statistics.by_list import ListStatistics, Outcome, OutcomeStep, StateCount
from vitec_desktop.report.statistics.comparison import COUNT_KEYS, ComparedStatistic, Comparison, compare, known_change
from vitec_desktop.report.statistics.definitions import DEFINITIONS, StatisticKey, statistic_definition, statistic_name
from vitec_desktop.report.statistics.earlier_periods import EarlierPeriods, days_before, days_shown
from vitec_desktop.report.statistics.earlier_reports import Days, build_earlier_periods, days_to_fetch, is_given_up
from vitec_desktop.report.statistics.feedback import (
    SenderFeedback,
    SenderRows,
    TipFeedback,
    feedback_by_sender,
    rows_by_sender,
    sender_feedback,
)
from vitec_desktop.report.statistics.group_rows import GroupRows, group_rows
from vitec_desktop.report.statistics.matrix import Matrix, matrix_steps
from vitec_desktop.report.statistics.meeting import (
    AskedOffice,
    GroupCounts,
    Missing,
    OfficeNumbers,
    asked_offices,
    is_one_office,
    office_counts,
    office_numbers,
    receiver_counts,
    shorten,
    sum_of,
)
from vitec_desktop.report.statistics.rankings import Dimension, RankedValue, Ranking
from vitec_desktop.report.statistics.shares import MIN_BASE, Change, Share
from vitec_desktop.report.statistics.statistics import Statistics, statistics_steps
from vitec_desktop.report.statistics.timeline import (
    BucketKind,
    Day,
    Month,
    SevenDays,
    TimeBucket,
    Timeline,
    Week,
    Weekday,
    bucket_kind,
    is_by_week,
)
from vitec_desktop.report.statistics.unhandled import AgeBucket, AgeProfile, Unhandled, UnhandledRow

__all__ = [
    "ACTION_GROUPS",
    "COUNT_KEYS",
    "DEFINITIONS",
    "MIN_BASE",
    "ActionRow",
    "AgeBucket",
    "AgeProfile",
    "AskedOffice",
    "BucketKind",
    "Change",
    "ComparedStatistic",
    "Comparison",
    "Day",
    "Days",
    "Dimension",
    "EarlierPeriods",
    "GroupCounts",
    "GroupRows",
    "ListStatistics",
    "Matrix",
    "Missing",
    "Month",
    "OfficeNumbers",
    "Outcome",
    "OutcomeStep",
    "RankedValue",
    "Ranking",
    "ReceiverActions",
    "SenderFeedback",
    "SenderRows",
    "SevenDays",
    "Share",
    "StateCount",
    "StatisticKey",
    "Statistics",
    "TimeBucket",
    "Timeline",
    "TipFeedback",
    "Unhandled",
    "UnhandledRow",
    "Week",
    "Weekday",
    "actions_by_receiver",
    "asked_offices",
    "bucket_kind",
    "build_earlier_periods",
    "compare",
    "days_before",
    "days_shown",
    "days_to_fetch",
    "feedback_by_sender",
    "group_rows",
    "is_by_week",
    "is_given_up",
    "is_one_office",
    "known_change",
    "matrix_steps",
    "office_counts",
    "office_numbers",
    "receiver_counts",
    "rows_by_sender",
    "sender_feedback",
    "shorten",
    "statistic_definition",
    "statistic_name",
    "statistics_steps",
    "sum_of",
]
