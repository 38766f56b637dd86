"""What another version of the program wrote into a file survives a save."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.storage.test_json_file import json_values, make_file
from vitec_desktop.storage.json_file import JsonFile
from vitec_desktop.storage.unknown_names import keep_unknown

objects = st.dictionaries(st.text(max_size=3), json_values, max_size=3)


def test_unknown_names_stay_on_all_levels(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    found = {
        "version": 1,
        "tab": 1,
        "new": {"of": "a newer version"},
        "tables": {"tips": {"view": "all", "zoom": 2}, "buyers": {"view": "all"}},
        "views": [{"name": "a", "pinned": True}, {"name": "b", "colour": "red"}],
    }
    path.write_text(json.dumps(found), encoding="utf-8")
    make_file(path).save({"tab": 2, "tables": {"tips": {"view": "own"}}, "views": [{"name": "b"}, {"name": "c"}]})
    assert json.loads(path.read_text(encoding="utf-8")) == {
        "version": 1,
        "tab": 2,
        "new": {"of": "a newer version"},
        "tables": {"tips": {"view": "own", "zoom": 2}, "buyers": {"view": "all"}},
        "views": [{"name": "b", "colour": "red"}, {"name": "c"}],
    }


def test_an_entry_is_known_again_by_its_id_whatever_its_name(tmp_path: Path) -> None:
    file = make_file(tmp_path / "connections.json")
    file.save({"connections": [{"id": "1", "name": "a", "x": 1}, {"id": "2", "name": "b", "x": 2}]})
    file.save({"connections": [{"id": "2", "name": "a"}]})
    assert file.load().values == {"connections": [{"id": "2", "name": "a", "x": 2}]}


def test_a_name_that_the_program_leaves_out_goes(tmp_path: Path) -> None:
    file = JsonFile(tmp_path / "settings.json", left_out=("period",))
    file.save({"filters": [{"key": "created", "period": "today", "x": 1}]})
    file.save({"filters": [{"key": "created", "first": "2026-11-01"}]})
    assert file.load().values == {"filters": [{"key": "created", "first": "2026-11-01", "x": 1}]}


@given(found=json_values, written=objects)
def test_all_that_is_written_is_saved(found: Any, written: dict[str, Any]) -> None:
    merged = keep_unknown(found, written)
    assert set(merged) >= set(written)
    assert keep_unknown(merged, written) == merged
    assert keep_unknown(written, written) == written
    if not isinstance(found, dict):
        assert merged == written
