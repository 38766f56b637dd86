"""The runner of other machines: what it picks, what it counts as failed, and what it says."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.machines import __main__ as program
from tests.machines import bare_debian
from tests.machines import runner as runners
from tests.machines.bare_debian import debian_mirror
from tests.machines.dependencies import lowest_versions
from tests.machines.locales import LOCALE_SOURCES
from tests.machines.part import PART, QUICK_PART
from tests.machines.runner import CHECKOUT, Failed, NotPossible, Runner, readme_block


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path, tmp_path / "log", (str(tmp_path / "test_of_another_machine.py"),), workers="0")


def write_test(runner: Runner, body: str) -> None:
    Path(runner.part[0]).write_text(f"def test_it():\n    {body}\n", encoding="utf-8")


def test_the_tests_of_the_part_exist() -> None:
    for name in (*PART, *QUICK_PART):
        path, _, test = name.partition("::")
        assert (CHECKOUT / path).exists(), name
        assert not test or f"def {test}(" in (CHECKOUT / path).read_text(encoding="utf-8"), name


@pytest.mark.slow
def test_a_machine_fails_if_a_test_does_or_none_ran(runner: Runner) -> None:
    write_test(runner, "assert 0")
    with pytest.raises(Failed, match=r"FAILED .*::test_it; 1 failed in"):
        runner.run_tests()
    write_test(runner, "import pytest; pytest.skip('')")
    with pytest.raises(Failed, match="no test passed"):
        runner.run_tests()
    assert "assert 0" in runner.log.read_text(encoding="utf-8")


@pytest.mark.skipif(not LOCALE_SOURCES.is_dir(), reason="needs Linux with the sources of its locales")
def test_a_locale_that_is_not_there_fails(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "locale_environment", lambda name, folder: {"LC_ALL": name})
    with pytest.raises(Failed, match="the locale is C"):
        program.run_in_locale(runner, "tr_TR.UTF-8")


@pytest.mark.slow
def test_another_folder_runs_its_own_sources(runner: Runner) -> None:
    write_test(runner, "import vitec_desktop; assert 'å ä ö  x' in vitec_desktop.__file__")
    program.run_in_folder(runner, "å ä ö  x")


def test_a_checkout_without_git_is_copied_without_what_was_made_in_it(
    runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = ("pyproject.toml", ".ci/run", "packaging/build.py")
    for name in (*files, ".venv/bin/python", "build/machines/a.log", "tests/__pycache__/a.pyc", "x.egg-info/a"):
        (tmp_path / "a" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "a" / name).touch()
    monkeypatch.setattr(runners, "CHECKOUT", tmp_path / "a")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    copy = runner.copy_checkout(tmp_path / "b")
    assert {path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file()} == set(files)


def test_the_lowest_versions_are_those_that_the_project_states() -> None:
    lowest = lowest_versions()
    assert "PySide6-Essentials==6.11" in lowest
    assert "pytest==9" in lowest
    assert all(str(Requirement(one).specifier).startswith("==") for one in lowest)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "sources.list",
            "# deb http://old.example/debian x main\ndeb [arch=amd64] http://deb.example/debian trixie main\n",
        ),
        (
            "sources.list.d/debian.sources",
            "Types: deb\n# URIs: http://old.example/debian\nURIs: http://deb.example/debian\nSuites: trixie\n",
        ),
    ],
)
def test_the_mirror_is_the_one_that_apt_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str
) -> None:
    monkeypatch.setattr(bare_debian, "_APT_SOURCES", tmp_path)
    with pytest.raises(NotPossible):
        debian_mirror()
    (tmp_path / "sources.list.d").mkdir()
    (tmp_path / "sources.list.d" / "a.list").write_text("deb https://tools.example/apt stable main\n", encoding="utf-8")
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert debian_mirror() == "http://deb.example/debian"


def test_both_commands_of_the_readme_are_found() -> None:
    assert readme_block("Try it").endswith("vitec-desktop --demo\n")
    assert readme_block("Run the tests").endswith("-m pytest\n")


def test_each_machine_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(runner: Runner) -> None:
        raise Failed("FAILED tests/a.py::b")

    def refuse(runner: Runner) -> None:
        raise NotPossible("x is missing")

    def run(*machines: Callable[[Runner], object], words: tuple[str, ...] = ()) -> tuple[int, str]:
        made = [program.Machine(f"machine {number}", one) for number, one in enumerate(machines, 1)]
        monkeypatch.setattr(program, "MACHINES", made)
        return program.main(words), capsys.readouterr().out

    monkeypatch.setattr(program, "LOGS", tmp_path)
    assert run(lambda runner: None, refuse) == (
        0,
        "machine 1: passed, 0 s\nmachine 2: not possible here because x is missing, 0 s\n",
    )
    assert run(fail, lambda runner: None, words=("1",)) == (1, "machine 1: failed: FAILED tests/a.py::b, 0 s\n")


def test_a_word_that_no_machine_has_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        program.main(["locale", "Debain"])
    assert "no machine has 'Debain' in its name" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="needs Linux or a Mac")
def test_what_ci_runs_is_quick() -> None:
    quick = [machine.name for machine in program.MACHINES if machine.is_quick]
    assert quick == ["locale sv_SE", "locale tr_TR", "date New Year", "folder with blanks and å ä ö"]
    assert "python -m tests.machines --quick" in (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
