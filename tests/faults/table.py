"""The whole table, group by group."""

from tests.faults import (
    answers,
    bodies,
    chain,
    cycles,
    files,
    formulas,
    keyring,
    killing,
    logs,
    program,
    proxies,
    rows,
    secrets,
    together,
    way,
)
from tests.faults.row import Fault

_GROUPS = (
    answers,
    bodies,
    rows,
    way,
    proxies,
    chain,
    cycles,
    keyring,
    files,
    logs,
    together,
    killing,
    formulas,
    program,
    secrets,
)

TABLE: tuple[Fault, ...] = tuple(fault for group in _GROUPS for fault in group.FAULTS)
