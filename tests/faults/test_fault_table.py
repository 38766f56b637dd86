"""Every fault of the table, with the reduced workload."""

from pathlib import Path

import pytest

from tests.faults.case import REDUCED, CannotRun, FaultCase
from tests.faults.fault_table import CASES, MORE_TLS_CASES


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=case.name, marks=[pytest.mark.slow] if case.fault.is_slow else []) for case in CASES],
)
def test_user_sees_and_keeps_what_is_declared(case: FaultCase, tmp_path: Path) -> None:
    try:
        observed = case.run(tmp_path, REDUCED)
    except CannotRun as error:
        pytest.skip(str(error))
    assert not case.fault.differences(observed)


def test_fault_names_are_unique() -> None:
    names = [case.name for case in CASES + MORE_TLS_CASES]
    assert len(names) == len(set(names))
