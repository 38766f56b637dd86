"""The choice of a safe keyring, and the meaning of its errors."""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from threading import Lock
from typing import TYPE_CHECKING, Any

from vitec_desktop.accounts import secret_service

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

# `keyring` takes 26 ms to import, so it is imported with the first use of a password.
_SECRET_SERVICE = "keyring.backends.SecretService"  # noqa: S105 (a module)
_WINDOWS = "keyring.backends.Windows"
_MACOS = "keyring.backends.macOS"
_MACOS_PROMPT_NEEDED = -25308  # errSecInteractionNotAllowed
_CHAINER = "keyring.backends.chainer"
_NO_KEYRING = ("keyring.backends.fail", "keyring.backends.null")
# Files in plain text or with their key beside them, and prompts on a terminal that nobody sees.
_PLAIN_TEXT = "keyrings.alt"
_detecting = Lock()


class KeyringProblem(StrEnum):
    """Why the keyring did not store or return a password."""

    NONE_FOUND = "none found"
    PLAIN_TEXT = "plain text"  # all keyrings found store passwords in plain text
    LOCKED = "locked"  # the user did not unlock it
    REFUSED = "refused"  # it raised an error; the password may be too long
    NOT_ANSWERING = "not answering"  # in time, or before the call was cancelled


class KeyringFailed(Exception):
    """The keyring failed. The message holds neither user nor password."""

    def __init__(self, problem: KeyringProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def system_keyring() -> "KeyringBackend":
    """Return the keyring that `keyring` prefers, by the system or the user's configuration.

    Thread-safe: the first two calls of a start come at the same time, and `keyring` would try all its backends twice.
    """
    if sys.platform != "darwin":
        # `keyring` tries all its backends: that of macOS runs programs in search of libraries, for a tenth of a second.
        sys.modules.setdefault("keyring.backends.macOS.api", None)  # type: ignore[arg-type]
    with _detecting:
        import keyring

        return keyring.get_keyring()


def choose_safe_backend(offered: "KeyringBackend") -> "KeyringBackend":
    """Return the offered keyring, or the first safe one of a chain.

    Windows' keyring is set to keep passwords on this computer instead of roaming them, Linux' to close its connections.

    Raises:
        KeyringFailed: NONE_FOUND, or PLAIN_TEXT if all store in plain text.
    """
    has_plain_text = False
    for ring in _iter_backends(offered):
        if _is_from(ring, _PLAIN_TEXT):
            has_plain_text = True
        elif not _is_from(ring, *_NO_KEYRING):
            if _is_from(ring, _WINDOWS):
                ring.persist = "local machine"  # type: ignore[attr-defined]
            elif _is_from(ring, _SECRET_SERVICE):
                secret_service.close_connection_on_error(ring)
            return ring
    raise KeyringFailed(KeyringProblem.PLAIN_TEXT if has_plain_text else KeyringProblem.NONE_FOUND)


def may_prompt_user(ring: "KeyringBackend") -> bool:
    """Return True if the next call can open a prompt of the system, which waits for the user.

    Blocks until a Secret Service answers. Windows has no such prompt; unknown keyrings may have one.
    """
    if _is_from(ring, _WINDOWS):
        return False
    if not _is_from(ring, _SECRET_SERVICE):
        return True
    return secret_service.is_locked(ring)


@contextmanager
def no_prompt(ring: "KeyringBackend", *, can_prompt: bool) -> Iterator[None]:
    """Run the block while the keyring cannot open a prompt; `can_prompt` is what `may_prompt_user` has returned.

    Raises:
        KeyringFailed: LOCKED if it could, and cannot be told not to.
    """
    if _is_from(ring, _MACOS):
        from ctypes.util import find_library  # late: on Linux it loads what starts programs

        allow = ctypes.CDLL(find_library("Security")).SecKeychainSetUserInteractionAllowed
        allow(False)
        try:
            yield
        finally:
            allow(True)
        return
    if can_prompt:
        raise KeyringFailed(KeyringProblem.LOCKED)
    yield


def delete_entry(ring: "KeyringBackend", service: str, user: str) -> None:
    """Delete an entry; raise the keyring's own error if it is there and stays."""
    try:
        ring.delete_password(service, user)
    except Exception as error:
        # Some keyrings raise the same error for a missing entry and a missing right.
        if problem_from_error(error) is not KeyringProblem.REFUSED or ring.get_password(service, user) is not None:
            raise


def set_verified(ring: "KeyringBackend", service: str, user: str, secret: str, label: str) -> None:
    """Store an entry, read it back and label it.

    Raises:
        KeyringFailed: another secret was read back.
        Exception: the keyring's own error. The entry may have held another secret; it is deleted if possible.
    """
    try:
        ring.set_password(service, user, secret)
        if ring.get_password(service, user) != secret:
            raise KeyringFailed(KeyringProblem.REFUSED)
    except Exception:
        with suppress(Exception):
            delete_entry(ring, service, user)
        raise
    label_entry(ring, service, user, label)


def label_entry(ring: "KeyringBackend", service: str, user: str, connection_name: str) -> None:
    """Say in the entry's label which connection it is for, where the keyring has labels: in a Secret Service.

    Windows and KWallet show an entry by the name it is found by, which stays. A label that cannot be set is no error.
    """
    if connection_name and _is_from(ring, _SECRET_SERVICE):
        with suppress(Exception):
            secret_service.set_label(ring, service, user, f"Vitec Desktop: {connection_name} ({user})")


def problem_from_error(error: BaseException) -> KeyringProblem:
    """Return what an error of a keyring means for the user.

    Compares class names: which libraries are installed depends on the system.
    """
    if isinstance(error, KeyringFailed):
        return error.problem
    chain = list(_iter_causes(error))
    if any(one.args[:1] == (_MACOS_PROMPT_NEEDED,) for one in chain):
        return KeyringProblem.LOCKED
    for names, problem in _PROBLEMS_BY_CLASS:
        if any(names & _class_names(one) for one in chain):
            return problem
    return KeyringProblem.REFUSED


_PROBLEMS_BY_CLASS = (
    ({"NoKeyringError"}, KeyringProblem.NONE_FOUND),
    (
        {
            "SecretServiceNotAvailableException",
            "TimeoutError",
            "ConnectionError",
            "EOFError",
            "org.freedesktop.DBus.Error.NoReply",
            "org.freedesktop.DBus.Error.ServiceUnknown",
        },
        KeyringProblem.NOT_ANSWERING,
    ),
    (
        {
            "KeyringLocked",
            "LockedException",
            "PromptDismissedException",
            "InitError",
            "org.freedesktop.Secret.Error.IsLocked",
        },
        KeyringProblem.LOCKED,
    ),
)


def _class_names(error: BaseException) -> set[str]:
    """Return the names of an error's classes, and its D-Bus name."""
    names = {kind.__name__ for kind in type(error).__mro__}
    given = getattr(error, "name", None)
    return names | {given} if isinstance(given, str) else names


def _iter_causes(error: BaseException) -> Iterator[BaseException]:
    """Yield the error and its causes, at most eight."""
    one: BaseException | None = error
    for _ in range(8):
        if one is None:
            return
        yield one
        one = one.__cause__ or one.__context__


def _iter_backends(offered: "KeyringBackend") -> "list[KeyringBackend]":
    if not _is_from(offered, _CHAINER):
        return [offered]
    chain: Any = offered
    return list(chain.backends)


def _is_from(ring: "KeyringBackend", *modules: str) -> bool:
    """Return True if the backend's class, or a base class, is from one of these modules or packages."""
    return any(
        kind.__module__ == module or kind.__module__.startswith(module + ".")
        for kind in type(ring).__mro__
        for module in modules
    )
