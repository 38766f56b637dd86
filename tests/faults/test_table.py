"""Every row of the table, with few repetitions: what is declared is what is observed."""

from pathlib import Path

import pytest

from tests.faults.row import REDUCED, Bench, Fault
from tests.faults.table import TABLE


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("fault", TABLE, ids=lambda fault: f"{fault.group}: {fault.name}")
def test_what_the_user_sees_and_keeps_is_as_declared(fault: Fault, tmp_path: Path) -> None:
    observed = fault.case(Bench(tmp_path, REDUCED))
    assert not fault.differences(observed)


def test_each_fault_stands_once() -> None:
    names = [(fault.group, fault.name) for fault in TABLE]
    assert len(names) == len(set(names))
