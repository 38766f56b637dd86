"""What is written for Macs and for GitHub's computers, which we have not: read here, run there."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from tests.packaging.conftest import ROOT

FOLDER = ROOT / "packaging"
WORKFLOW = (FOLDER / "github-workflow.yml").read_text(encoding="utf-8")
SPEC = (FOLDER / "vitec-desktop.spec").read_text(encoding="utf-8")


def job(name: str) -> str:
    """Return the lines of one job of the workflow."""
    found = re.search(rf"^  {name}:\n((?:    .*\n|\n)+)", WORKFLOW, re.MULTILINE)
    assert found, name
    return found[1]


@pytest.mark.parametrize(("system", "has_home"), [("darwin", True), ("linux", False)])
def test_a_mac_s_self_test_has_the_home_that_its_keyring_is_in(system: str, has_home: bool) -> None:
    environment = import_module("steps.smoke_test").moved_environment(system)
    assert environment["HOME"] == (str(Path.home()) if has_home else "/nonexistent")


def test_a_mac_is_told_how_old_it_may_be() -> None:
    assert '"LSMinimumSystemVersion": "13.0"' in SPEC
    assert "macOS 13 or later" in (FOLDER / "README.md").read_text(encoding="utf-8")


def test_macs_of_both_processors_get_a_package_of_their_own_name() -> None:
    assert "system: [macos-26, macos-15-intel]" in job("mac")
    assert "platform.machine()}.dmg" in (FOLDER / "steps" / "mac.py").read_text(encoding="utf-8")
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert all(processor in readme for processor in ("-arm64", "-x86_64"))


@pytest.mark.parametrize("image", ["macos-11", "macos-12", "macos-13", "macos-14", "ubuntu-20.04", "windows-2019"])
def test_the_workflow_uses_no_retired_image(image: str) -> None:
    assert not re.search(rf"\b{re.escape(image)}\b", WORKFLOW)


def test_the_workflow_runs_the_tests_before_it_builds() -> None:
    assert "bash .ci/run" in job("tests")
    for name in ("linux", "windows", "mac"):
        assert "needs: tests\n" in job(name), name
    assert "-m packaging tests/packaging/test_linux_packages.py" in job("linux")


def test_the_deb_is_built_on_the_oldest_debian_that_is_to_run_it() -> None:
    assert "container: debian:12\n" in job("linux")
    assert '"debian:12"' in job("try-deb")
    for line in ("debian-packages.sh test build", "python3 packaging/build.py"):
        assert line in job("linux")
    # A Python of another origin would be linked to another C library.
    assert "setup-python" not in job("linux")


@pytest.mark.parametrize(
    ("name", "secret"), [("windows", "VITEC_DESKTOP_SIGN"), ("msi", "VITEC_DESKTOP_SIGN_ON_LINUX")]
)
def test_every_job_that_makes_a_windows_package_signs_it(name: str, secret: str) -> None:
    assert f"VITEC_DESKTOP_SIGN: ${{{{ secrets.{secret} }}}}\n" in job(name)


@pytest.mark.parametrize("name", ["linux", "windows", "msi", "mac"])
def test_every_package_is_handed_out_with_its_bill_of_materials(name: str) -> None:
    assert ".cdx.json\n" in job(name)


def test_an_action_has_one_version() -> None:
    used = set(re.findall(r"uses: (\S+)@(\S+)", WORKFLOW))
    assert len({action for action, _ in used}) == len(used)
