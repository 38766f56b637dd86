"""What Windows is told of the packages: set-up script, manifest, version resource, signatures; only read here."""

import os
import re
import shlex
import sys
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.packaging.conftest import ROOT
from vitec_desktop.storage.profile import DAMAGED_SUFFIX, REPORT_SUFFIX

FOLDER = ROOT / "packaging"
SETUP = (FOLDER / "windows" / "setup.nsi").read_text(encoding="utf-8")


def test_the_set_up_names_the_bundle_s_files_as_windows_does() -> None:
    """makensis finds nothing for "folder/*" when it runs on Windows."""
    packed = re.findall(r'^\s*File /r "(.*)"$', SETUP, re.MULTILINE)
    assert packed == [r"${BUNDLE}\*"]


def test_the_set_up_has_its_uninstaller_signed_and_ends_if_that_fails() -> None:
    [line] = re.findall(r"^\s*!uninstfinalize (.*)$", SETUP, re.MULTILINE)
    assert line == '`${SIGN} "%1"` = 0'


@pytest.mark.parametrize("command", ["", "signtool sign {file}"])
def test_makensis_is_told_how_to_sign_only_if_the_packages_are_signed(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nsis = import_module("steps.nsis")
    commands: list[list[str]] = []

    def run(words: list[object], **_: object) -> None:
        commands.append([str(word) for word in words])
        (tmp_path / "setup.exe").touch()

    monkeypatch.setattr(nsis, "run", run)
    monkeypatch.setattr(nsis, "require_programs", lambda *_: None)
    monkeypatch.setattr(nsis, "sign", lambda *_: None)
    monkeypatch.setenv("VITEC_DESKTOP_SIGN", command)
    nsis.make_setup(tmp_path, tmp_path / "setup.exe", tmp_path)
    given = [word for word in commands[0] if word.startswith("-DSIGN=")]
    assert given == ([f'-DSIGN="{sys.executable}" "{FOLDER / "sign.py"}"'] if command else [])
    assert f"-DCOPYRIGHT={import_module('steps.metadata').COPYRIGHT}" in commands[0]


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (r'signtool sign /n "Norrby AB" {file}', ["signtool", "sign", "/n", "Norrby AB", "{file}"]),
        (r'"C:\Program Files\Kit\signtool.exe" sign {file}', [r"C:\Program Files\Kit\signtool.exe", "sign", "{file}"]),
        (r"C:\Kit\signtool.exe /n O'Brien #1 {file}", [r"C:\Kit\signtool.exe", "/n", "O'Brien", "#1", "{file}"]),
        (r'tool /n:"Norrby AB" {file}', ["tool", "/n:Norrby AB", "{file}"]),
    ],
)
def test_a_signing_command_is_read_as_windows_reads_it(command: str, words: list[str]) -> None:
    assert import_module("steps.signing").command_words(command, is_windows=True) == words


@pytest.mark.parametrize(
    "command", ["sign --name 'Norrby AB' {file}", r"sign Norrby\ AB {file}", 'sign "a b" #1 {file}']
)
def test_a_signing_command_is_read_as_a_shell_reads_it_elsewhere(command: str) -> None:
    assert import_module("steps.signing").command_words(command, is_windows=False) == shlex.split(command)


def test_the_program_says_whose_it_is() -> None:
    resource = import_module("steps.pyinstaller").version_resource()
    assert re.search(r"StringStruct\('LegalCopyright', 'Copyright \d{4} Vitec Desktop'\)", resource)
    assert '"LegalCopyright" "${COPYRIGHT}"' in SETUP


def test_the_program_asks_for_sharp_windows_before_qt_does() -> None:
    manifest = ElementTree.parse(FOLDER / "windows" / "vitec-desktop.manifest")
    settings = {one.tag.rpartition("}")[2]: one.text for one in manifest.iter() if "WindowsSettings" in one.tag}
    assert settings == {"dpiAware": "true/pm", "dpiAwareness": "PerMonitorV2, PerMonitor", "longPathAware": "true"}
    [level] = [one for one in manifest.iter() if one.tag.endswith("requestedExecutionLevel")]
    assert level.get("level") == "asInvoker"
    assert "manifest=str(MANIFEST)" in (FOLDER / "vitec-desktop.spec").read_text(encoding="utf-8")


def test_no_library_that_stands_in_for_one_of_windows_can_be_shipped() -> None:
    """A bundle with a file of that name is refused."""
    stubs = import_module("steps.wine").STUBS
    assert set(stubs) == {path.stem for path in (FOLDER / "windows" / "wine_stubs").iterdir()}
    assert "path.stem.lower() in STUBS" in (FOLDER / "steps" / "windows_by_wine.py").read_text(encoding="utf-8")


def test_any_file_is_signed_by_hand_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sign = import_module("sign")
    script = tmp_path / "signer.py"
    script.write_text("import sys, pathlib; pathlib.Path(sys.argv[1]).write_text('signed')", encoding="utf-8")
    file = tmp_path / "av installera.exe"
    file.touch()
    quote = (lambda text: f'"{text}"') if os.name == "nt" else shlex.quote
    monkeypatch.setenv("VITEC_DESKTOP_SIGN", f"{quote(sys.executable)} {quote(str(script))} {{file}}")
    monkeypatch.setattr(sys, "argv", ["sign.py", str(file)])
    assert sign.main() == 0
    assert file.read_text(encoding="utf-8") == "signed"
    monkeypatch.setenv("VITEC_DESKTOP_SIGN", f"{quote(sys.executable)} -c 'raise SystemExit(3)' {{file}}")
    assert sign.main() == 1


def test_the_uninstaller_asks_before_it_erases_saved_reports() -> None:
    """Silently, and with Return, they stay; the program deletes the key while it is still there."""
    texts = dict(re.findall(r'^LangString ERASE_REPORTS \$\{LANG_(\w+)\} "(.*)"$', SETUP, re.MULTILINE))
    assert texts.keys() == {"SWEDISH", "ENGLISH"}
    assert texts["SWEDISH"].endswith("Ska de tas bort? Det går inte att ångra.")
    assert texts["ENGLISH"].endswith("Erase them? This cannot be undone.")
    _, _, uninstaller = SETUP.partition('Section "Uninstall"')
    asked = re.search(
        r'\$\{If\} \$\{FileExists\} "(?P<files>.*)"\n'
        r'\s*MessageBox (?P<style>\S+) "\$\(ERASE_REPORTS\)" /SD IDNO IDNO KeepReports\n'
        r"(?P<erasing>.*?)\n\s*KeepReports:\n\s*\$\{EndIf\}\n\s*!insertmacro REMOVE_PROGRAM",
        uninstaller,
        re.DOTALL,
    )
    assert asked is not None
    assert asked["style"].split("|") == ["MB_YESNO", "MB_ICONQUESTION", "MB_DEFBUTTON2"]
    folder = r"$LOCALAPPDATA\Vitec Desktop\archive"
    assert asked["files"] == rf"{folder}\*{REPORT_SUFFIX}"
    assert [line.strip() for line in asked["erasing"].splitlines()] == [
        """ExecWait '"$INSTDIR\\${PROGRAM}" archive clear --yes'""",
        rf'Delete "{folder}\*{REPORT_SUFFIX}"',
        rf'Delete "{folder}\*{DAMAGED_SUFFIX}"',
    ]
