from dataclasses import dataclass
from datetime import date

from vitec_desktop.report.incomplete_report import describe_incomplete, incomplete_details
from vitec_desktop.report.language import load_language
from vitec_desktop.webservice.errors import AccessRefused
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import DamagedPart, FailedPart, RequestPart

SWEDISH, ENGLISH = load_language("sv"), load_language("en")
OFFICES = tuple(Customer(f"M{number}", name) for number, name in enumerate(("Solna", "Nacka", "Täby", "")))
SCOPE = ReportScope(OFFICES, date(2026, 10, 1), date(2026, 10, 31))
PARTS = [RequestPart("key", office, SCOPE.first_day, SCOPE.last_day) for office in OFFICES]


@dataclass(frozen=True)
class Outcome:
    failed_parts: tuple[FailedPart, ...] = ()
    damaged_parts: tuple[DamagedPart, ...] = ()
    scope: ReportScope = SCOPE


def damaged(*counts: int) -> tuple[DamagedPart, ...]:
    return tuple(DamagedPart(part, count) for part, count in zip(PARTS, counts, strict=False))


def test_damaged_rows_are_counted_with_their_offices_and_what_to_do() -> None:
    message = describe_incomplete(Outcome(damaged_parts=damaged(1, 2)), SWEDISH)
    assert message.what == "3 rader innehöll något oläsligt."
    assert message.why == "Det som gick att läsa är med. Det gäller Solna och Nacka."
    assert message.next_step.startswith("Hämta rapporten igen.")
    text = describe_incomplete(Outcome(damaged_parts=damaged(1)), SWEDISH).text
    assert text.startswith("1 rad innehöll något oläsligt. Det som gick att läsa är med. Det gäller Solna. ")
    english = describe_incomplete(Outcome(damaged_parts=damaged(1)), ENGLISH)
    assert english.what == "1 row held something that could not be read."
    assert "Solna" in english.why


def test_more_offices_than_can_be_named_are_not_named() -> None:
    assert "Solna" not in describe_incomplete(Outcome(damaged_parts=damaged(1, 1, 1, 1)), SWEDISH).text


def test_missing_parts_are_told_before_damaged_rows() -> None:
    failed = (FailedPart(PARTS[3], AccessRefused("M3")),)
    message = describe_incomplete(Outcome(failed, damaged(2)), SWEDISH)
    assert message.what == "M3 saknas. 2 rader innehöll något oläsligt."
    assert "403" in message.why


def test_the_details_have_a_line_for_each_part() -> None:
    failed = (FailedPart(PARTS[3], AccessRefused("M3")),)
    first, second, third = incomplete_details(Outcome(failed, damaged(1, 2)), SWEDISH).splitlines()
    assert first.startswith("M3 · 2026-10-01–2026-10-31 · ")
    assert second == "Solna, M0 · 2026-10-01–2026-10-31 · oläsliga rader: 1"
    assert third == "Nacka, M1 · 2026-10-01–2026-10-31 · oläsliga rader: 2"


def test_a_complete_report_has_nothing_to_tell() -> None:
    assert describe_incomplete(Outcome(), SWEDISH).text == ""
    assert incomplete_details(Outcome(), SWEDISH) == ""
