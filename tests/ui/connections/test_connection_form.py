"""The fields of the connection dialog are read as a connection or as an error."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from vitec_desktop.accounts.offices import Office, format_offices
from vitec_desktop.ui.connections.connection_form import FormError, FormProblem, FormTexts, read_form
from vitec_desktop.webservice.base_url import LIVE_BASE_URL

FILLED = FormTexts(
    name="Norrby",
    user="anna",
    password="hemligt",
    portal_string="",
    uses_portal_string=False,
    customer_ids="M30011=Norrby Solna, m30012",
    base_url=f"{LIVE_BASE_URL}/",
)
OFFICES = (Office("M30011", "Norrby Solna"), Office("M30012"))


def portal_string(user: str, password: str) -> str:
    return base64.b64encode(f"{user}:{password}".encode()).decode()


def with_string(text: str) -> FormTexts:
    return replace(FILLED, uses_portal_string=True, portal_string=text, user="", password="")


def read_error(texts: FormTexts, saved_user: str | None = None, taken: frozenset[str] = frozenset()) -> FormError:
    with pytest.raises(FormError) as raised:
        read_form(texts, "1", taken, saved_user)
    return raised.value


def test_the_fields_become_a_connection_and_its_password() -> None:
    form = read_form(FILLED, "7")
    assert (form.connection.id, form.connection.name, form.connection.user) == ("7", "Norrby", "anna")
    assert form.connection.offices == OFFICES
    assert form.connection.base_url == LIVE_BASE_URL
    assert form.password == "hemligt"  # noqa: S105


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"user": "  "}, FormProblem.NO_USER),
        ({"user": "anna:b"}, FormProblem.COLON_IN_USER),
        ({"user": "anna\tb"}, FormProblem.CONTROL_IN_USER),
        ({"password": "hem\tligt"}, FormProblem.CONTROL_IN_PASSWORD),
        ({"password": "hem\0ligt"}, FormProblem.CONTROL_IN_PASSWORD),
        ({"password": "\u200b\r\n"}, FormProblem.NO_PASSWORD),
        ({"customer_ids": "M30011 och M30012"}, FormProblem.OFFICES),
        ({"password": ""}, FormProblem.NO_PASSWORD),
        ({"customer_ids": " , "}, FormProblem.NO_OFFICES),
        ({"customer_ids": ""}, FormProblem.NO_OFFICES),
        ({"customer_ids": "M30011, Solna"}, FormProblem.OFFICES),
        ({"base_url": ""}, FormProblem.ADDRESS),
        ({"base_url": "http://connect.example"}, FormProblem.ADDRESS),
        ({"base_url": "https://anna:hemligt@connect.example"}, FormProblem.ADDRESS),
        ({"base_url": "ftp://connect.example"}, FormProblem.ADDRESS),
    ],
)
def test_each_invalid_field_has_its_own_problem(changes: dict[str, str], expected: FormProblem) -> None:
    assert read_error(replace(FILLED, **changes)).problem is expected


def test_invalid_customer_ids_are_listed() -> None:
    assert read_error(replace(FILLED, customer_ids="M30011, Solna, 12")).parts == ("Solna", "12")


def test_the_first_invalid_field_is_reported() -> None:
    empty = FormTexts("", "", "", "", False, "", "")
    assert read_error(empty).problem is FormProblem.NO_USER


def test_two_connections_cannot_share_a_name_whatever_its_case() -> None:
    assert read_error(replace(FILLED, name=" norrby "), taken=frozenset({"NORRBY"})).problem is FormProblem.NAME_TAKEN


@pytest.mark.parametrize(
    ("ids", "name"), [("M30011=Norrby Solna, M30012", "Norrby Solna"), ("M30011, M30012=Sundbyberg", "M30011")]
)
def test_a_connection_without_a_name_is_named_after_its_first_office(ids: str, name: str) -> None:
    assert read_form(replace(FILLED, name=" ", customer_ids=ids), "1").connection.name == name


def test_the_portal_string_has_user_and_password() -> None:
    for text in (portal_string("bo", "å:ö"), f"Basic {portal_string('bo', 'å:ö')}\n"):
        form = read_form(with_string(text), "1")
        assert (form.connection.user, form.password) == ("bo", "å:ö")


@pytest.mark.parametrize("text", ["", "hej", "Ym8=", "/////w=="])
def test_an_invalid_portal_string_is_refused(text: str) -> None:
    assert read_error(with_string(text)).problem is FormProblem.PORTAL_STRING


def test_a_saved_password_is_kept_with_the_same_user() -> None:
    unchanged = replace(FILLED, password="")
    assert read_form(unchanged, "1", saved_user="anna").password is None
    assert read_error(replace(unchanged, user="bo"), saved_user="anna").problem is FormProblem.NO_PASSWORD


def test_an_empty_portal_string_keeps_the_saved_password() -> None:
    form = read_form(replace(FILLED, uses_portal_string=True, password=""), "1", saved_user="anna")
    assert (form.connection.user, form.password) == ("anna", None)


def test_the_repr_of_texts_and_form_has_no_password() -> None:
    assert "hemligt" not in repr(FILLED)
    assert "hemligt" not in repr(read_form(FILLED, "1"))


NAMES = st.text(st.characters(exclude_categories=["C", "Z"], exclude_characters=",;=:"), max_size=8)
IDS = st.integers(1, 99_999).map(lambda number: f"M{number}")


@given(st.lists(st.builds(Office, IDS, NAMES), min_size=1, max_size=5, unique_by=lambda office: office.id))
def test_offices_that_are_shown_for_changing_come_back_as_they_were(offices: list[Office]) -> None:
    texts = replace(FILLED, customer_ids=format_offices(offices))
    assert read_form(texts, "1").connection.offices == tuple(offices)


@given(st.builds(FormTexts, *[st.text(max_size=20)] * 4, st.booleans(), *[st.text(max_size=20)] * 2))
def test_any_texts_give_a_connection_or_an_error(texts: FormTexts) -> None:
    try:
        form = read_form(texts, "1")
    except FormError:
        return
    assert form.connection.offices
    assert form.connection.user
    assert form.password


@pytest.mark.parametrize("text", ["hemligt\r\n", "\u200bhemligt", "hemligt\ufeff", "\ufeffhemligt\u2028"])
def test_invisible_characters_around_what_was_pasted_go(text: str) -> None:
    form = read_form(replace(FILLED, user=text, password=text), "id")
    assert (form.connection.user, form.password) == ("hemligt", "hemligt")
    whole = read_form(with_string("\ufeff" + portal_string("anna", "hemligt") + "\u200b\r\n"), "id")
    assert (whole.connection.user, whole.password) == ("anna", "hemligt")
