"""The process that fetches the report of many offices, so that only its memory is measured; it speaks JSON lines.

The first line makes it fetch the whole report, the second one the parts that failed.
"""

import asyncio
import json
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from vitec_desktop.report.error_messages import summarise_failed_parts
from vitec_desktop.report.language import load_language
from vitec_desktop.webservice.cancellation import CancellationToken
from vitec_desktop.webservice.fetch import fetch_report
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.request import Customer, Login, LoginCustomers, ReportRequest
from vitec_desktop.webservice.result import FetchedReport, PartProgress, PartResult, RequestPart
from vitec_desktop.webservice.session import Session


async def _skip_sleep(_: float) -> None:
    await asyncio.sleep(0)


@dataclass
class _ProgressCheck:
    """Check the progress: one more part each time, the same total, and in the end all rows of the report."""

    known_count: int
    last: PartProgress | None = None
    new_rows: Counter[ListKind] = field(default_factory=Counter)
    is_correct: bool = True
    max_sockets: int = 0

    def record(self, progress: PartProgress) -> None:
        before, total = (self.last.done, self.last.total) if self.last else (self.known_count, progress.total)
        self.is_correct &= progress.done == before + 1 and progress.total == total
        self.is_correct &= (progress.active_part is None) == (progress.done == total)
        self.new_rows.update({kind: len(rows) for kind, rows in progress.new_rows.items()})
        self.last = progress
        self.max_sockets = max(self.max_sockets, _count_sockets())


def main() -> None:
    asked: dict[str, Any] = json.loads(sys.stdin.readline())
    customers = tuple(Customer(customer_id) for customer_id in asked["customers"])
    login = Login(asked["base_url"], asked["user"], asked["password"])
    days = date.fromisoformat(asked["first_day"]), date.fromisoformat(asked["last_day"])
    request = ReportRequest((LoginCustomers(login, customers),), *days)
    session = Session("VitecDesktop/test", sleep=_skip_sleep)
    first = _fetch(session, request, {})
    sys.stdin.readline()
    _fetch(session, request, dict(first.results))


def _fetch(session: Session, request: ReportRequest, known: dict[RequestPart, PartResult]) -> FetchedReport:
    before, sockets_before = _memory_megabytes("VmRSS"), _count_sockets()
    listener = _ProgressCheck(len(known))
    fetched = fetch_report(session, request, listener.record, CancellationToken(), known)
    ids = {kind.value: sorted(row.row_id or "" for row in rows) for kind, rows in fetched.rows.items()}
    new_rows = sum(listener.new_rows.values())
    answer = {
        "is_progress_correct": listener.is_correct and (bool(known) or new_rows == sum(map(len, ids.values()))),
        "parts": len(fetched.results),
        "missing": Counter(type(one.error).__name__ for one in fetched.failed_parts),
        "sees": summarise_failed_parts(fetched.failed_parts, load_language("sv"), fetched.scope).text
        if fetched.failed_parts
        else "",
        "ids": ids,
        "megabytes": _memory_megabytes("VmHWM") - before,
        "sockets": listener.max_sockets - sockets_before,
    }
    print(json.dumps(answer), flush=True)
    return fetched


def _memory_megabytes(what: str) -> float:
    """Return a memory figure of this process from /proc/self/status; 0 outside Linux."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(what)), 0.0)


def _count_sockets() -> int:
    """Return the number of open sockets of this process; 0 outside Linux."""
    links = []
    descriptors = Path("/proc/self/fd")
    for path in descriptors.iterdir() if descriptors.exists() else ():
        with suppress(OSError):  # closed meanwhile
            links.append(str(path.readlink()))
    return sum(link.startswith("socket:") for link in links)


if __name__ == "__main__":
    main()
