"""Services for the window's tests that answer, stop answering and go wrong when they are told to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.helpers.fault_server import Hang, Reply, Seen, report, tip


def one_tip(seen: Seen) -> Reply:
    """A report with one tip, which tells whose and from which days it is."""
    first_day = seen.window[0][:10]
    return report(tips=[tip(tip_id(seen), f"{first_day}T12:00:00.0000000")])


def tip_id(seen: Seen) -> str:
    return f"{seen.customer_id}-{seen.window[0][:10]}"


@dataclass
class StallingServer:
    """Answers the first `open_for` requests, each with one tip, and hangs in the body of every later one."""

    answer_count: int = 1_000
    requests: list[Seen] = field(default_factory=list)

    def __call__(self, seen: Seen) -> Reply:
        self.requests.append(seen)
        answer = one_tip(seen)
        if len(self.requests) <= self.answer_count:
            return answer
        return Reply(body=answer.body, hang=Hang.IN_BODY)

    def answer_next(self, open_for: int) -> None:
        """From now on answer so many requests more."""
        self.requests.clear()
        self.answer_count = open_for

    def request_counts(self) -> Counter[tuple[str, str]]:
        """How often each office and first day has been asked for since the last turn."""
        return Counter((seen.customer_id, seen.window[0]) for seen in self.requests)


def many_tips(count: int) -> Sequence[dict[str, object]]:
    return [tip(f"tip-{number}", "2026-10-05T12:00:00.0000000") for number in range(count)]
