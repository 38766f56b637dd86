from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.webservice.timestamps import SWEDEN, parse_swedish_time, swedish_now, swedish_today


def test_seven_digits_are_cut_and_not_rounded() -> None:
    moment = parse_swedish_time("2026-12-31T23:59:59.9999997+01:00")
    assert moment == datetime(2026, 12, 31, 23, 59, 59, 999_999, SWEDEN)


@pytest.mark.parametrize(
    ("text", "wall"),
    [
        ("2026-10-31T23:30:00Z", "2026-11-01T00:30:00+01:00"),
        ("2026-07-31T22:30:00.1234567Z", "2026-08-01T00:30:00.123456+02:00"),
        ("2026-03-29T02:30:00+01:00", "2026-03-29T03:30:00+02:00"),  # the hour that spring skips
        ("2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+01:00"),  # the second of autumn's two
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+02:00"),  # the first
        ("2026-10-01T08:00:00", "2026-10-01T08:00:00+02:00"),  # no offset: Swedish time
        (" 2026-10-01T08:00:00+02:00 ", "2026-10-01T08:00:00+02:00"),
    ],
)
def test_a_time_is_converted_to_swedish_time(text: str, wall: str) -> None:
    moment = parse_swedish_time(text)
    assert moment is not None
    assert moment.isoformat() == wall


@pytest.mark.parametrize(
    "text", [None, "", " ", "i går", "2026-13-01T00:00:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59Z"]
)
def test_a_text_that_is_not_a_time_is_none(text: str | None) -> None:
    assert parse_swedish_time(text) is None


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)), st.integers(0, 9), st.integers(-23, 23))
def test_any_time_with_any_offset_keeps_its_instant(moment: datetime, seventh_digit: int, hours: int) -> None:
    instant = moment.replace(tzinfo=UTC)
    text = f"{(moment + timedelta(hours=hours)).isoformat(timespec='microseconds')}{seventh_digit}{hours:+03}:00"
    assert parse_swedish_time(text) == instant


@given(st.text())
def test_any_text_is_a_time_or_none(text: str) -> None:
    moment = parse_swedish_time(text)
    assert moment is None or moment.tzinfo is SWEDEN


def test_now_is_swedish() -> None:
    assert swedish_now().tzinfo is SWEDEN
    assert abs(swedish_now() - datetime.now(UTC)) < timedelta(minutes=1)
    assert abs(swedish_today() - date.today()) <= timedelta(days=1)
