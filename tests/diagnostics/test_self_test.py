"""The self-test in a real process, and each failure of a step."""

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.accounts.fake_keyrings import MemoryKeyring
from tests.helpers.waiting import LONGEST_WAIT
from tests.machines.locales import LOCALE_VARIABLES, locale_in_effect
from vitec_desktop.accounts.credential_store import CredentialStore
from vitec_desktop.cli.arguments import parse_window_arguments
from vitec_desktop.diagnostics import self_test
from vitec_desktop.diagnostics.self_test import SelfTestStep, StepFailed, run_self_test
from vitec_desktop.main import run
from vitec_desktop.report.language import load_language

if TYPE_CHECKING:
    from tests.helpers.secret_service import SecretService

SWEDISH = load_language("sv")
STEPS = 11


COMMAND = (sys.executable, "-m", "vitec_desktop", "--self-test")


def lines_of(text: str, word: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(word)]


@pytest.mark.slow
def test_the_self_test_passes_without_keyring_display_and_locale(tmp_path: Path) -> None:
    log = tmp_path / "prov å.log"
    home, cache = tmp_path / "hem", tmp_path / "cache"
    # Without any locale, as in a container: that is C.
    assert sys.platform == "win32" or locale_in_effect({}) == "C"
    variables = {name: value for name, value in os.environ.items() if name not in LOCALE_VARIABLES}
    places = {"DISPLAY": "", "HOME": str(home), "XDG_DATA_HOME": "", "XDG_CACHE_HOME": str(cache)}
    ended = subprocess.run(
        [*COMMAND, str(log)],
        env={**variables, "PYTHONUTF8": "1", "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring", **places},
        capture_output=True,
        encoding="utf-8",
        timeout=LONGEST_WAIT,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert len(lines_of(ended.stdout, "OK ")) == STEPS
    assert "ingen att pröva (none found)" in ended.stdout
    assert ended.stdout.splitlines()[-1] == "Självtestet gick bra."
    assert log.read_text(encoding="utf-8") == ended.stdout
    assert not home.exists(), "the self-test touched its user's own folder"
    # The system's library of fonts writes its cache there where the one for all users is not up to date.
    assert {path.name for path in cache.glob("*")} <= {"fontconfig"}


def test_it_uses_a_real_keyring_and_leaves_nothing_in_it(secret_service: "SecretService") -> None:
    told = self_test.check_keyring(CredentialStore(), SWEDISH)
    assert told.startswith("skrev, läste och tog bort")
    assert secret_service.secrets() == []


@pytest.fixture(autouse=True)
def own_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Restore the Qt platform, which the self-test sets for the whole process."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def outcome(capsys: pytest.CaptureFixture[str], *steps: SelfTestStep) -> tuple[int, str]:
    return run_self_test(SWEDISH, steps=steps), capsys.readouterr().out


def test_a_failed_step_is_the_last(capsys: pytest.CaptureFixture[str]) -> None:
    tried: list[str] = []

    def fail() -> str:
        raise StepFailed("nothing there")

    def follow() -> str:
        tried.append("c")
        return "never"

    code, out = outcome(capsys, SelfTestStep("a", lambda: "fine"), SelfTestStep("b", fail), SelfTestStep("c", follow))
    assert code == 1
    assert tried == []
    assert lines_of(out, "OK ")[0].startswith("OK    a: fine")
    assert lines_of(out, "FEL")[0].startswith("FEL   b: nothing there")
    assert out.splitlines()[-1] == "Självtestet hittade fel."


def test_an_unexpected_error_is_written_with_its_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    code, out = outcome(capsys, SelfTestStep("a", lambda: str(1 // 0)))
    assert code == 1
    assert "FEL   a: ZeroDivisionError" in out
    assert "test_self_test.py" in out


def test_an_error_in_a_slot_fails_the_step(capsys: pytest.CaptureFixture[str]) -> None:
    def act() -> str:
        # As Qt does with what goes wrong in a slot.
        error = ValueError("in a slot")
        sys.excepthook(ValueError, error, None)
        return "fine"

    before = sys.excepthook
    code, out = outcome(capsys, SelfTestStep("a", act))
    assert code == 1
    assert "FEL   a: ValueError: in a slot" in out
    assert sys.excepthook is before


class ForgetfulRing(MemoryKeyring):
    """Returns another password than it was given."""

    def get_password(self, service: str, username: str) -> str | None:
        return "another" if super().get_password(service, username) is not None else None


def test_a_keyring_that_returns_another_password_fails_the_step() -> None:
    with pytest.raises(StepFailed, match="refused"):
        self_test.check_keyring(CredentialStore(ForgetfulRing), SWEDISH)


def test_a_missing_library_fails_the_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(self_test.KEYRING_MODULES, sys.platform, ("keyring.backends.lost",))
    with pytest.raises(ModuleNotFoundError, match="lost"):
        self_test.check_libraries()


@pytest.mark.parametrize(("words", "file"), [([], None), (["--self-test"], ""), (["--self-test", "a.log"], "a.log")])
def test_the_option_can_name_a_file(words: list[str], file: str | None) -> None:
    assert parse_window_arguments(words).self_test_log == file


def test_a_log_that_cannot_be_written_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--self-test", str(tmp_path / "borta" / "prov.log"), "--language", "sv"]) == 1
    assert "kan inte skrivas" in capsys.readouterr().out
