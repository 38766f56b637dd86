"""Every fault of the table, with the reduced workload."""

from pathlib import Path

import pytest

from tests.faults.case import REDUCED, CannotRun, FaultCase
from tests.faults.fault_table import CASES, SLOW_CASES


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_user_sees_and_keeps_what_is_declared(case: FaultCase, tmp_path: Path) -> None:
    try:
        observed = case.run(tmp_path, REDUCED)
    except CannotRun as error:
        pytest.skip(str(error))
    assert not case.fault.differences(observed)


def test_fault_names_are_unique() -> None:
    names = [case.name for case in CASES + SLOW_CASES]
    assert len(names) == len(set(names))
