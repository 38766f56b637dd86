"""The files of `resources/` are found in a checkout and in a wheel."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.helpers.waiting import LONGEST_WAIT
from vitec_desktop.report.language import load_language
from vitec_desktop.resources import resource_folder, resource_path

CHECKOUT = Path(__file__).resolve().parent.parent
IN_A_WHEEL = """
import sys
from pathlib import Path
from vitec_desktop import resources
from vitec_desktop.report.language import load_language
from vitec_desktop.version import VERSION

package = Path(sys.argv[1], "vitec_desktop").resolve()
assert Path(resources.__file__).resolve().parent == package, resources.__file__
assert resources.resource_folder() == package / "_resources", resources.resource_folder()
for name in ("demo/offices.toml", "icons/app.svg"):
    assert resources.resource_path(*name.split("/")).is_file(), name
assert load_language("sv").text("Lists", "Tips") == "Tips"
print("found", VERSION)
"""


@pytest.mark.skipif(not (CHECKOUT / "pyproject.toml").is_file(), reason="these tests do not run in a checkout")
def test_the_files_of_a_checkout_are_found() -> None:
    assert resource_folder() == CHECKOUT / "resources"
    assert resource_path("icons", "app.svg").is_file()


def test_a_language_without_a_file_is_swedish() -> None:
    """Swedish needs no translation file."""
    assert load_language("sv").text("Lists", "Tips") == "Tips"


def test_an_incomplete_installation_raises(tmp_path: Path) -> None:
    package = tmp_path / "vitec_desktop"
    package.mkdir()
    (package / "__init__.py").touch()
    source = Path(sys.modules[resource_folder.__module__].__file__ or "")
    (package / "resources.py").write_bytes(source.read_bytes())
    code = "from vitec_desktop.resources import resource_folder\nresource_folder()"
    done = run(["-c", code], tmp_path)
    assert done.returncode == 1
    assert "FileNotFoundError: The program's resources folder is missing; install the program anew." in done.stderr


@pytest.fixture(scope="module")
def wheel_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build and unpack the wheel of this checkout."""
    if not (CHECKOUT / "pyproject.toml").is_file():
        pytest.skip("no checkout to build a wheel of")
    built = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", str(CHECKOUT), "--no-deps", "--wheel-dir", str(built)]
    offline = ["--no-index", "--no-build-isolation", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*command, *offline], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = built.glob("*.whl")
    folder = built / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(arguments: list[str], folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run Python in an empty folder, with `folder` first on its path."""
    path = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, cwd=folder, capture_output=True, text=True, timeout=LONGEST_WAIT
    )


@pytest.mark.slow
def test_an_installed_wheel_finds_its_own_files(wheel_folder: Path) -> None:
    done = run(["-c", IN_A_WHEEL, str(wheel_folder)], wheel_folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("found ")


@pytest.mark.slow
def test_a_wheel_has_all_resources_and_no_tests(wheel_folder: Path) -> None:
    inside = wheel_folder / "vitec_desktop" / "_resources"
    held = {path.relative_to(inside) for path in inside.rglob("*") if path.is_file()}
    kept = {path.relative_to(CHECKOUT / "resources") for path in (CHECKOUT / "resources").rglob("*") if path.is_file()}
    assert held == kept
    tops = {path.name for path in wheel_folder.iterdir()}
    assert all(name == "vitec_desktop" or name.endswith(".dist-info") for name in tops)


@pytest.mark.slow
def test_the_sample_service_of_a_wheel_uses_its_own_files(wheel_folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "r.xlsx"
    words = ["export", str(target), "--demo", "--period", "last-week", "--quiet"]
    done = run(["-m", "vitec_desktop", *words], wheel_folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert target.stat().st_size > 5_000
