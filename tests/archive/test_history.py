"""What was observed of a row, and how long it took until it was handled."""

from datetime import timedelta

import pytest

from tests.archive.factories import BASE_URL, NOW, SOLNA, VASASTAN, a_lead, a_snapshot, a_tip, leads, tips
from vitec_desktop.archive.changes import ChangedField
from vitec_desktop.archive.handling_time import HandlingTime, find_handling_times, interval_text
from vitec_desktop.archive.history import HistoryIndex, HistoryStepKind
from vitec_desktop.archive.snapshot import Snapshot
from vitec_desktop.report.language import Language
from vitec_desktop.ui.archive.history_work import find_histories
from vitec_desktop.webservice.models import Estate, IncomingLead, ListKind, SentTip

HOURS = [NOW + timedelta(hours=hour) for hour in range(6)]


def fetches(*rows: SentTip | None) -> list[Snapshot]:
    return [
        a_snapshot(tips(*([row] if row else [])), fetched_at=moment) for row, moment in zip(rows, HOURS, strict=False)
    ]


def steps_of(*rows: SentTip | None) -> list[tuple[str, int | None, int]]:
    index = HistoryIndex()
    for snapshot in fetches(*rows):
        index.add(snapshot)
    hours = {moment: hour for hour, moment in enumerate(HOURS)}
    return [
        (
            step.change.field.value if step.change else step.kind.value,
            hours.get(step.seen_before) if step.seen_before else None,
            hours[step.seen_at],
        )
        for step in index.steps(BASE_URL, ListKind.TIPS, a_tip())
    ]


def test_each_change_has_the_interval_in_which_it_happened() -> None:
    new, done = a_tip(), a_tip(state="Done", estate=Estate("e", "Sold"))
    assert steps_of(None, new, new, done, done) == [
        (ChangedField.ESTATE_STATUS, 2, 3),
        (ChangedField.ESTATE, 2, 3),
        (ChangedField.STATE, 2, 3),
        (HistoryStepKind.FIRST_SEEN, None, 1),
    ]


def test_a_row_that_is_gone_may_come_back() -> None:
    assert steps_of(a_tip(), None, None, a_tip()) == [
        (HistoryStepKind.BACK, 0, 3),
        (HistoryStepKind.GONE, 0, 1),
        (HistoryStepKind.FIRST_SEEN, None, 0),
    ]


def test_a_fetch_that_does_not_cover_a_row_says_nothing_about_it() -> None:
    index = HistoryIndex()
    index.add(a_snapshot({SOLNA: tips(a_tip())}))
    index.add(a_snapshot({VASASTAN: {}}, fetched_at=HOURS[1]))
    assert [step.kind for step in index.steps(BASE_URL, ListKind.TIPS, a_tip())] == [HistoryStepKind.FIRST_SEEN]


def test_each_row_of_a_report_and_each_that_is_gone_has_its_history() -> None:
    earlier = a_snapshot(tips(a_tip("old", 2), a_tip("gone", 3)))
    latest = a_snapshot(tips(a_tip("old", 2, state="Done"), a_tip("new", 20), a_tip(None)), fetched_at=HOURS[1])
    found = find_histories([earlier], latest)
    assert {row_id: [step.kind for step in steps] for row_id, steps in found[ListKind.TIPS].items()} == {
        "old": [HistoryStepKind.CHANGED, HistoryStepKind.FIRST_SEEN],
        "new": [HistoryStepKind.FIRST_SEEN],
        "gone": [HistoryStepKind.GONE, HistoryStepKind.FIRST_SEEN],
    }


def lead(row_id: str, state: str) -> IncomingLead:
    return a_lead(row_id, 24, state=state)  # created at 08:00, fetched from 14:05 on


def test_times_to_handling_are_intervals_by_office() -> None:
    states = [["New", "New", "Done"], ["New", "Claimed", "Claimed"], ["New", "New", "New"], ["Done", "Done", "Done"]]
    snapshots = [
        a_snapshot(leads(*(lead(str(number), row[hour]) for number, row in enumerate(states))), fetched_at=HOURS[hour])
        for hour in range(3)
    ]
    times = find_handling_times(snapshots[:-1], snapshots[-1])
    [found] = times.offices
    assert not times.people
    created_before = timedelta(hours=6, minutes=5)
    half = timedelta(minutes=30)
    assert found == HandlingTime("Norrby Solna", None, created_before + half, created_before + 3 * half, 2, 1)


def test_a_row_that_is_unhandled_again_waits_again() -> None:
    snapshots = [
        a_snapshot(leads(lead("1", state)), fetched_at=moment)
        for state, moment in zip(("New", "Done", "New"), HOURS, strict=False)
    ]
    [found] = find_handling_times(snapshots[:-1], snapshots[-1]).offices
    assert (found.handled, found.waiting, found.shortest) == (0, 1, None)


def test_persons_are_told_only_if_asked_for() -> None:
    before, after = (
        a_snapshot(leads(lead("1", state)), fetched_at=moment)
        for state, moment in zip(("New", "Done"), HOURS, strict=False)
    )
    [person] = find_handling_times([before], after, by_person=True).people
    assert (person.office, person.person) == ("Norrby Solna", "Maja Forsell")


def test_the_total_is_of_all_offices() -> None:
    before, after = (
        a_snapshot({SOLNA: leads(lead("1", state)), VASASTAN: leads(lead("2", "New"))}, fetched_at=moment)
        for state, moment in zip(("New", "Done"), HOURS, strict=False)
    )
    times = find_handling_times([before], after)
    assert (times.total.handled, times.total.waiting) == (1, 1)
    assert find_handling_times([], after).total.handled == 0


@pytest.mark.parametrize(
    ("hours", "text"),
    [
        ((None, None), ""),
        ((0.1, 0.4), "inom 1 tim"),
        ((0.1, 3), "0–3 tim"),
        ((5, 8.4), "5–8 tim"),
        ((20, 72), "20 tim–3 d"),
        ((72, 72), "omkring 3 d"),
        ((48, 24 * 12), "2–12 d"),
    ],
)
def test_a_time_is_told_as_an_interval(hours: tuple[float | None, float | None], text: str) -> None:
    ends = [None if one is None else timedelta(hours=one) for one in hours]
    assert interval_text(HandlingTime("", None, ends[0], ends[1], 1, 0), Language("sv")) == text
