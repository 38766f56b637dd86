"""How long to wait for what, how often to try, and how much to take in."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass


async def sleep_in_loop(seconds: float) -> None:
    """asyncio.sleep, imported when it is first needed: asyncio costs 60 ms that the first window does not have."""
    import asyncio

    await asyncio.sleep(seconds)


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """All times in seconds. `sleep` and `random` (from 0 up to 1) can be replaced by a test's own."""

    connect_timeout: float = 10.0  # name look-up, connection and TLS handshake, each
    read_timeout: float = 60.0  # of silence
    deadline: float = 300.0  # for one whole try, however busily the answer drips
    tries: int = 4
    max_waiting: float = 20.0  # between the tries of one request, together
    first_wait: float = 0.5
    growth: float = 3.0
    jitter: float = (
        0.25  # a wait is up to this share shorter or longer, so that many computers do not come back at once
    )
    max_body: int = 300_000_000  # bytes, after decompression: some 400,000 rows, of one customer in two months
    sleep: Callable[[float], Awaitable[None]] = sleep_in_loop
    random: Callable[[], float] = random.random

    def wait_before(self, next_try: int) -> float:
        """How long to wait before the second try, the third…"""
        spread = 1.0 + self.jitter * (2.0 * self.random() - 1.0)
        return self.first_wait * self.growth ** (next_try - 2) * spread
