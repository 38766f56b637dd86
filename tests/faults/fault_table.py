"""The table of all faults, in the order of its groups."""

from tests.faults import (
    cancel_cycles,
    concurrency,
    crash_safety,
    damaged_rows,
    file_errors,
    formula_injection,
    http_responses,
    keyring_errors,
    log_file,
    many_offices,
    network_path,
    program_process,
    proxies,
    response_bodies,
    secret_leaks,
)
from tests.faults.case import Fault

_GROUPS = (
    http_responses,
    response_bodies,
    damaged_rows,
    network_path,
    proxies,
    many_offices,
    cancel_cycles,
    keyring_errors,
    file_errors,
    log_file,
    concurrency,
    crash_safety,
    formula_injection,
    program_process,
    secret_leaks,
)

FAULTS: tuple[Fault, ...] = tuple(fault for group in _GROUPS for fault in group.FAULTS)
