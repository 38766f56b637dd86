"""Replies of a fault server for tests of the window."""

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.helpers.fault_server import Hang, Reply, Seen, report, tip


def one_tip(seen: Seen) -> Reply:
    """Return a report with one tip, whose id has the office and the first day."""
    first_day = seen.window[0][:10]
    return report(tips=[tip(tip_id(seen), f"{first_day}T12:00:00.0000000")])


def tip_id(seen: Seen) -> str:
    return f"{seen.customer_id}-{seen.window[0][:10]}"


@dataclass
class StallingServer:
    """Answers `answer_count` requests, each with one tip, and hangs in the body of every later one."""

    answer_count: int = 1_000
    requests: list[Seen] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __call__(self, seen: Seen) -> Reply:
        with self._lock:  # each connection has a thread of its own
            self.requests.append(seen)
            is_answered = len(self.requests) <= self.answer_count
        answer = one_tip(seen)
        if is_answered:
            return answer
        return Reply(body=answer.body, hang=Hang.IN_BODY)

    def answer_next(self, count: int) -> None:
        """Answer so many requests more, and forget the earlier ones."""
        self.requests.clear()
        self.answer_count = count

    def request_counts(self) -> Counter[tuple[str, str]]:
        """Return how often each office and first day was requested since `answer_next`."""
        return Counter((seen.customer_id, seen.window[0]) for seen in self.requests)


def many_tips(seen: Seen, count: int) -> Sequence[dict[str, object]]:
    """Return tips of the first day that is asked for."""
    return [tip(f"tip-{number}", f"{seen.window[0][:10]}T12:00:00.0000000") for number in range(count)]
