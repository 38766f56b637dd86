"""The HTTP Basic string that the partner portal shows instead of a user name and a password."""

import base64
import binascii
import re
import unicodedata

from vitec_desktop.accounts.pasted_text import has_control_characters

_PREFIX = re.compile(r"\s*(?:authorization\s*:\s*)?(?:basic\s+)?", re.IGNORECASE)


class SignInStringUnreadable(Exception):
    """The text is no HTTP Basic string. The message holds nothing of the text."""


def decode_basic_auth(text: str) -> tuple[str, str]:
    """Return user name and password of "Basic dXNlcjpwYXNz" or of the base64 text alone, ignoring white space and
    invisible characters.

    The bytes are UTF-8, else Latin-1 (RFC 7617 leaves that open); the first colon ends the user name.

    Raises:
        SignInStringUnreadable: the text is not base64, or does not decode to a user name and a password.
    """
    decoded = _decode(text)
    user, colon, password = (decoded or "").partition(":")
    if not (user and colon and password) or has_control_characters(decoded or ""):
        raise SignInStringUnreadable
    return user, password


def _decode(text: str) -> str | None:
    visible = "".join(character for character in text if unicodedata.category(character) != "Cf")
    code = "".join(_PREFIX.sub("", visible, count=1).split()).rstrip("=")
    try:
        data = base64.b64decode(code + "=" * (-len(code) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
