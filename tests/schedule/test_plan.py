"""When a plan is due."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given

from tests.schedule.factories import CREATED_AT, MONDAYS, make_plan, moments, plans, recurrences
from vitec_desktop.schedule.plan import Frequency, Plan, Recurrence, new_plan_id

MINUTE = timedelta(minutes=1)


def falls_on(recurrence: Recurrence, moment: datetime) -> bool:
    """Return True if a day is one of the plan's, by its name in the calendar."""
    if recurrence.frequency is Frequency.WEEKLY:
        is_day = f"{moment:%u}" == str(recurrence.day)
    else:
        is_day = f"{moment:%d}" == f"{recurrence.day:02}"
    return is_day and f"{moment:%H:%M}" == f"{recurrence.time_of_day:%H:%M}"


def recounted(recurrence: Recurrence, moment: datetime, step: int) -> datetime:
    """Find the nearest time before or after, day by day."""
    for days in range(70):
        candidate = datetime.combine(moment.date() + timedelta(step * days), recurrence.time_of_day)
        is_past = candidate > moment if step > 0 else candidate <= moment
        if is_past and falls_on(recurrence, candidate):
            return candidate
    raise AssertionError


@given(recurrences(), moments())
def test_next_after_is_the_first_time_after_a_moment(recurrence: Recurrence, moment: datetime) -> None:
    coming = recurrence.next_after(moment)
    assert coming == recounted(recurrence, moment, 1)
    assert moment < coming <= moment + timedelta(7 if recurrence.frequency is Frequency.WEEKLY else 31)


@given(recurrences(), moments())
def test_last_before_is_the_latest_time_not_after_a_moment(recurrence: Recurrence, moment: datetime) -> None:
    last = recurrence.last_before(moment)
    assert last == recounted(recurrence, moment, -1)
    assert recurrence.next_after(last) > moment


@given(recurrences(), moments())
def test_times_follow_each_other(recurrence: Recurrence, moment: datetime) -> None:
    coming = recurrence.next_after(moment)
    assert recurrence.last_before(coming) == coming
    assert recurrence.last_before(coming - MINUTE) == recurrence.last_before(moment)


def test_a_time_equal_to_the_moment_is_last_and_not_next() -> None:
    due = datetime(2026, 11, 23, 7, 0)
    assert MONDAYS.last_before(due) == due
    assert MONDAYS.next_after(due) == datetime(2026, 11, 30, 7, 0)


@pytest.mark.parametrize(
    ("pace", "day", "at"),
    [
        (Frequency.WEEKLY, 0, time(7)),
        (Frequency.WEEKLY, 8, time(7)),
        (Frequency.MONTHLY, 0, time(7)),
        (Frequency.MONTHLY, 29, time(7)),  # no day of every month
        (Frequency.WEEKLY, 1, time(7, 0, 1)),
        (Frequency.WEEKLY, 1, time(7, 0, 0, 1)),
        (Frequency.WEEKLY, 1, time(7, tzinfo=UTC)),
    ],
)
def test_an_impossible_recurrence_is_rejected(pace: Frequency, day: int, at: time) -> None:
    with pytest.raises(ValueError, match="recurrence"):
        Recurrence(pace, day, at)


def test_nothing_is_due_before_the_plan_was_changed() -> None:
    plan = make_plan(since=CREATED_AT)
    assert plan.last_due(datetime(2026, 11, 30, 6, 59)) is None
    assert plan.last_due(datetime(2026, 11, 30, 7, 0)) == datetime(2026, 11, 30, 7, 0)
    assert plan.last_due(datetime(2026, 12, 13)) == datetime(2026, 12, 7, 7, 0)


@given(plans(), moments())
def test_the_last_due_time_is_between_the_change_and_now(plan: Plan, now: datetime) -> None:
    due = plan.last_due(now)
    if due is None:
        assert plan.recurrence.next_after(plan.changed_at) > now
    else:
        assert plan.changed_at < due <= now


def test_ids_are_unique_letters_and_digits() -> None:
    made = {new_plan_id() for _ in range(100)}
    assert len(made) == 100
    assert all(one.isalnum() and one.isascii() for one in made)
