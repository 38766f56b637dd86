"""Every fault of the table, with the reduced workload."""

from pathlib import Path

import pytest

from tests.faults.case import REDUCED, CannotRun, Env, Fault
from tests.faults.fault_table import FAULTS


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.group}: {fault.name}")
def test_user_sees_and_keeps_what_is_declared(fault: Fault, tmp_path: Path) -> None:
    try:
        observed = fault.run(Env(tmp_path, REDUCED))
    except CannotRun as error:
        pytest.skip(str(error))
    assert not fault.differences(observed)


def test_fault_names_are_unique() -> None:
    names = [(fault.group, fault.name) for fault in FAULTS]
    assert len(names) == len(set(names))
