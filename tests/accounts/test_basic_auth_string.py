"""The partner portal's HTTP Basic string."""

import base64
import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.accounts.basic_auth_string import SignInStringUnreadable, decode_basic_auth

printable = st.characters(exclude_categories=("Cc", "Cs"))


def encoded(text: str, encoding: str = "utf-8") -> str:
    return base64.b64encode(text.encode(encoding)).decode()


@pytest.mark.parametrize(
    "text",
    [
        "dXNlcjpwYXNz",
        "Basic dXNlcjpwYXNz",
        "basic   dXNlcjpwYXNz",
        "Authorization: Basic dXNlcjpwYXNz",
        "  Basic dXNl\r\n  cjpw\tYXNz \n",
    ],
)
def test_decodes_the_string_with_or_without_what_surrounds_it(text: str) -> None:
    assert decode_basic_auth(text) == ("user", "pass")


@given(st.text(printable.filter(lambda character: character != ":"), min_size=1), st.text(printable, min_size=1))
def test_any_user_and_password_are_decoded(user: str, password: str) -> None:
    text = encoded(f"{user}:{password}")
    assert decode_basic_auth(f"Basic {text}") == (user, password)
    assert decode_basic_auth(text.rstrip("=")) == (user, password)


def test_the_first_colon_ends_the_user_name() -> None:
    assert decode_basic_auth(encoded("user:a:b:")) == ("user", "a:b:")


def test_a_latin_1_string_is_decoded() -> None:
    assert decode_basic_auth(encoded("åsa:lösen", "latin-1")) == ("åsa", "lösen")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Basic",
        "Basic ",
        "hemligt!",
        "å" * 8,
        "dXNlcjpwYXN!",
        "dXNlc",
        encoded("no colon"),
        encoded(":no user"),
        encoded("no password:"),
        encoded("user:line\nbreak"),
        base64.b64encode(b"\x00\xff:\x01\x90").decode(),
    ],
)
def test_an_invalid_string_is_rejected_without_quoting_it(text: str) -> None:
    with pytest.raises(SignInStringUnreadable) as refused:
        decode_basic_auth(text)
    assert refused.value.args == ()
    assert refused.value.__context__ is None
    assert len(text) < 5 or text not in "".join(traceback.format_exception_only(refused.value))
