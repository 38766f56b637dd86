"""The whole table, group by group."""

from tests.faults import answers, bodies, chain, cycles, files, formulas, keyring, killing, program, secrets, way
from tests.faults.row import Fault

_GROUPS = (answers, bodies, way, chain, cycles, keyring, files, killing, formulas, program, secrets)

TABLE: tuple[Fault, ...] = tuple(fault for group in _GROUPS for fault in group.FAULTS)
