"""`vitec-desktop --self-test`: tests the program where it is installed, frozen or not, with a line a step.

It works in a folder of its own and removes it, uses only the built-in sample service, and keeps nothing in the keyring.
A package that lacks a library, a plugin or a file fails here and not on a user's computer.
"""

import importlib
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from vitec_desktop.accounts.credential_store import CredentialStore, KeyringFailed, KeyringProblem
from vitec_desktop.archive.file_format import ArchiveKey, decrypt_text, encrypt_text
from vitec_desktop.cli.console import write_safely
from vitec_desktop.cli.exit_codes import ExitCode
from vitec_desktop.report.language import QT_TRANSLATE_NOOP, Language
from vitec_desktop.version import VERSION

if TYPE_CHECKING:
    from vitec_desktop.diagnostics.window_check import WindowCheck

_PASSED = QT_TRANSLATE_NOOP("SelfTest", "OK    {step}: {found} ({seconds:.2f} s)")
_FAILED = QT_TRANSLATE_NOOP("SelfTest", "FEL   {step}: {found} ({seconds:.2f} s)")
_ALL_PASSED = QT_TRANSLATE_NOOP("SelfTest", "Självtestet gick bra.")
_NO_LOG = QT_TRANSLATE_NOOP("SelfTest", "{path} kan inte skrivas: {why}")
_SOME_FAILED = QT_TRANSLATE_NOOP("SelfTest", "Självtestet hittade fel.")

_PROGRAM = QT_TRANSLATE_NOOP("SelfTest", "program")
_FILES = QT_TRANSLATE_NOOP("SelfTest", "programmets filer")
_LIBRARIES = QT_TRANSLATE_NOOP("SelfTest", "tid, certifikat och nyckelringens delar")
_KEYRING = QT_TRANSLATE_NOOP("SelfTest", "nyckelring")
_SERVICE = QT_TRANSLATE_NOOP("SelfTest", "exempeltjänst")
_WINDOW = QT_TRANSLATE_NOOP("SelfTest", "fönster")
_FETCH = QT_TRANSLATE_NOOP("SelfTest", "hämtning")
_PICTURE = QT_TRANSLATE_NOOP("SelfTest", "bild av fönstret")
_EXPORT = QT_TRANSLATE_NOOP("SelfTest", "export")
_READ_BACK = QT_TRANSLATE_NOOP("SelfTest", "arbetsboken läst tillbaka")
_CLOSING = QT_TRANSLATE_NOOP("SelfTest", "stängning")

_KEYRING_WORKS = QT_TRANSLATE_NOOP("SelfTest", "skrev, läste och tog bort ett lösenord i {ring}")
_NO_KEYRING = QT_TRANSLATE_NOOP("SelfTest", "ingen att pröva ({problem}); lösenord gäller tills programmet stängs")
_FROZEN = QT_TRANSLATE_NOOP("SelfTest", "installerat")
_FROM_SOURCE = QT_TRANSLATE_NOOP("SelfTest", "från källkod")

KEYRING_MODULES = {
    "win32": ("keyring.backends.Windows", "win32ctypes.pywin32.win32cred"),
    "darwin": ("keyring.backends.macOS",),
    "linux": ("keyring.backends.SecretService", "secretstorage", "jeepney"),
}
# No failure of the program on Linux; Windows and macOS always have a keyring.
_EXPECTED_KEYRING_PROBLEMS = (
    KeyringProblem.NONE_FOUND,
    KeyringProblem.PLAIN_TEXT,
    KeyringProblem.LOCKED,
    KeyringProblem.NOT_ANSWERING,
)
_PASSWORD = "prövning å€ 1"  # noqa: S105  # of no account; deleted at once


class StepFailed(Exception):
    """A step found a defect; the message says which."""


class SelfTestStep(NamedTuple):
    """A step's name, and the function that runs it and returns what it found."""

    name: str
    run: Callable[[], str]


def run_self_test(language: Language, log: Path | None = None, steps: Iterable[SelfTestStep] | None = None) -> int:
    """Run all steps, or only `steps`, with a line for each on standard output and in `log`; return 0 or 1.

    `log` is for Windows, where a program with a window has no standard output unless it is redirected.
    """
    # Before Qt is loaded: the window is drawn off screen and needs no display.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with ExitStack() as stack:
        try:
            file = stack.enter_context(log.open("w", encoding="utf-8")) if log else None
        except OSError as error:
            form = language.text("SelfTest", _NO_LOG)
            write_safely(sys.stdout, form.format(path=log, why=error.strerror) + "\n")
            return ExitCode.UNEXPECTED

        def write_line(line: str) -> None:
            write_safely(sys.stdout, f"{line}\n")
            write_safely(file, f"{line}\n")

        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        if steps is None:
            steps = _iter_steps(folder, language, stack)
        has_passed = all(_run_step(step, language, write_line) for step in steps)
        write_line(language.text("SelfTest", _ALL_PASSED if has_passed else _SOME_FAILED))
    return ExitCode.COMPLETE if has_passed else ExitCode.UNEXPECTED


def _run_step(step: SelfTestStep, language: Language, write_line: Callable[[str], None]) -> bool:
    """Run a step and write its line; return True if it succeeded."""
    started_at = time.perf_counter()
    trace = ""
    with _collect_slot_errors() as errors:
        try:
            found, has_passed = step.run(), True
        except Exception as error:  # a self-test reports any error
            found, has_passed = _error_text(error), False
            trace = "" if isinstance(error, StepFailed) else traceback.format_exc().rstrip()
    if errors and has_passed:
        found, has_passed = _error_text(errors[0]), False
        trace = "".join(traceback.format_exception(errors[0])).rstrip()
    form = language.text("SelfTest", _PASSED if has_passed else _FAILED)
    name = language.text("SelfTest", step.name)
    write_line(form.format(step=name, found=found, seconds=time.perf_counter() - started_at))
    if trace:
        write_line(trace)
    return has_passed


def _error_text(error: BaseException) -> str:
    return str(error) if isinstance(error, StepFailed) else f"{type(error).__name__}: {error}"


@contextmanager
def _collect_slot_errors() -> Iterator[list[BaseException]]:
    """Collect exceptions of slots, which Qt does not raise to the emitter of the signal."""
    errors: list[BaseException] = []
    before = sys.excepthook
    sys.excepthook = lambda kind, error, trace: errors.append(error)
    try:
        yield errors
    finally:
        sys.excepthook = before


def _iter_steps(folder: Path, language: Language, stack: ExitStack) -> Iterator[SelfTestStep]:
    yield SelfTestStep(_PROGRAM, lambda: _check_program(language))
    yield SelfTestStep(_FILES, _check_files)
    yield SelfTestStep(_LIBRARIES, check_libraries)
    yield SelfTestStep(_KEYRING, lambda: check_keyring(CredentialStore(), language))
    window_checks: list[WindowCheck] = []

    def start_service() -> str:
        from vitec_desktop.diagnostics.window_check import WindowCheck

        window_checks.append(WindowCheck(folder, language))
        stack.callback(window_checks[0].stop)
        return window_checks[0].start_service()

    yield SelfTestStep(_SERVICE, start_service)
    # The next step is built only after this one has succeeded.
    window_check = window_checks[0]
    yield SelfTestStep(_WINDOW, window_check.show)
    yield SelfTestStep(_FETCH, window_check.fetch)
    yield SelfTestStep(_PICTURE, window_check.take_screenshot)
    yield SelfTestStep(_EXPORT, window_check.export)
    yield SelfTestStep(_READ_BACK, window_check.read_back)
    yield SelfTestStep(_CLOSING, window_check.close)


def _check_program(language: Language) -> str:
    form = language.text("SelfTest", _FROZEN if getattr(sys, "frozen", False) else _FROM_SOURCE)
    return f"Vitec Desktop {VERSION}, Python {sys.version.split()[0]}, {sys.platform}, {form}"


def _check_files() -> str:
    from vitec_desktop.resources import resource_folder

    counts = {}
    for folder, ending in (("icons", "*.svg"), ("demo", "*.toml"), ("translations", "vitec_desktop_*")):
        counts[folder] = len(list((resource_folder() / folder).glob(ending)))
        # The source texts are Swedish: the program works without translations.
        if not counts[folder] and folder != "translations":
            raise StepFailed(f"no {ending} in {resource_folder() / folder}")
    return ", ".join(f"{folder} {count}" for folder, count in counts.items())


def check_libraries() -> str:
    """Load what no other step needs: time zones, the system's certificates, the system's keyring backend."""
    key = ArchiveKey.create()
    if decrypt_text(encrypt_text(_PASSWORD, key), key) != _PASSWORD:
        raise StepFailed("cipher")
    from importlib.metadata import entry_points
    from zoneinfo import ZoneInfo

    from vitec_desktop.webservice.tls import create_tls_context

    zone = ZoneInfo("Europe/Stockholm")
    create_tls_context()
    modules = KEYRING_MODULES.get(sys.platform, ())
    for module in (*modules, "defusedxml.ElementTree"):
        importlib.import_module(module)
    known = {point.value.partition(":")[0] for point in entry_points(group="keyring.backends")}
    lacking = [module for module in modules if module.startswith("keyring.") and module not in known]
    if lacking:
        raise StepFailed(f"not among keyring's backends: {', '.join(lacking)}")
    return ", ".join((zone.key, *modules))


def check_keyring(credential_store: CredentialStore, language: Language) -> str:
    from secrets import token_hex

    connection, user = f"self-test {token_hex(4)}", "självtest"
    result = credential_store.set_password(connection, user, _PASSWORD)
    if result.problem is not None:
        if result.problem in _EXPECTED_KEYRING_PROBLEMS and sys.platform not in ("win32", "darwin"):
            return language.text("SelfTest", _NO_KEYRING).format(problem=result.problem.value)
        raise StepFailed(f"the keyring took no password: {result.problem.value}")
    try:
        if credential_store.get_password(connection, user) != _PASSWORD:
            raise StepFailed("the keyring gave another password back")
        credential_store.delete_password(connection, user)
        if credential_store.get_password(connection, user) is not None:
            raise StepFailed("the keyring kept a deleted password")
    except KeyringFailed as failure:
        raise StepFailed(f"the keyring failed: {failure.problem.value}") from None
    import keyring

    return language.text("SelfTest", _KEYRING_WORKS).format(ring=keyring.get_keyring().name)
