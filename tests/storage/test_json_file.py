"""JSON files are saved whole or not at all; a damaged one is moved aside."""

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


def make_file(path: Path, **options: Any) -> JsonFile:
    return JsonFile(path, now=lambda: MOMENT, **options)


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir() if entry.name != LOCK_FILE)


def test_a_missing_file_is_empty(path: Path) -> None:
    assert make_file(path).load() == LoadedFile({})
    assert names(path.parent) == []


def test_a_saved_file_is_readable_to_people(path: Path) -> None:
    make_file(path).save({"namn": "Råå Mäkleri", "kontor": ["Örby"]})
    text = path.read_text(encoding="utf-8")
    assert text == '{\n  "version": 1,\n  "namn": "Råå Mäkleri",\n  "kontor": [\n    "Örby"\n  ]\n}\n'
    assert names(path.parent) == ["settings.json"]


@given(values=st.dictionaries(st.text().filter(lambda key: key != "version"), json_values))
def test_saved_values_are_loaded_again(values: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    file = make_file(tmp_path_factory.mktemp("saved") / "settings.json")
    file.save(dict.fromkeys(values, 1))
    file.save(values)
    assert file.load() == LoadedFile(values)


def test_a_missing_folder_is_created(tmp_path: Path) -> None:
    file = make_file(tmp_path / "a" / "b" / "settings.json")
    file.save({"x": 1})
    assert file.load().values == {"x": 1}


def test_a_lone_surrogate_is_saved_as_a_question_mark(path: Path) -> None:
    make_file(path).save({"namn": "a\ud800b"})
    assert make_file(path).load().values == {"namn": "a?b"}


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
def test_a_damaged_file_is_moved_aside(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    loaded = make_file(path).load()
    aside = path.with_name("settings.damaged-2026-11-24-140501.json")
    assert loaded == LoadedFile({}, is_damaged=True, backup_path=aside)
    assert aside.read_bytes() == content
    assert names(path.parent) == [aside.name]


@given(content=st.binary(max_size=40))
def test_no_content_makes_loading_or_saving_fail(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "settings.json"
    path.write_bytes(content)
    loaded = make_file(path).load()
    assert loaded.is_damaged == (loaded.backup_path is not None)
    make_file(path).save({"x": 1})
    assert make_file(path).load().values == {"x": 1}


def test_two_damaged_files_of_one_second_get_different_names(path: Path) -> None:
    for content in ("first", "second", "third"):
        path.write_text(content)
        assert make_file(path).load().backup_path is not None
    assert sorted(path.with_name(name).read_text() for name in names(path.parent)) == ["first", "second", "third"]


def test_saving_moves_a_damaged_file_aside_first(path: Path) -> None:
    path.write_text("damaged")
    make_file(path).save({"x": 1})
    assert path.with_name("settings.damaged-2026-11-24-140501.json").read_text() == "damaged"
    assert make_file(path).load() == LoadedFile({"x": 1})


def test_a_file_with_a_byte_order_mark_is_loaded(path: Path) -> None:
    path.write_text('{"x": "å"}', encoding="utf-8-sig")
    assert make_file(path).load() == LoadedFile({"x": "å"})


def test_a_file_of_a_newer_version_is_not_overwritten(path: Path) -> None:
    content = '{"version": 3, "x": 1}'
    path.write_text(content)
    assert make_file(path, version=2).load() == LoadedFile({"x": 1}, is_newer_version=True)
    with pytest.raises(SettingsNotSaved) as refused:
        make_file(path, version=2).save({"x": 2})
    assert refused.value.problem is SaveProblem.NEWER_VERSION
    assert path.read_text() == content
    assert names(path.parent) == ["settings.json"]


def test_a_file_of_an_older_version_is_loaded_and_saved(path: Path) -> None:
    path.write_text('{"version": 1, "x": 1}')
    file = make_file(path, version=2)
    assert file.load() == LoadedFile({"x": 1})
    file.save({"x": 2})
    assert json.loads(path.read_text()) == {"version": 2, "x": 2}


def lock_for(attempts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let so many moves of a file fail, as a virus scanner does that has it open; then move as usual."""
    replace = os.replace
    failures = iter(range(attempts))

    def fail_or_replace(source: Path, target: Path) -> None:
        if next(failures, None) is not None:
            raise PermissionError(13, "locked", str(source), None, str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail_or_replace)


def test_a_file_locked_for_a_moment_is_saved(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_file(path).save({"x": 1})
    lock_for(3, monkeypatch)
    make_file(path, retry_delays=(0, 0, 0)).save({"x": 2})
    assert make_file(path).load().values == {"x": 2}


def test_a_file_that_stays_locked_is_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_file(path).save({"x": 1})
    lock_for(4, monkeypatch)
    with pytest.raises(SettingsNotSaved) as refused:
        make_file(path, retry_delays=(0, 0, 0)).save({"x": 2})
    assert refused.value.problem is (SaveProblem.IN_USE if os.name == "nt" else SaveProblem.READ_ONLY)
    assert make_file(path).load().values == {"x": 1}
    assert names(path.parent) == ["settings.json"]


def test_a_damaged_file_that_cannot_be_moved_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_text("damaged")
    lock_for(9, monkeypatch)
    file = make_file(path, retry_delays=())
    assert file.load() == LoadedFile({}, is_damaged=True, backup_path=None)
    with pytest.raises(SettingsNotSaved):
        file.save({"x": 1})
    assert path.read_text() == "damaged"
    assert names(path.parent) == ["settings.json"]


@pytest.mark.skipif(sys.platform != "linux", reason="not even root can make a file in /proc")
def test_a_read_only_folder_is_reported() -> None:
    with pytest.raises(SettingsNotSaved) as refused:
        make_file(Path("/proc/settings.json")).save({"x": 1})
    assert refused.value.problem is SaveProblem.READ_ONLY
    assert refused.value.detail


def test_a_file_in_place_of_the_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    file = make_file(tmp_path / "file" / "settings.json")
    assert file.load().values == {}
    with pytest.raises(SettingsNotSaved) as refused:
        file.save({"x": 1})
    assert refused.value.problem is SaveProblem.READ_ONLY


def test_a_folder_in_place_of_the_file_is_neither_read_nor_replaced(path: Path) -> None:
    path.mkdir()
    assert make_file(path).load() == LoadedFile({}, is_unreadable=True)
    with pytest.raises(SettingsNotSaved):
        make_file(path).save({"x": 1})
    assert path.is_dir()
    assert names(path.parent) == ["settings.json"]


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files as Linux does")
def test_a_full_disk_leaves_the_old_file(path: Path) -> None:
    import resource

    make_file(path).save({"x": 1})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
    try:
        with pytest.raises(SettingsNotSaved) as refused:
            make_file(path).save({"x": "a" * 10_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert refused.value.problem is SaveProblem.DISK_FULL
    assert make_file(path).load().values == {"x": 1}
    assert names(path.parent) == ["settings.json"]


@pytest.mark.parametrize("value", [object(), float("nan"), {1, 2}])
def test_values_that_are_no_json_change_nothing(path: Path, value: object) -> None:
    make_file(path).save({"x": 1})
    with pytest.raises((TypeError, ValueError)):
        make_file(path).save({"x": value})
    assert make_file(path).load().values == {"x": 1}
    assert names(path.parent) == ["settings.json"]


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps a profile private by itself")
def test_only_the_user_can_read_the_file(path: Path) -> None:
    make_file(path).save({"x": 1})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.skipif(os.name != "posix", reason="links need a right of their own on Windows")
def test_a_symbolic_link_stays(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere" / "real.json"
    target.parent.mkdir()
    path.symlink_to(target)
    make_file(path).save({"x": 1})
    assert path.is_symlink()
    assert json.loads(target.read_text())["x"] == 1
    assert names(target.parent) == ["real.json"]
