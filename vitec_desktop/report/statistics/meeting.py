"""The figures for a meeting: a period beside earlier ones, its last weeks or months, its senders, its offices."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum, auto

from msgspec import Struct

from vitec_desktop.report import fields
from vitec_desktop.report.collation import SWEDISH
from vitec_desktop.report.columns import Value
from vitec_desktop.report.error_messages import is_period_missing, missing_days_by_customer
from vitec_desktop.report.labels import UNHANDLED_STATES
from vitec_desktop.report.people_text import fold
from vitec_desktop.report.report import Report, Row
from vitec_desktop.report.statistics.by_list import ESTATE_CODES
from vitec_desktop.report.statistics.columns import OUTCOME_KINDS, STATE_COLUMNS, column_values
from vitec_desktop.report.statistics.definitions import StatisticKey
from vitec_desktop.report.statistics.earlier_periods import EarlierPeriods, days_shown
from vitec_desktop.report.statistics.rankings import Dimension, Ranking
from vitec_desktop.report.statistics.shares import Change, Share
from vitec_desktop.report.statistics.statistics import Statistics
from vitec_desktop.report.statistics.timeline import count_days, is_by_week_in_workbook, month_of, week_of
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import FailedPart

Tables = Mapping[ListKind, Sequence[Row]]

_DAY = timedelta(days=1)
_STATUS_KEY = fields.ESTATE_STATUS.key
_COMPANY_NUMBERS = (
    (fields.RECEIVER_COMPANY, fields.RECEIVER_CUSTOMER),
    (fields.SENDER_COMPANY, fields.SENDER_CUSTOMER),
)
"""The columns of companies and of their numbers, which are the customer ids of the service."""


class PeriodCounts(Struct, frozen=True):
    """The figures of one period, as they stood when its rows were fetched.

    Attributes:
        counts: the number of rows of each list.
        unhandled: how many of them are unhandled, for the lists with states.
        won: how many of them led to an assignment (→ Intag), for the same lists.
    """

    scope: ReportScope
    counts: Mapping[ListKind, int]
    unhandled: Mapping[ListKind, int]
    won: Mapping[ListKind, Share]

    @property
    def unhandled_count(self) -> int:
        return sum(self.unhandled.values())


class TopSender(Struct, frozen=True):
    """Who sent tips. `company` is where most of them came from; `count` tips, `won` of them → Intag."""

    name: Value
    company: Value
    tips: Share

    @property
    def count(self) -> int:
        return self.tips.base


class TopSenders(Struct, frozen=True):
    """The senders of most tips, the number of other ones, and all other tips: theirs, and those without a sender."""

    first: tuple[TopSender, ...]
    other_count: int
    others: Share
    has_nameless: bool


class Missing(Enum):
    """What of an office could not be fetched."""

    NOTHING = auto()
    SOME_DAYS = auto()
    ALL_DAYS = auto()


class AskedOffice(Struct, frozen=True):
    """An office that was asked for, the name to show for it, and what of it is missing."""

    customer: Customer
    name: str
    missing: Missing


class GroupCounts(Struct, frozen=True):
    """The figures of an office, or of a receiver; of several together, or of all.

    Attributes:
        names: the one name, or those of several; None for rows without a name.
        leads, tips: received, now and in the period before; the period before is None if it is not known, or if days
            of now are missing, so that the two cannot be compared.
        sent: tips sent.
        unhandled: leads and tips.
        won: → Intag of each list.
        sold: → Sålt, leads and tips.
        missing: what is missing of it now.
    """

    names: tuple[Value, ...]
    leads: int
    leads_before: int | None
    tips: int
    tips_before: int | None
    sent: int
    unhandled: int
    won: Mapping[ListKind, int]
    sold: int
    missing: Missing = Missing.NOTHING

    def is_known(self, count: int) -> bool:
        """Whether one of its figures is known: 0 of an office that is missing altogether is not."""
        return bool(count) or self.missing is not Missing.ALL_DAYS

    @property
    def leads_change(self) -> Change | None:
        return None if self.leads_before is None else Change(self.leads, self.leads_before)

    @property
    def tips_change(self) -> Change | None:
        return None if self.tips_before is None else Change(self.tips, self.tips_before)


class TimePoint(Struct, frozen=True):
    """A week or month up to the end of a period.

    Attributes:
        first_day, last_day: the whole week or month.
        known_days: how many of its days are known.
        is_in_period: whether one of its days is in the period.
        counts: the rows of each list on the known days; None if no day is known.
    """

    first_day: date
    last_day: date
    known_days: int
    is_in_period: bool
    counts: Mapping[ListKind, int] | None

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    @property
    def is_partial(self) -> bool:
        return 0 < self.known_days < self.days


def period_counts(scope: ReportScope, tables: Tables) -> PeriodCounts:
    """Count the figures of a period."""
    counts = {kind: len(tables.get(kind, ())) for kind in ListKind}
    unhandled, won = {}, {}
    for kind in OUTCOME_KINDS:
        rows = tables.get(kind, ())
        states, statuses = (Counter(column_values(kind, rows, key)) for key in (STATE_COLUMNS[kind].key, _STATUS_KEY))
        unhandled[kind] = sum(states[code] for code in UNHANDLED_STATES)
        won[kind] = Share(sum(statuses[code] for code in ESTATE_CODES[StatisticKey.WON]), counts[kind])
    return PeriodCounts(scope, counts, unhandled, won)


def earlier_counts(earlier: Report | None) -> PeriodCounts | None:
    """Return the figures of an earlier period; None if it is not known as a whole."""
    if earlier is None or earlier.failed_parts:
        return None
    return period_counts(earlier.scope, earlier.tables)


def top_senders(statistics: Statistics, tables: Tables, length: int) -> TopSenders:
    """Return who sent most tips, equal ones in Swedish order."""
    ranking = statistics.tips.rankings[Dimension.SENDER]
    rows = tables.get(ListKind.TIPS, ())
    top = ranking.top(length)
    spellings = {name: entry.value for entry in top for name in entry.spellings}
    companies: dict[Value, Counter[Value]] = {entry.value: Counter() for entry in top}
    names, offices = (
        column_values(ListKind.TIPS, rows, one.key) for one in (fields.SENDER_NAME, fields.SENDER_COMPANY)
    )
    for name, office in zip(names, offices, strict=True):
        if name in spellings:
            companies[spellings[name]][office] += 1
    first = tuple(
        TopSender(entry.value, companies[entry.value].most_common(1)[0][0], Share(entry.won or 0, entry.count))
        for entry in top
    )
    count = sum(ranking.counts.values()) - sum(entry.count for entry in top)
    won = sum((ranking.won or {}).values()) - sum(entry.won or 0 for entry in top)
    has_nameless = ranking.missing_value is not None
    return TopSenders(first, len(ranking.counts) - len(top) - has_nameless, Share(won, count), has_nameless)


def is_one_office(statistics: Statistics) -> bool:
    """Whether a report is of one office, so that its receivers are compared instead."""
    receivers = statistics.incoming.rankings[Dimension.RECEIVER_COMPANY].ranked_values
    return len(statistics.scope.customers) == 1 and len(receivers) <= 1


def asked_offices(scope: ReportScope, failed_parts: Iterable[FailedPart]) -> tuple[AskedOffice, ...]:
    """Return the offices that a report is of, and what of them could not be fetched."""
    gaps = missing_days_by_customer(failed_parts)

    def missing(customer: Customer) -> Missing:
        if customer not in gaps:
            return Missing.NOTHING
        return Missing.ALL_DAYS if is_period_missing(gaps[customer], scope) else Missing.SOME_DAYS

    return tuple(AskedOffice(customer, customer.label, missing(customer)) for customer in scope.customers)


def office_counts(
    statistics: Statistics, tables: Tables, before: Report | None, asked: Sequence[AskedOffice] = ()
) -> list[GroupCounts]:
    """Return the figures of each office, in Swedish order; rows without one last.

    Every office with rows now or in the period before is among them, so that they add up to `sum_of` and their changes
    to its change, and every one of `asked` without rows: with zeros, or as missing.
    """
    dimensions = Dimension.RECEIVER_COMPANY, Dimension.SENDER_COMPANY
    return _group_counts(statistics, tables, before, dimensions, asked)


def receiver_counts(statistics: Statistics, tables: Tables, before: Report | None) -> list[GroupCounts]:
    """Return the figures of each receiver and sender, as `office_counts` does those of the offices."""
    return _group_counts(statistics, tables, before, (Dimension.RECEIVER, Dimension.SENDER))


def shorten(groups: Sequence[GroupCounts], length: int) -> list[GroupCounts]:
    """Return at most `length` groups: all in their order, or those with most unhandled rows and then the others.

    Rows without a name are never among the others, and last.
    """
    if len(groups) <= length:
        return list(groups)
    nameless = [group for group in groups if group.names == (None,)]
    named = sorted((group for group in groups if group not in nameless), key=lambda group: -group.unhandled)
    shown = length - len(nameless) - 1
    return [*named[:shown], sum_of(named[shown:]), *nameless]


def sum_of(groups: Sequence[GroupCounts]) -> GroupCounts:
    """Return the figures of several groups together."""
    befores = [(group.leads_before, group.tips_before) for group in groups]
    leads_before = [leads for leads, _ in befores if leads is not None]
    tips_before = [tips for _, tips in befores if tips is not None]
    is_known = len(leads_before) == len(groups)
    return GroupCounts(
        tuple(name for group in groups for name in group.names),
        sum(group.leads for group in groups),
        sum(leads_before) if is_known else None,
        sum(group.tips for group in groups),
        sum(tips_before) if is_known else None,
        sum(group.sent for group in groups),
        sum(group.unhandled for group in groups),
        {kind: sum(group.won[kind] for group in groups) for kind in OUTCOME_KINDS},
        sum(group.sold for group in groups),
    )


class OfficeNumbers(Struct, frozen=True):
    """How many offices were asked for, how many of them are there, if only for some days, and how many others are."""

    fetched: int
    asked: int
    others: int


def office_numbers(groups: Sequence[GroupCounts], scope: ReportScope) -> OfficeNumbers:
    """Count the offices of a report; rows without one are none.

    Others are those that rows of the offices asked for were sent to, or come from.
    """
    offices = [group for group in groups if group.names != (None,)]
    asked = min(len(offices), len(scope.customers))
    missing = sum(group.missing is Missing.ALL_DAYS for group in offices)
    return OfficeNumbers(asked - missing, asked, len(offices) - asked)


def time_points(
    scope: ReportScope, tables: Tables, fetched_on: date, earlier: EarlierPeriods | None
) -> tuple[TimePoint, ...]:
    """Return the last 13 weeks or months up to the end of a period, without those at the beginning that are unknown."""
    first_shown, last_shown = days_shown(scope, fetched_on)
    bounds_of = week_of if is_by_week_in_workbook(scope) else month_of
    known = set(_days(max(scope.first_day, first_shown), last_shown))
    counts = _count_by_day(scope, tables, known, earlier or EarlierPeriods())
    points: list[TimePoint] = []
    day = first_shown
    while day <= last_shown:
        first, last = bounds_of(day)
        days = [one for one in _days(first, last) if one in known]
        if days or points:
            sums = {kind: sum(counts[kind][one] for one in days) for kind in ListKind} if days else None
            is_in_period = first <= min(scope.last_day, last_shown) and scope.first_day <= last
            points.append(TimePoint(first, last, len(days), is_in_period, sums))
        if last == date.max:
            break
        day = last + _DAY
    return tuple(points)


def _count_by_day(
    scope: ReportScope, tables: Tables, known: set[date], earlier: EarlierPeriods
) -> Mapping[ListKind, Counter[date]]:
    """Count the rows of each list by day, each day in one report; add to `known` the days of the earlier periods."""
    counts = {kind: Counter[date]() for kind in ListKind}
    _add_days(counts, tables, known)
    for report in (earlier.weeks, earlier.before):
        if report is None:
            continue
        days = {day for day in _days(report.scope.first_day, report.scope.last_day) if day < scope.first_day} - known
        for failed in report.failed_parts:
            days -= set(_days(failed.part.first_day, failed.part.last_day))
        _add_days(counts, report.tables, days)
        known |= days
    return counts


def _add_days(counts: Mapping[ListKind, Counter[date]], tables: Tables, days: set[date]) -> None:
    for kind, sums in counts.items():
        found = count_days(kind, tables.get(kind, ()))
        sums.update({day: count for day, count in found.items() if day in days})


def _days(first: date, last: date) -> Iterator[date]:
    return map(date.fromordinal, range(first.toordinal(), last.toordinal() + 1))


def _group_counts(
    statistics: Statistics,
    tables: Tables,
    before: Report | None,
    dimensions: tuple[Dimension, Dimension],
    asked: Sequence[AskedOffice] = (),
) -> list[GroupCounts]:
    """Return the figures of each value of a column; `dimensions` are of the receiver and of the sender."""
    to, by = dimensions
    rankings = [
        statistics.incoming.rankings[to],
        statistics.tips.rankings[to],
        statistics.tips.rankings[by],
    ]
    names: dict[Value, Value] = {}
    key_of = group_key_function(rankings, names)

    def count(ranking: Ranking, rows: Sequence[Row], keys: Iterable[bool] | None = None) -> Counter[Value]:
        values = column_values(ranking.kind, rows, ranking.column.key)
        if keys is not None:
            values = [value for value, is_counted in zip(values, keys, strict=True) if is_counted]
        joined: Counter[Value] = Counter()
        for value, number in Counter(values).items():
            joined[key_of(value)] += number
        return joined

    received = {ranking.kind: ranking for ranking in rankings[:2]}
    totals = {kind: count(ranking, tables.get(kind, ())) for kind, ranking in received.items()}
    sent = count(rankings[2], tables.get(ListKind.TIPS, ()))
    is_known = before is not None and not before.failed_parts
    earlier_tables = before.tables if before is not None and is_known else {}
    earlier = {kind: count(ranking, earlier_tables.get(kind, ())) for kind, ranking in received.items()}
    unhandled: Counter[Value] = Counter()
    sold: Counter[Value] = Counter()
    won: dict[ListKind, Counter[Value]] = {}
    for kind, ranking in received.items():
        rows = tables.get(kind, ())
        states, statuses = (column_values(kind, rows, key) for key in (STATE_COLUMNS[kind].key, _STATUS_KEY))
        unhandled += count(ranking, rows, (state in UNHANDLED_STATES for state in states))
        sold += count(ranking, rows, (status in ESTATE_CODES[StatisticKey.SOLD] for status in statuses))
        won[kind] = count(ranking, rows, (status in ESTATE_CODES[StatisticKey.WON] for status in statuses))
    leads, tips = totals[ListKind.INCOMING], totals[ListKind.TIPS]
    found = {*leads, *tips, *sent, *earlier[ListKind.INCOMING], *earlier[ListKind.TIPS]}
    gaps = _missing_by_key(asked, (tables, earlier_tables), key_of, found)
    found |= gaps.keys()
    comparable = {key for key in found if is_known and gaps.get(key, Missing.NOTHING) is Missing.NOTHING}
    ordered = sorted(found, key=lambda key: (key is None, SWEDISH.key(str(names.get(key) or "")), str(key)))
    return [
        GroupCounts(
            (names.get(key),),
            leads[key],
            earlier[ListKind.INCOMING][key] if key in comparable else None,
            tips[key],
            earlier[ListKind.TIPS][key] if key in comparable else None,
            sent[key],
            unhandled[key],
            {kind: counts[key] for kind, counts in won.items()},
            sold[key],
            gaps.get(key, Missing.NOTHING),
        )
        for key in ordered
    ]


def _missing_by_key(
    asked: Sequence[AskedOffice], tables: Iterable[Tables], key_of: Callable[[Value], Value], found: set[Value]
) -> dict[Value, Missing]:
    """Return what is missing of each company that was asked for, by its key: those with an office's number or name.

    An office without a company in the rows gets the key of its own name. But it is not among the offices if nothing is
    missing of it and there are rows of companies that nobody asked for: then it can be the group that they belong to.
    """
    if not asked:
        return {}
    numbers: defaultdict[str, set[Value]] = defaultdict(set)
    pairs_of_keys: set[frozenset[Value]] = set()
    for one in tables:
        for kind in OUTCOME_KINDS:
            columns = (
                column_values(kind, one.get(kind, ()), column.key) for pair in _COMPANY_NUMBERS for column in pair
            )
            for *receiver, sender, sender_number in set(zip(*columns, strict=True)):
                companies = tuple(receiver), (sender, sender_number)
                for company, number in companies:
                    if company is not None and number is not None:
                        numbers[fold(str(number))].add(key_of(company))
                pairs_of_keys.add(frozenset(key_of(company) for company, _ in companies if company is not None))
    keys_of: dict[AskedOffice, set[Value]] = {}
    for office in asked:
        by_name = {key_of(office.customer.name)} & found if office.customer.name else set()
        keys_of[office] = (numbers.get(fold(office.customer.id), set()) & found) | by_name
    known = frozenset[Value]().union(*keys_of.values())
    has_groups = any(keys and keys.isdisjoint(known) for keys in pairs_of_keys)
    gaps: dict[Value, Missing] = {}
    for office, keys in keys_of.items():
        if not keys and (office.missing is Missing.ALL_DAYS or not has_groups):
            keys = {key_of(office.name)}
        gaps |= dict.fromkeys(keys, office.missing)
    return gaps


def group_key_function(rankings: Sequence[Ranking], names: dict[Value, Value]) -> Callable[[Value], Value]:
    """Return the key of a name: the same for all that are one to the user. `names` gets the first name of each key.

    Names that are one in any of the rankings are one here: a person can be known by others as a sender.
    """
    groups: dict[Value, frozenset[Value]] = {}
    for ranking in rankings:
        for some in ranking.spellings.values():
            joined = frozenset[Value]().union(*(groups.get(key, {key}) for key in map(_folded, some)))
            groups |= dict.fromkeys(joined, joined)
    shown: dict[Value, Value] = {}
    for ranking in rankings:
        for value in ranking.spellings:
            for key in groups[_folded(value)]:
                shown.setdefault(key, value)
    keys: dict[Value, Value] = {}

    def key_of(name: Value) -> Value:
        if name not in keys:
            value = shown.get(_folded(name), name)
            key = keys[name] = _folded(value)
            names.setdefault(key, value)
        return keys[name]

    return key_of


def _folded(name: Value) -> Value:
    return fold(name) if isinstance(name, str) else None
