"""The build steps that can be tested without making a package; in the default run."""

import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage, QImageReader

from tests.helpers.waiting import LONGEST_WAIT
from tests.packaging.conftest import ROOT

FOLDER = ROOT / "packaging"


def locked(platform: str, python: str) -> dict[str, str]:
    """Return the versions that a system gets, by canonical name."""
    lock_filter = import_module("steps.lock_filter")
    lines = lock_filter.requirement_lines(lock_filter.LISTS, lock_filter.system_facts(platform, python))
    assert all(re.search(r" --hash=sha256:[0-9a-f]{64}", line) for line in lines)
    pairs = (line.partition(" ")[0].split("==") for line in lines)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in pairs}


def test_the_packages_hold_the_versions_that_the_tests_ran_with() -> None:
    constraints = (FOLDER / "constraints.txt").read_text(encoding="utf-8").splitlines()
    tested = dict(line.split("==") for line in constraints if "==" in line)
    tested = {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in tested.items()}
    for system in (("linux", "3.11"), ("win32", "3.13"), ("darwin", "3.13")):
        ours = {name: version for name, version in locked(*system).items() if name in tested}
        assert len(ours) > 20
        assert ours == {name: tested[name] for name in ours}


def test_each_system_gets_its_own_keyring_libraries() -> None:
    assert "pywin32-ctypes" in locked("win32", "3.13")
    assert "secretstorage" not in locked("win32", "3.13")
    assert "secretstorage" in locked("linux", "3.13")
    assert "pywin32-ctypes" not in locked("linux", "3.13")
    assert "importlib-metadata" in locked("linux", "3.11")
    assert "importlib-metadata" not in locked("linux", "3.13")


def test_a_condition_that_is_not_understood_is_refused(tmp_path: Path) -> None:
    requirement_lines = import_module("steps.lock_filter").requirement_lines

    (tmp_path / "list.txt").write_text('a==1 ; os_name != "nt" \\\n    --hash=sha256:00\n')
    with pytest.raises(ValueError, match="os_name"):
        requirement_lines([tmp_path / "list.txt"], {})


@pytest.mark.parametrize(("name", "sizes"), [("ico", {16, 20, 24, 32, 40, 48, 64, 256}), ("icns", {16, 32, 128, 1024})])
def test_the_icon_files_hold_every_size(qapp: object, name: str, sizes: set[int]) -> None:
    reader = QImageReader(str(FOLDER / "icons" / f"vitec-desktop.{name}"))
    found = set()
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        image = reader.read()
        assert image.width() == image.height()
        assert image.pixelColor(image.width() // 2, 1).name() == "#4650c4"
        assert image.pixelColor(0, 0).alpha() == 0
        found.add(image.width())
    assert sizes <= found


def test_the_icons_show_the_drawing(tmp_path: Path) -> None:
    """Compared by pixel: processors round the edges of a drawing differently, by one step of a channel."""
    subprocess.run([sys.executable, str(FOLDER / "make_icons.py"), str(tmp_path)], check=True, timeout=LONGEST_WAIT)
    for made in tmp_path.iterdir():
        for new, known in zip(pixels(made), pixels(FOLDER / "icons" / made.name), strict=True):
            assert new == known or max(abs(one - other) for one, other in zip(new, known, strict=True)) <= 1, made.name


def pixels(path: Path) -> list[bytes]:
    """Return the premultiplied ARGB bytes of every image of a file: what is seen of a nearly clear pixel."""
    reader = QImageReader(str(path))
    images = [reader.read().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)]
    while reader.jumpToNextImage():
        images.append(reader.read().convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))
    return [bytes(image.constBits()) for image in images]


def test_the_msi_names_every_file_once_and_the_same_through_versions(tmp_path: Path) -> None:
    wix_source = import_module("steps.msi").wix_source

    for name in ("a.exe", "_internal/å ä.dll", "_internal/deep/b&c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    space = "{http://schemas.microsoft.com/wix/2006/wi}"
    trees = [ElementTree.fromstring(wix_source(tmp_path, Path("x"), version)) for version in ("1.2.3", "1.3")]
    files = [sorted(str(file.get("Source")) for file in tree.iter(f"{space}File")) for tree in trees]
    assert files[0] == ["x/_internal/deep/b&c.txt", "x/_internal/å ä.dll", "x/a.exe"]
    guids = [{one.get("Id"): one.get("Guid") for one in tree.iter(f"{space}Component")} for tree in trees]
    assert guids[0] == guids[1]
    assert len(set(guids[0].values())) == len(guids[0]) == 5
    products = [next(tree.iter(f"{space}Product")) for tree in trees]
    assert products[0].get("UpgradeCode") == products[1].get("UpgradeCode")
    assert products[0].get("Id") != products[1].get("Id")
    assert [product.get("Version") for product in products] == ["1.2.3", "1.3.0"]
    referred = {str(one.get("Id")) for one in trees[0].iter(f"{space}ComponentRef")}
    assert referred == set(guids[0])


def test_the_version_resource_says_what_pyproject_says() -> None:
    version_resource = import_module("steps.pyinstaller").version_resource
    metadata = import_module("steps.metadata")
    version, windows_version = metadata.version, metadata.windows_version

    assert re.fullmatch(r"\d+\.\d+\.\d+\.\d+", windows_version())
    assert windows_version().startswith(version())
    text = version_resource()
    assert f"filevers=({windows_version().replace('.', ', ')})" in text
    assert f"'ProductVersion', '{version()}'" in text


def test_signing_runs_the_given_command_on_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signing = import_module("steps.signing")
    file = tmp_path / "ett program å.exe"
    file.write_text("plain")
    monkeypatch.delenv(signing.VARIABLE, raising=False)
    signing.sign(file)
    assert file.read_text() == "plain"
    script = tmp_path / "sign.py"
    script.write_text("import sys, pathlib; p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text() + ' signed')")
    monkeypatch.setenv(signing.VARIABLE, f'"{sys.executable}" "{script}" {{file}}')
    signing.sign(file)
    assert file.read_text() == "plain signed"


def test_a_signature_that_fails_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    signing = import_module("steps.signing")
    monkeypatch.setenv(signing.VARIABLE, f'"{sys.executable}" -c "raise SystemExit(3)" {{file}}')
    with pytest.raises(import_module("steps.subprocess_utils").BuildFailed, match="3"):
        signing.sign(tmp_path / "a.exe")


@pytest.mark.parametrize("lines", ["", "OK    program: Vitec Desktop 9.9.9, x\n" * 11, "OK    program\n" * 3])
def test_an_exit_code_alone_proves_nothing(lines: str) -> None:
    check_output = import_module("steps.smoke_test").check_output
    with pytest.raises(import_module("steps.subprocess_utils").BuildFailed):
        check_output(lines)


def a_program(path: Path, code: str) -> Path:
    # Not "#!" and Python itself, whose folder may have a blank in its name.
    words = shlex.join([sys.executable, "-c", f"import time\n{code}"])
    path.write_text(f"#!/bin/sh\nexec {words}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_the_lines_of_a_self_test_are_shown_as_they_come(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    version = import_module("steps.metadata").version()
    steps = import_module("steps.smoke_test").SELF_TEST_STEPS
    program = a_program(tmp_path / "good", f"print(f'OK    program: Vitec Desktop {version}, x\\n' * {steps}, end='')")
    import_module("steps.smoke_test").run_in_place(program)
    assert capsys.readouterr().out.count("build:   OK    program") == steps


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_self_test_that_hangs_is_ended_and_what_it_did_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = a_program(tmp_path / "hangs", "time.sleep(1800)")
    monkeypatch.setattr(import_module("steps.smoke_test"), "HANG_LIMIT", 0.1)
    with pytest.raises(import_module("steps.subprocess_utils").BuildFailed, match="did not end within"):
        import_module("steps.smoke_test").run_in_place(program)


def test_a_build_waits_for_slow_computers() -> None:
    """Every limit of a build and of its packages' tests is the one against hanging, of many minutes."""
    assert import_module("steps.subprocess_utils").HANG_LIMIT >= 1800
    folders = (FOLDER, ROOT / "tests" / "packaging")
    sources = {path: path.read_text(encoding="utf-8") for folder in folders for path in folder.rglob("*.py")}
    given = [(path.name, one) for path, text in sources.items() for one in re.findall(r"timeout=([\w.]+)", text)]
    names = {"timeout", "HANG_LIMIT", "LONGEST_WAIT", "_MSIEXEC_LIMIT"}
    assert len(given) > 5
    assert [one for one in given if one[1] not in names] == []


def test_a_library_without_a_licence_text_stops_the_build(tmp_path: Path) -> None:
    licences = import_module("steps.licences")
    text = tmp_path / "LICENSE"
    text.write_text("may be used")
    licences.write_texts(tmp_path / "out", [licences.Library("good", "1", "MIT", "https://good.example", (text,))])
    assert (tmp_path / "out" / "good.txt").read_text() == "may be used"
    assert "good 1: MIT" in (tmp_path / "out" / "README.txt").read_text()
    assert {"Python.txt", "README.txt", "good.txt"} == {path.name for path in (tmp_path / "out").iterdir()}
    with pytest.raises(import_module("steps.subprocess_utils").BuildFailed, match="bad"):
        licences.write_texts(tmp_path / "out", [licences.Library("bad", "1", "", "", ())])


def test_a_bundle_that_lacks_a_plugin_or_holds_too_much_is_refused(tmp_path: Path) -> None:
    check_bundle = import_module("steps.pyinstaller").check_bundle
    with pytest.raises(import_module("steps.subprocess_utils").BuildFailed, match="lacks"):
        check_bundle(tmp_path, "linux")
    resources = ROOT / "resources"
    for folder in ("icons", "demo"):
        for file in (resources / folder).iterdir():
            (tmp_path / file.name).write_bytes(b"")
    for language in ("en", "sv"):
        (tmp_path / f"vitec_desktop_{language}.ts").write_bytes(b"")
    (tmp_path / "libqxcb.so").write_bytes(b"")
    check_bundle(tmp_path, "linux")
    (tmp_path / "libQt6Qml.so.6").write_bytes(b"")
    with pytest.raises(import_module("steps.subprocess_utils").BuildFailed, match="libQt6Qml"):
        check_bundle(tmp_path, "linux")


def test_no_script_of_the_packages_names_the_version() -> None:
    version = import_module("steps.metadata").version

    number = re.compile(rf"\b{re.escape(version())}\b")
    for path in FOLDER.rglob("*"):
        if path.suffix in (".py", ".nsi", ".spec", ".c", ".yml"):
            assert not number.search(path.read_text(encoding="utf-8")), path


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no LD_LIBRARY_PATH")
@pytest.mark.parametrize("before", [None, "", "/opt/lib"])
def test_the_program_s_own_libraries_are_not_for_the_system_s_programs(tmp_path: Path, before: str | None) -> None:
    """Started as by PyInstaller; xdg-open and systemctl would load our libraries instead of the system's."""
    package = tmp_path / "vitec_desktop"
    package.mkdir()
    script = "import subprocess\ndef main():\n    subprocess.run(['printenv', 'LD_LIBRARY_PATH'])\n"
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text(script, encoding="utf-8")
    (tmp_path / "start.py").write_text(import_module("steps.pyinstaller").START_SCRIPT, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "LD_LIBRARY_PATH": "/opt/vitec-desktop/_internal"}
    if before is not None:
        environment["LD_LIBRARY_PATH_ORIG"] = before
    ran = subprocess.run([sys.executable, "start.py"], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("" if before is None else f"{before}\n", "")
