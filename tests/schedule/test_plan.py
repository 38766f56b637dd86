"""When an export is due."""

from datetime import UTC, datetime, time, timedelta
from itertools import count

import pytest
from hypothesis import given

from tests.schedule.factories import CREATED_AT, MONDAYS, make_plan, moments, plans, recurrences
from vitec_desktop.schedule.plan import Frequency, Plan, Recurrence, new_plan_id

MINUTE = timedelta(minutes=1)


def falls_on(rhythm: Recurrence, moment: datetime) -> bool:
    """Told from the calendar's own words instead of its numbers."""
    if rhythm.frequency is Frequency.WEEKLY:
        is_day = f"{moment:%a}" == ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[rhythm.day - 1]
    else:
        is_day = f"{moment:%d}" == f"{rhythm.day:02}"
    return is_day and f"{moment:%H:%M}" == f"{rhythm.time_of_day:%H:%M}"


def recounted(rhythm: Recurrence, moment: datetime, step: int) -> datetime:
    """The nearest time before or after, found by going through day after day."""
    for days in count():
        candidate = datetime.combine(moment.date() + timedelta(step * days), rhythm.time_of_day)
        is_past = candidate > moment if step > 0 else candidate <= moment
        if is_past and falls_on(rhythm, candidate):
            return candidate
    raise AssertionError


@given(recurrences(), moments())
def test_the_next_time_is_the_first_one_after_a_moment(rhythm: Recurrence, moment: datetime) -> None:
    coming = rhythm.next_after(moment)
    assert coming == recounted(rhythm, moment, 1)
    assert moment < coming <= moment + timedelta(7 if rhythm.frequency is Frequency.WEEKLY else 31)


@given(recurrences(), moments())
def test_the_last_time_is_the_latest_one_that_is_not_after_a_moment(rhythm: Recurrence, moment: datetime) -> None:
    last = rhythm.last_before(moment)
    assert last == recounted(rhythm, moment, -1)
    assert rhythm.next_after(last) > moment


@given(recurrences(), moments())
def test_each_time_follows_the_one_before(rhythm: Recurrence, moment: datetime) -> None:
    coming = rhythm.next_after(moment)
    assert rhythm.last_before(coming) == coming
    assert rhythm.last_before(coming - MINUTE) == rhythm.last_before(moment)


def test_the_very_minute_is_now_and_not_next() -> None:
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
def test_a_rhythm_that_no_scheduler_could_keep_is_refused(pace: Frequency, day: int, at: time) -> None:
    with pytest.raises(ValueError, match="rhythm"):
        Recurrence(pace, day, at)


def test_nothing_was_due_before_it_was_set_up() -> None:
    plan = make_plan(since=CREATED_AT)
    assert plan.last_due(datetime(2026, 11, 30, 6, 59)) is None
    assert plan.last_due(datetime(2026, 11, 30, 7, 0)) == datetime(2026, 11, 30, 7, 0)
    assert plan.last_due(datetime(2026, 12, 13)) == datetime(2026, 12, 7, 7, 0)


@given(plans(), moments())
def test_what_was_due_lies_between_its_setting_up_and_now(plan: Plan, now: datetime) -> None:
    due = plan.last_due(now)
    if due is None:
        assert plan.recurrence.next_after(plan.changed_at) > now
    else:
        assert plan.changed_at < due <= now


def test_ids_differ_and_can_stand_in_a_file_s_name() -> None:
    made = {new_plan_id() for _ in range(100)}
    assert len(made) == 100
    assert all(one.isalnum() and one.isascii() for one in made)
