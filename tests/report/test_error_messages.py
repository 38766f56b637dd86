import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vitec_desktop.webservice.errors as errors
from tests.report.factories import SWEDISH
from vitec_desktop.report.error_messages import (
    ERROR_TEXT_VARIANTS,
    ERROR_TEXTS,
    Correction,
    describe_error,
    failed_parts_text,
    find_retry_time,
    log_text,
    missing_days_by_customer,
    summarise_failed_parts,
    technical_text,
)
from vitec_desktop.report.language import Language, load_language
from vitec_desktop.webservice.errors import (
    AccessRefused,
    AddressRefused,
    AnswerCutShort,
    AnsweredByOther,
    CertificateFault,
    CertificateRefused,
    ConnectionRefused,
    ConnectTimedOut,
    Interrupted,
    NoNetwork,
    NotAReport,
    NotAReportReason,
    ProxyDemand,
    ProxyFailed,
    ProxyFault,
    ProxyUnusable,
    RequestRefused,
    ServiceDown,
    ServiceError,
    ServiceGivenUp,
    SignInRefused,
    TimedOut,
    TlsFailed,
    TlsFault,
    UnexpectedError,
)
from vitec_desktop.webservice.request import Customer, ReportScope
from vitec_desktop.webservice.result import FailedPart, RequestPart

SOLNA = Customer("M30011", "Norrby Solna")
SUNDBYBERG = Customer("M30012")
VASASTAN = Customer("M30040", "Norrby Vasastan")
SCOPE = ReportScope((SOLNA, SUNDBYBERG, VASASTAN), date(2026, 1, 1), date(2026, 11, 24))
TWO_YEARS = ReportScope(SCOPE.customers, date(2025, 11, 1), date(2026, 11, 24))

ONE_OF_EACH: tuple[ServiceError, ...] = (
    SignInRefused(),
    AccessRefused("M30040"),
    SignInRefused("FortiGate"),
    SignInRefused(""),
    AnsweredByOther(403, "nginx"),
    AnsweredByOther(403),
    ServiceDown(502, None, speaker="mitmproxy"),
    ServiceGivenUp(502, None, speaker="mitmproxy"),
    RequestRefused(),
    RequestRefused(("Intervallet är för långt.",)),
    ServiceDown(429, 90),
    ServiceDown(500),
    ServiceDown(503),
    ServiceGivenUp(502),
    ConnectionRefused(),
    NoNetwork("connect.example.se"),
    *(CertificateRefused(fault, "self-signed certificate") for fault in CertificateFault),
    *(TlsFailed(fault, "TLSV1_ALERT_INTERNAL_ERROR") for fault in TlsFault),
    UnexpectedError("SSLError", "ssl.py:1"),
    ProxyFailed("proxy.example.se:8080", 407),
    ProxyFailed(),
    ProxyFailed("proxy.example.se:8080", 407, ProxyDemand.WINDOWS_SIGN_IN),
    ProxyFailed(demand=ProxyDemand.SCRIPT),
    ProxyFailed("proxy.example.se:8080", 407, ProxyDemand.OTHER_SIGN_IN),
    *(ProxyUnusable(fault, "proxy.example.se:8080") for fault in ProxyFault),
    *(NotAReport(reason, "$.tips", 200) for reason in NotAReportReason),
    AnswerCutShort(),
    TimedOut(60),
    ConnectTimedOut(10),
    Interrupted(),
    AddressRefused("http://example.se"),
)


def every_class(of: type[ServiceError] = ServiceError) -> Iterator[type[ServiceError]]:
    for kind in of.__subclasses__():
        if kind.__module__ == errors.__name__:
            yield kind
            yield from every_class(kind)


def missing(customer: Customer, first: str, last: str, error: ServiceError) -> FailedPart:
    return FailedPart(RequestPart("key", customer, date.fromisoformat(first), date.fromisoformat(last)), error)


def test_every_error_has_words_of_its_own() -> None:
    kinds = set(every_class())
    assert SignInRefused in kinds
    assert kinds <= set(ERROR_TEXTS)
    assert {type(error) for error in ONE_OF_EACH} == kinds


def test_every_kind_of_answer_and_certificate_has_words() -> None:
    assert set(NotAReportReason) - set(ERROR_TEXT_VARIANTS[NotAReport]) == {NotAReportReason.BROKEN}
    assert set(CertificateFault) - set(ERROR_TEXT_VARIANTS[CertificateRefused]) == {CertificateFault.OTHER}
    assert set(ProxyFault) - set(ERROR_TEXT_VARIANTS[ProxyUnusable]) == {ProxyFault.INVALID_ADDRESS}
    assert set(TlsFault) - set(ERROR_TEXT_VARIANTS[TlsFailed]) == {TlsFault.OTHER}


def test_what_a_message_asks_to_correct_is_declared() -> None:
    about_connection = ("adressen i anslutningen", "kund-id", "uppgifterna i partnerportalen")
    variants = [texts for kind in ERROR_TEXT_VARIANTS.values() for texts in kind.values()]
    for texts in (*ERROR_TEXTS.values(), *variants):
        if "Arkiv › Nätverk" in texts.next_step:
            assert texts.correction is Correction.NETWORK, texts
        elif any(words in texts.next_step for words in about_connection):
            assert texts.correction in (Correction.CONNECTION, Correction.CONNECTION_OR_RETRY), texts
        else:
            assert texts.correction is None, texts


@pytest.mark.parametrize("error", ONE_OF_EACH, ids=technical_text)
def test_an_error_is_told_in_whole_sentences_and_logged_without_what_anybody_wrote(error: ServiceError) -> None:
    for customer in (VASASTAN, None):
        problem = describe_error(error, customer, SWEDISH)
        for sentence in (problem.what, problem.why, problem.next_step):
            assert sentence[0].isupper() or sentence.startswith("connect.")
            assert sentence.endswith((".", "”"))
            assert "{" not in sentence
            assert "None" not in sentence
            assert "  " not in sentence
        assert problem.text == f"{problem.what} {problem.why} {problem.next_step}"
    [line] = failed_parts_text([missing(SOLNA, "2026-03-01", "2026-04-28", error)], SWEDISH).splitlines()
    assert not re.search(r"\w\(\w*\)|=|<|None", line.replace("https://", "").replace("$.", ""))
    assert type(error).__name__ not in line
    message = log_text(error)
    assert message.startswith(f"{type(error).__name__}(")
    for written in ("M30040", "Intervallet", "example", "self-signed", "$.tips"):
        assert written not in message


def test_no_two_kinds_of_error_are_told_alike() -> None:
    texts = [describe_error(error, VASASTAN, SWEDISH).text for error in ONE_OF_EACH]
    assert len(set(texts)) == len(texts)


def test_a_refused_sign_in_names_the_office_and_the_portal() -> None:
    problem = describe_error(SignInRefused(), Customer("M30011"), SWEDISH)
    assert problem.what == "Inloggningen nekades."
    assert problem.why == "Användarnamnet eller lösenordet stämmer inte för M30011 (401)."
    assert problem.next_step == "Jämför med uppgifterna i partnerportalen; där syns också dina senaste anrop."
    assert describe_error(SignInRefused(), None, SWEDISH).why == "Användarnamnet eller lösenordet stämmer inte (401)."


def test_a_refused_office_is_named() -> None:
    problem = describe_error(AccessRefused("M30040"), VASASTAN, SWEDISH)
    assert problem.what == "Åtkomst nekad (403)."
    assert "Norrby Vasastan, M30040" in problem.why
    assert "M30040" in describe_error(AccessRefused("M30040"), None, SWEDISH).why


def test_the_services_own_sentences_are_told() -> None:
    error = RequestRefused(("dateTo {saknas}", "Kund-id är fel."))
    assert describe_error(error, None, SWEDISH).why == "Tjänsten svarade: ”dateTo {saknas}” ”Kund-id är fel.”"


@pytest.mark.parametrize(
    ("seconds", "wait"),
    [
        (None, "om en stund"),
        (float("inf"), "om en stund"),
        (1e23, "om en stund"),
        (0.2, "om 1 s"),
        (30.0, "om 30 s"),
        (90.0, "om 90 s"),
        (91.0, "om 2 min"),
        (3600.0, "om 60 min"),
        (5401.0, "om 2 tim"),
    ],
)
def test_a_wait_is_told_as_a_person_says_it(seconds: float | None, wait: str) -> None:
    assert describe_error(ServiceDown(503, seconds), None, SWEDISH).next_step == f"Försök igen {wait}."


def test_facts_of_network_and_address_are_told() -> None:
    assert "connect.example.se" in describe_error(NoNetwork("connect.example.se"), None, SWEDISH).why
    proxied = describe_error(ProxyFailed("proxy.example.se:8080", 407), None, SWEDISH)
    assert "(407)" in proxied.what
    assert "proxy.example.se:8080" in proxied.why
    assert "http://example.se" in describe_error(AddressRefused("http://example.se"), None, SWEDISH).why
    assert "60 s" in describe_error(TimedOut(60.0), None, SWEDISH).why


@pytest.mark.parametrize(
    ("where", "location"),
    [("line 3, column 5", " (rad 3, kolumn 5)."), ("byte 12", " (byte 12)."), ("", "läsa.")],
)
def test_a_message_says_where_decoding_failed(where: str, location: str) -> None:
    assert describe_error(NotAReport(NotAReportReason.BROKEN, where), None, SWEDISH).what.endswith(location)


def test_an_error_derived_from_a_known_one_gets_its_words() -> None:
    @dataclass(unsafe_hash=True)
    class Throttled(ServiceDown):
        pass

    assert describe_error(Throttled(429), None, SWEDISH) == describe_error(ServiceDown(429), None, SWEDISH)


def test_an_unheard_of_error_still_gets_words() -> None:
    @dataclass(unsafe_hash=True)
    class Unheard(ServiceError):
        pass

    problem = describe_error(Unheard(), None, SWEDISH)
    assert problem.what == "Ett oväntat fel inträffade."
    assert "Unheard" in problem.why


def test_words_are_translated() -> None:
    language = Language(
        "en",
        {
            ("Errors", "Åtkomst nekad (403)."): ("Access refused (403).",),
            ("Errors", "{office} saknar {days}."): ("Missing for {office}: {days}.",),
            ("Months", "mars"): ("March",),
        },
    )
    message = summarise_failed_parts([missing(VASASTAN, "2026-03-01", "2026-03-31", AccessRefused("M30040"))], language)
    assert (message.what, message.why) == ("Missing for Norrby Vasastan: March.", "Access refused (403).")


REFUSED = AccessRefused("M30040")
SILENT = ConnectionRefused()


def test_windows_that_touch_are_told_as_one() -> None:
    parts = [
        missing(VASASTAN, "2026-04-01", "2026-04-30", REFUSED),
        missing(VASASTAN, "2026-03-01", "2026-03-31", REFUSED),
    ]
    message = summarise_failed_parts(parts, SWEDISH)
    assert message.what == "Norrby Vasastan saknar mars–april."
    assert message.why == "Åtkomst nekad (403)."
    assert "partnerportalen" in message.next_step


def test_windows_apart_are_told_apart_and_to_the_day() -> None:
    parts = [
        missing(VASASTAN, "2026-03-01", "2026-04-28", REFUSED),
        missing(VASASTAN, "2026-05-01", "2026-05-31", REFUSED),
    ]
    assert summarise_failed_parts(parts, SWEDISH, SCOPE).what == "Norrby Vasastan saknar 1 mar – 28 apr och maj."


def test_days_have_their_year_where_the_report_reaches_over_two() -> None:
    parts = [missing(VASASTAN, "2026-03-01", "2026-04-30", REFUSED)]
    assert summarise_failed_parts(parts, SWEDISH, TWO_YEARS).what == "Norrby Vasastan saknar mars–april 2026."


def test_an_office_that_is_missing_altogether_is_said_to_be() -> None:
    parts = [
        missing(VASASTAN, "2026-01-01", "2026-06-12", REFUSED),
        missing(VASASTAN, "2026-06-13", "2026-11-24", REFUSED),
    ]
    assert summarise_failed_parts(parts, SWEDISH, SCOPE).what == "Norrby Vasastan saknas."


def test_offices_that_miss_the_same_days_share_a_sentence() -> None:
    parts = [
        missing(VASASTAN, "2026-03-01", "2026-03-31", SILENT),
        missing(SUNDBYBERG, "2026-03-01", "2026-03-31", SILENT),
    ]
    assert summarise_failed_parts(parts, SWEDISH, SCOPE).what == "Norrby Vasastan och M30012 saknar mars."
    everybody = [*parts, missing(SOLNA, "2026-03-01", "2026-03-31", SILENT)]
    assert summarise_failed_parts(everybody, SWEDISH, SCOPE).what == "Alla kontor saknar mars."


def test_several_causes_are_each_told_once() -> None:
    parts = [
        missing(VASASTAN, "2026-03-01", "2026-03-31", REFUSED),
        missing(SOLNA, "2026-03-01", "2026-03-31", TimedOut(60)),
        missing(SOLNA, "2026-04-01", "2026-04-30", TimedOut(60)),
    ]
    message = summarise_failed_parts(parts, SWEDISH, SCOPE)
    assert message.what == "Norrby Vasastan saknar mars. Norrby Solna saknar mars–april."
    assert message.why == "Åtkomst nekad (403). Tjänsten svarade inte i tid."
    assert "detaljerna" in message.next_step


def test_too_many_gaps_to_name_are_counted() -> None:
    parts = [missing(SOLNA, f"2026-{month:02}-01", f"2026-{month:02}-20", ServiceDown(503)) for month in range(1, 10)]
    assert summarise_failed_parts(parts, SWEDISH, SCOPE, 18).what == "9 av 18 delar saknas."
    assert summarise_failed_parts(parts, SWEDISH, SCOPE).what == "Delar av rapporten saknas."


def test_nothing_came_where_every_office_misses_the_whole_period() -> None:
    parts = [missing(customer, "2026-01-01", "2026-11-24", SignInRefused()) for customer in SCOPE.customers]
    message = summarise_failed_parts(parts, SWEDISH, SCOPE)
    assert message.what == "Rapporten kunde inte hämtas."
    assert message.why.startswith("Inloggningen nekades. Användarnamnet eller lösenordet stämmer inte")
    assert "de valda kontoren" in message.why
    assert "partnerportalen" in message.next_step


def test_nothing_came_where_every_part_is_missing() -> None:
    message = summarise_failed_parts([missing(VASASTAN, "2026-03-01", "2026-03-31", REFUSED)], SWEDISH, None, 1)
    assert message.what == "Rapporten kunde inte hämtas."
    assert "Norrby Vasastan, M30040" in message.why


def test_details_tell_each_part_on_a_line() -> None:
    parts = [
        missing(VASASTAN, "2026-03-01", "2026-04-28", REFUSED),
        missing(SUNDBYBERG, "2026-03-01", "2026-04-28", ServiceDown(503, 30.0)),
    ]
    assert failed_parts_text(parts, SWEDISH).splitlines() == [
        "Norrby Vasastan, M30040 · 2026-03-01–2026-04-28 · Åtkomst nekad (403).",
        "M30012 · 2026-03-01–2026-04-28 · Tjänsten är inte tillgänglig just nu (503). · HTTP 503 · försök igen om 30 s",
    ]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), min_size=1, max_size=8))
def test_joined_gaps_hold_the_same_days_and_never_touch(windows: list[tuple[int, int]]) -> None:
    start = date(2026, 1, 1)
    parts = [
        FailedPart(RequestPart("key", SOLNA, start + timedelta(first), start + timedelta(first + length)), REFUSED)
        for first, length in windows
    ]
    gaps = missing_days_by_customer(parts)[SOLNA]
    days = {first + day for first, length in windows for day in range(length + 1)}
    joined = [day for gap in gaps for day in range((gap.first_day - start).days, (gap.last_day - start).days + 1)]
    assert joined == sorted(days)
    assert all((after.first_day - before.last_day).days > 1 for before, after in itertools.pairwise(gaps))


def test_the_log_tells_what_helps() -> None:
    assert log_text(ServiceDown(429, 90)) == "ServiceDown(status=429, retry_after=90)"
    assert log_text(TimedOut(60.0)) == "TimedOut(seconds=60)"
    assert log_text(NotAReport(NotAReportReason.HTML, "byte 7")) == "NotAReport(reason=html, status=200)"


RETRY_AT = datetime(2026, 11, 24, 15, 31, 7)


@pytest.mark.parametrize(
    ("language", "after", "retry_at", "text"),
    [
        (SWEDISH, 3600.0, RETRY_AT, "Försök igen efter klockan 15:32."),
        (load_language("en"), 3600.0, RETRY_AT, "Try again after 15:32."),
        (SWEDISH, 3600.0, datetime(2026, 11, 24, 15, 31), "Försök igen efter klockan 15:31."),
        (SWEDISH, 16 * 3600.0, RETRY_AT, "Försök igen efter 24 nov 2026 klockan 15:32."),
        (load_language("en"), 16 * 3600.0, RETRY_AT, "Try again after 15:32 on 24 Nov 2026."),
        (SWEDISH, 12.0, RETRY_AT, "Försök igen om 12 s."),
        (SWEDISH, 1e30, None, "Försök igen om "),
    ],
)
def test_a_long_wait_ends_at_a_time_of_day(
    language: Language, after: float, retry_at: datetime | None, text: str
) -> None:
    error = ServiceDown(429, after, retry_at)
    assert describe_error(error, None, language).next_step.startswith(text)


def test_the_time_to_come_back_is_the_latest_one_whatever_else_failed() -> None:
    early, late = ServiceDown(429, 1800.0, RETRY_AT), ServiceDown(429, 3600.0, RETRY_AT + timedelta(minutes=30))
    parts = [
        missing(SOLNA, "2026-01-01", "2026-01-31", early),
        missing(SUNDBYBERG, "2026-01-01", "2026-01-31", late),
        missing(VASASTAN, "2026-01-01", "2026-01-31", AccessRefused("M30040")),
    ]
    message = summarise_failed_parts(parts, SWEDISH, SCOPE)
    assert message.next_step == "Försök igen efter klockan 16:02."
    assert find_retry_time(parts) == RETRY_AT + timedelta(minutes=30)


def test_a_server_that_is_given_up_is_told() -> None:
    parts = [
        missing(SOLNA, "2026-01-01", "2026-01-31", ServiceDown(502)),
        missing(SUNDBYBERG, "2026-01-01", "2026-01-31", ServiceGivenUp(502)),
    ]
    text = summarise_failed_parts(parts, SWEDISH, SCOPE).text
    assert "Tjänsten är inte tillgänglig just nu (502)." in text
    assert "Flera delar i rad gick inte att hämta (502), så resten hämtades inte." in text
    assert text.endswith("Försök igen om en stund.")
