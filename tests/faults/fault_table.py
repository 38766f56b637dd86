"""The table of all faults, in the order of its groups."""

from tests.faults import (
    archive_crashes,
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
    request_costs,
    response_bodies,
    secret_leaks,
    tls_errors,
)
from tests.faults.case import Fault, FaultCase, Transport

_GROUPS = (
    http_responses,
    response_bodies,
    damaged_rows,
    network_path,
    tls_errors,
    proxies,
    request_costs,
    many_offices,
    cancel_cycles,
    keyring_errors,
    file_errors,
    log_file,
    concurrency,
    crash_safety,
    archive_crashes,
    formula_injection,
    program_process,
    secret_leaks,
)

FAULTS: tuple[Fault, ...] = tuple(fault for group in _GROUPS for fault in group.FAULTS)

CASES: tuple[FaultCase, ...] = tuple(FaultCase(fault) for fault in FAULTS) + tuple(
    FaultCase(fault, Transport.TLS) for fault in http_responses.BREAKS
)
"""Every fault over http, and those of answers that break off over TLS too, as the real service is reached."""

MORE_TLS_CASES: tuple[FaultCase, ...] = tuple(
    FaultCase(fault, Transport.TLS)
    for group in (
        http_responses,
        response_bodies,
        damaged_rows,
        many_offices,
        cancel_cycles,
        program_process,
        secret_leaks,
    )
    for fault in group.FAULTS
    if (fault.group != program_process.FAULTS[0].group or "fetch" in fault.name) and fault not in http_responses.BREAKS
)
"""The others of a fetch over TLS, for the printed table only: what is in a whole answer does not differ by TLS."""
