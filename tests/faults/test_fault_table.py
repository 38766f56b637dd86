"""Every row of the table, with few repetitions: what is declared is what is observed."""

from pathlib import Path

import pytest

from tests.faults.case import REDUCED, Env, Fault
from tests.faults.fault_table import FAULTS


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.group}: {fault.name}")
def test_what_the_user_sees_and_keeps_is_as_declared(fault: Fault, tmp_path: Path) -> None:
    observed = fault.run(Env(tmp_path, REDUCED))
    assert not fault.differences(observed)


def test_each_fault_stands_once() -> None:
    names = [(fault.group, fault.name) for fault in FAULTS]
    assert len(names) == len(set(names))
