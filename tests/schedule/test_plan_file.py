"""`schedules.json`."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.helpers.forked_python import ForkedPython
from tests.helpers.waiting import LONGEST_WAIT, read_line
from tests.schedule.factories import make_plan, plans
from vitec_desktop.schedule.plan import PLANS_FILE, LoadedPlans, Plan, PlanFile
from vitec_desktop.storage.json_file import SaveProblem, SettingsNotSaved

DAMAGE: list[tuple[str, Any]] = [
    ("id", "../../etc"),
    ("id", ""),
    ("id", 7),
    ("connection", None),
    ("folder", ["x"]),
    ("period", "sometime"),
    ("pace", "hourly"),
    ("day", 8),
    ("day", True),
    ("day", "1"),
    ("at", "25:00"),
    ("at", 7),
    ("at", "07:00:30"),
    ("since", "yesterday"),
    ("since", 5),
    ("format", "pdf"),
    ("status", "gone"),
    ("status", []),
]


def entries(profile: Path) -> list[dict[str, Any]]:
    found = json.loads((profile / PLANS_FILE).read_text(encoding="utf-8"))["schedules"]
    assert isinstance(found, list)
    return found


def rewrite(profile: Path, plan_entries: object, **values: object) -> bytes:
    """Write these entries to the file and return its content."""
    content = json.dumps({"version": 1, **values, "schedules": plan_entries})
    (profile / PLANS_FILE).write_text(content, encoding="utf-8")
    return (profile / PLANS_FILE).read_bytes()


def asides(profile: Path) -> list[Path]:
    return list(profile.glob("schedules.damaged-*.json"))


def test_a_profile_without_plans_has_none(tmp_path: Path) -> None:
    assert PlanFile(tmp_path).load() == LoadedPlans()
    assert list(tmp_path.iterdir()) == []


@given(st.lists(plans(), max_size=4, unique_by=lambda plan: plan.id))
def test_saved_plans_are_loaded_again(tmp_path_factory: pytest.TempPathFactory, planned: list[Plan]) -> None:
    profile = tmp_path_factory.mktemp("profile")
    for plan in planned:
        PlanFile(profile).save(plan)
    assert PlanFile(profile).load() == LoadedPlans(tuple(planned))


def test_a_changed_plan_keeps_its_place(tmp_path: Path) -> None:
    file = PlanFile(tmp_path)
    for plan_id in ("a1", "b2", "c3"):
        file.save(make_plan(plan_id))
    changed = replace(make_plan("b2"), folder="/annan")
    file.save(changed)
    assert [plan.id for plan in file.load().entries] == ["a1", "b2", "c3"]
    assert file.find("b2") == changed
    assert file.find("d4") is None


def test_a_plan_is_removed_and_the_others_stay(tmp_path: Path) -> None:
    file = PlanFile(tmp_path)
    for plan_id in ("a1", "b2"):
        file.save(make_plan(plan_id))
    file.remove("a1")
    file.remove("never there")
    assert file.load().entries == (make_plan("b2"),)


@pytest.mark.parametrize(("key", "value"), DAMAGE)
def test_a_damaged_plan_is_left_out_and_backed_up_before_a_save(tmp_path: Path, key: str, value: object) -> None:
    file = PlanFile(tmp_path)
    for plan_id in ("a1", "b2"):
        file.save(make_plan(plan_id))
    first, second = entries(tmp_path)
    damaged = rewrite(tmp_path, [{**first, key: value}, second])
    assert file.load() == LoadedPlans((make_plan("b2"),), is_damaged=True)
    assert (tmp_path / PLANS_FILE).read_bytes() == damaged
    file.save(make_plan("c3"))
    assert [aside.read_bytes() for aside in asides(tmp_path)] == [damaged]
    assert file.load() == LoadedPlans((make_plan("b2"), make_plan("c3")))


@pytest.mark.parametrize("found", [None, {}, "text", [None, 7, "x", []], [{}]])
def test_a_value_that_is_no_list_of_plans_is_damage(tmp_path: Path, found: object) -> None:
    rewrite(tmp_path, found)
    assert PlanFile(tmp_path).load() == LoadedPlans((), is_damaged=True)


def test_an_entry_without_a_key_is_damage(tmp_path: Path) -> None:
    PlanFile(tmp_path).save(make_plan())
    [entry] = entries(tmp_path)
    for key in entry:
        rewrite(tmp_path, [{name: value for name, value in entry.items() if name != key}])
        assert PlanFile(tmp_path).load() == LoadedPlans((), is_damaged=True), key


def test_a_second_plan_of_the_same_id_is_damage(tmp_path: Path) -> None:
    PlanFile(tmp_path).save(make_plan())
    [entry] = entries(tmp_path)
    rewrite(tmp_path, [entry, {**entry, "folder": "/annan"}])
    assert PlanFile(tmp_path).load() == LoadedPlans((make_plan(),), is_damaged=True)


def test_a_file_that_is_no_json_is_moved_aside(tmp_path: Path) -> None:
    (tmp_path / PLANS_FILE).write_text("{")
    loaded = PlanFile(tmp_path).load()
    [aside] = asides(tmp_path)
    assert loaded == LoadedPlans((), is_damaged=True, backup_path=aside)
    PlanFile(tmp_path).save(make_plan())
    assert asides(tmp_path) == [aside]
    assert PlanFile(tmp_path).load() == LoadedPlans((make_plan(),))


def test_a_file_of_a_newer_version_is_loaded_but_not_changed(tmp_path: Path) -> None:
    PlanFile(tmp_path).save(make_plan())
    content = rewrite(tmp_path, [*entries(tmp_path), {"new": "kind"}], version=2)
    assert PlanFile(tmp_path).load() == LoadedPlans((make_plan(),), is_newer_version=True)
    for _ in range(2):
        with pytest.raises(SettingsNotSaved) as refused:
            PlanFile(tmp_path).save(make_plan("b2"))
        assert refused.value.problem is SaveProblem.NEWER_VERSION
    assert (tmp_path / PLANS_FILE).read_bytes() == content
    assert asides(tmp_path) == []


def test_an_unreadable_file_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / PLANS_FILE).mkdir()
    assert PlanFile(tmp_path).load() == LoadedPlans((), is_unreadable=True)
    with pytest.raises(SettingsNotSaved):
        PlanFile(tmp_path).save(make_plan())


@pytest.mark.slow
def test_two_processes_that_save_plans_at_once_lose_none(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.schedule.factories import make_plan\n"
        "from vitec_desktop.schedule.plan import PlanFile\n"
        "print('ready', flush=True)\n"
        "sys.stdin.readline()\n"
        "for number in range(15):\n"
        "    PlanFile(Path(sys.argv[1])).save(make_plan(f'{sys.argv[2]}{number}'))\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    both = [ForkedPython([*command, name], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for name in "ab"]
    for process in both:
        assert read_line(process) == "ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    assert [process.communicate(timeout=LONGEST_WAIT) and process.returncode for process in both] == [0, 0]
    kept = {plan.id for plan in PlanFile(tmp_path).load().entries}
    assert kept == {f"{name}{number}" for name in "ab" for number in range(15)}


@pytest.mark.parametrize(
    ("name", "value"),
    [("at", "07"), ("since", "2026-11-24T10:15:00+01:00"), ("anonymised", None), ("anonymised", "yes")],
)
def test_a_plan_is_read_where_its_meaning_is_clear(tmp_path: Path, name: str, value: object) -> None:
    plan = make_plan()
    PlanFile(tmp_path).save(plan)
    rewrite(tmp_path, [{**entries(tmp_path)[0], name: value}])
    assert PlanFile(tmp_path).load() == LoadedPlans((plan,))


def test_the_values_of_a_plan_are_written_in_the_order_of_earlier_versions(tmp_path: Path) -> None:
    PlanFile(tmp_path).save(make_plan())
    names = "id connection folder period pace day at since format status anonymised"
    assert list(entries(tmp_path)[0]) == names.split()
