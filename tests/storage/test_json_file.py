"""Settings are saved whole or not at all, and a damaged file stands in nobody's way."""

import json
import os
import stat
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vitec_desktop.storage.file_lock import LOCK_FILE
from vitec_desktop.storage.json_file import JsonFile, LoadedFile, SaveProblem, SettingsNotSaved

MOMENT = datetime(2026, 11, 24, 14, 5, 1)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def a_file(path: Path, **options: Any) -> JsonFile:
    return JsonFile(path, now=lambda: MOMENT, **options)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.name != LOCK_FILE)


def test_a_missing_file_is_empty(path: Path) -> None:
    assert a_file(path).load() == LoadedFile({})
    assert names(path.parent) == []


def test_what_is_saved_is_readable_to_people(path: Path) -> None:
    a_file(path).save({"namn": "Råå Mäkleri", "kontor": ["Örby"]})
    text = path.read_text(encoding="utf-8")
    assert text == '{\n  "version": 1,\n  "namn": "Råå Mäkleri",\n  "kontor": [\n    "Örby"\n  ]\n}\n'
    assert names(path.parent) == ["settings.json"]


@given(values=st.dictionaries(st.text().filter(lambda key: key != "version"), json_values))
def test_what_is_saved_is_loaded_again(values: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    file = a_file(tmp_path_factory.mktemp("saved") / "settings.json")
    file.save({"earlier": 1})
    file.save(values)
    assert file.load() == LoadedFile(values)


def test_a_folder_that_is_missing_is_made(tmp_path: Path) -> None:
    file = a_file(tmp_path / "a" / "b" / "settings.json")
    file.save({"x": 1})
    assert file.load().values == {"x": 1}


def test_half_a_character_is_saved_as_a_question_mark(path: Path) -> None:
    a_file(path).save({"namn": "a\ud800b"})
    assert a_file(path).load().values == {"namn": "a?b"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 300,
        b'{"version": 1, "connect',
        b"[]",
        b"null",
        b'"text"',
        b'{"version": "1"}',
        b'{"version": true}',
        b'{"version": 0}',
        b'{"x": NaN}',
        b'{"x": "\xe5"}',
        '{"x": "å"}'.encode("utf-16"),
        b"[" * 200_000,
        b'{"x": ' + b"9" * 5_000 + b"}",
        b'{"x": "' + b"a" * (16 * 1024 * 1024) + b'"}',
    ],
    ids=lambda content: content[:20].decode("latin-1"),
)
def test_a_damaged_file_is_set_aside_and_reported(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    loaded = a_file(path).load()
    aside = path.with_name("settings.damaged-2026-11-24-140501.json")
    assert loaded == LoadedFile({}, is_damaged=True, backup_path=aside)
    assert aside.read_bytes() == content
    assert names(path.parent) == [aside.name]


@given(content=st.binary(max_size=40))
def test_no_content_of_a_file_stops_the_program(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "settings.json"
    path.write_bytes(content)
    loaded = a_file(path).load()
    assert loaded.is_damaged == (loaded.backup_path is not None)
    a_file(path).save({"x": 1})
    assert a_file(path).load().values == {"x": 1}


def test_two_damaged_files_of_one_second_do_not_meet(path: Path) -> None:
    for content in ("first", "second", "third"):
        path.write_text(content)
        assert a_file(path).load().backup_path is not None
    assert sorted(path.with_name(name).read_text() for name in names(path.parent)) == ["first", "second", "third"]


def test_a_damaged_file_that_nobody_loaded_is_not_overwritten(path: Path) -> None:
    path.write_text("damaged")
    a_file(path).save({"x": 1})
    assert path.with_name("settings.damaged-2026-11-24-140501.json").read_text() == "damaged"
    assert a_file(path).load() == LoadedFile({"x": 1})


def test_a_file_that_notepad_marked_is_read(path: Path) -> None:
    path.write_text('{"x": "å"}', encoding="utf-8-sig")
    assert a_file(path).load() == LoadedFile({"x": "å"})


def test_a_file_from_a_newer_version_is_reported_and_left_alone(path: Path) -> None:
    content = '{"version": 3, "x": 1}'
    path.write_text(content)
    assert a_file(path, version=2).load() == LoadedFile({"x": 1}, is_newer_version=True)
    with pytest.raises(SettingsNotSaved) as refused:
        a_file(path, version=2).save({"x": 2})
    assert refused.value.problem is SaveProblem.NEWER_VERSION
    assert path.read_text() == content
    assert names(path.parent) == ["settings.json"]


def test_a_file_from_an_older_version_is_taken_over(path: Path) -> None:
    path.write_text('{"version": 1, "x": 1}')
    file = a_file(path, version=2)
    assert file.load() == LoadedFile({"x": 1})
    file.save({"x": 2})
    assert json.loads(path.read_text()) == {"version": 2, "x": 2}


class Scanner:
    """Stands for a virus scanner that holds a file for a number of tries; the move itself is the real one."""

    def __init__(self, tries: int) -> None:
        self.tries = tries

    def replace(self, source: Path, target: Path) -> None:
        if self.tries > 0:
            self.tries -= 1
            raise PermissionError(13, "held", str(source), None, str(target))
        os.replace(source, target)  # noqa: PTH105 (what the program uses)


def test_a_file_held_for_a_moment_is_saved_after_it(path: Path) -> None:
    a_file(path).save({"x": 1})
    scanner = Scanner(tries=3)
    a_file(path, replace=scanner.replace, waits=(0, 0, 0)).save({"x": 2})
    assert scanner.tries == 0
    assert a_file(path).load().values == {"x": 2}


def test_a_file_held_for_long_stays_as_it_was(path: Path) -> None:
    a_file(path).save({"x": 1})
    with pytest.raises(SettingsNotSaved) as refused:
        a_file(path, replace=Scanner(tries=4).replace, waits=(0, 0, 0)).save({"x": 2})
    assert refused.value.problem is (SaveProblem.IN_USE if os.name == "nt" else SaveProblem.READ_ONLY)
    assert a_file(path).load().values == {"x": 1}
    assert names(path.parent) == ["settings.json"]


def test_a_damaged_file_that_cannot_be_moved_is_reported_and_kept(path: Path) -> None:
    path.write_text("damaged")
    file = a_file(path, replace=Scanner(tries=9).replace)
    assert file.load() == LoadedFile({}, is_damaged=True, backup_path=None)
    with pytest.raises(SettingsNotSaved):
        file.save({"x": 1})
    assert path.read_text() == "damaged"
    assert names(path.parent) == ["settings.json"]


@pytest.mark.skipif(sys.platform != "linux", reason="lends itself /proc, where not even root can make a file")
def test_a_read_only_place_is_said_to_be_one() -> None:
    with pytest.raises(SettingsNotSaved) as refused:
        a_file(Path("/proc/settings.json")).save({"x": 1})
    assert refused.value.problem is SaveProblem.READ_ONLY
    assert refused.value.detail


def test_a_folder_that_is_a_file_is_no_place_to_save(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    file = a_file(tmp_path / "file" / "settings.json")
    assert file.load().values == {}
    with pytest.raises(SettingsNotSaved) as refused:
        file.save({"x": 1})
    assert refused.value.problem is SaveProblem.READ_ONLY


def test_a_file_that_is_a_folder_is_neither_read_nor_replaced(path: Path) -> None:
    path.mkdir()
    assert a_file(path).load() == LoadedFile({}, is_unreadable=True)
    with pytest.raises(SettingsNotSaved):
        a_file(path).save({"x": 1})
    assert path.is_dir()
    assert names(path.parent) == ["settings.json"]


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files as Linux does")
def test_a_disk_that_fills_up_in_the_middle_leaves_the_old_file(path: Path) -> None:
    import resource

    a_file(path).save({"x": 1})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
    try:
        with pytest.raises(SettingsNotSaved) as refused:
            a_file(path).save({"x": "a" * 10_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refused.value.problem is SaveProblem.DISK_FULL
    assert a_file(path).load().values == {"x": 1}
    assert names(path.parent) == ["settings.json"]


@pytest.mark.parametrize("value", [object(), float("nan"), {1, 2}])
def test_what_json_cannot_say_changes_nothing(path: Path, value: object) -> None:
    a_file(path).save({"x": 1})
    with pytest.raises((TypeError, ValueError)):
        a_file(path).save({"x": value})
    assert a_file(path).load().values == {"x": 1}
    assert names(path.parent) == ["settings.json"]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a profile private by itself")
def test_a_settings_file_is_its_users_alone(path: Path) -> None:
    a_file(path).save({"x": 1})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="links need a right of their own on Windows")
def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "real.json"
    target.parent.mkdir()
    path.symlink_to(target)
    a_file(path).save({"x": 1})
    assert path.is_symlink()
    assert json.loads(target.read_text())["x"] == 1
    assert names(target.parent) == ["real.json"]
