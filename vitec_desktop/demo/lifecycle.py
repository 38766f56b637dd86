"""The history of a tip or lead: its states, its estate's statuses, and when its contact is erased.

The whole history is drawn at random when a row is generated; the row's age selects the current state. So the same row
has a later state when it is requested a month later. Shares and durations are invented.
"""

from functools import cache
from random import Random

from msgspec import Struct

from vitec_desktop.demo.texts import pick_weighted

REMOVED_STATES = frozenset({"IncorrectOrDuplicate", "RemovedOther"})
"""The states of removed rows here; which rows the real service counts as removed is not documented."""

_REMOVED_ANYWAY = 0.006
"""The share of rows in other states that are removed; outgoing leads have no state."""

_FIRST_STATES = {"New": 82.0, "AssignedToDistributor": 18.0}
_MIDDLE_STATES = {"Claimed": 52.0, "AutoAssigned": 22.0, "Delegated": 15.0, "Reassigned": 11.0}
_LAST_STATES = {
    "leads": {
        "Done": 71.0, "NoAnswerOrBusy": 10.0, "NoAssignment": 9.2, "Cancelled": 5.8, "IncorrectOrDuplicate": 2.6,
        "RemovedOther": 1.4,
    },
    "tips": {
        "Done": 77.0, "NoAnswerOrBusy": 5.8, "NoAssignment": 7.5, "Cancelled": 7.0, "IncorrectOrDuplicate": 1.7,
        "RemovedOther": 1.0,
    },
}  # fmt: skip
_NEVER_CLOSED = 0.07

_LINKED = {
    # The share of rows ending in this state that have an estate linked.
    "Done": 0.80, "NoAssignment": 0.92, "NoAnswerOrBusy": 0.33, "Cancelled": 0.28, "IncorrectOrDuplicate": 0.1,
    "RemovedOther": 0.12,
}  # fmt: skip
_LINKED_WHILE_NEW = 0.12

StatusTrack = tuple[tuple[str, float], ...]
"""An estate's statuses in order, each with its duration in days; the last one stays."""

_TRACKS = {
    "sale": "AssignmentAttempt 18, AssignmentAccepted 10, Coming 12, ForSale 22, Sold 60, AppointedAdmission",
    "quick sale": "AssignmentAttempt 9, AssignmentAccepted 7, PreSale 9, Sold 70, SoldReferenceObject",
    "advantage": "AssignmentAttempt 14, AssignmentAccepted 8, Advantage 12, ForSale 18, Sold 65, AppointedAdmission",
    "soon": "AssignmentAttempt 22, AssignmentAccepted 9, SoonForSale 14, ForSale 16, Booked 6, Sold",
    "reserved": "AssignmentAttempt 15, AssignmentAccepted 12, ReservedNotForSale",
    "paused": "AssignmentAttempt 20, AssignmentAccepted 15, ForSale 35, Paused",
    "withdrawn": "AssignmentAttempt 20, AssignmentAccepted 12, ForSale 70, AssignmentWithdrawn",
    "kept": "AssignmentAttempt 30, AssignmentAccepted 25, NotForSale",
    "lost": "AssignmentAttempt 28, NoAssignment",
    "attempt": "AssignmentAttempt",
    "project": "Running 160, Soldout",
    "resting project": "Running 90, Resting",
    "to let": "AssignmentAttempt 12, ReadyForRent 25, TentativelyRented 12, Rented",
    # Tracks that a user forgot to continue.
    "left coming": "AssignmentAttempt 14, AssignmentAccepted 10, Coming",
    "left soon": "AssignmentAttempt 14, AssignmentAccepted 10, SoonForSale",
    "left advantage": "AssignmentAttempt 14, AssignmentAccepted 10, Advantage",
    "left pre-sale": "AssignmentAttempt 14, AssignmentAccepted 10, PreSale",
    "left booked": "AssignmentAttempt 14, AssignmentAccepted 10, ForSale 20, Booked",
    "left accepted": "AssignmentAttempt 20, AssignmentAccepted",
    "left to let": "AssignmentAttempt 12, ReadyForRent",
    "left tentative": "AssignmentAttempt 12, ReadyForRent 25, TentativelyRented",
}
_FORGOTTEN_WEIGHT = 0.35
_TRACKS_WHEN_DONE = {
    "sale": 10.0, "quick sale": 6.0, "advantage": 3.7, "soon": 3.7, "reserved": 0.8, "paused": 1.2, "withdrawn": 2.8,
    "kept": 1.3, "lost": 15.0, "attempt": 50.0, "project": 0.7, "resting project": 0.6, "to let": 1.2,
} | {name: _FORGOTTEN_WEIGHT for name in _TRACKS if name.startswith("left ")}  # fmt: skip
_SALES = frozenset({"sale", "quick sale", "advantage", "soon"})
_NO_TRACK = {"attempt": 1.0}
_LOST_TRACK = {"lost": 1.0}


class RowHistory(Struct, frozen=True):
    """A row's states and changes; each `…_after` is in days after its creation."""

    first_state: str
    middle_state: str
    last_state: str
    claimed_after: float
    closed_after: float
    is_removed_anyway: bool
    linked_after: float
    track: StatusTrack
    contact_erased_after: float

    def state(self, age: float) -> str:
        if age < self.claimed_after:
            return self.first_state
        return self.middle_state if age < self.closed_after else self.last_state

    def is_claimed(self, age: float) -> bool:
        """Return True if the row has left its first state."""
        return age >= self.claimed_after

    def is_closed(self, age: float) -> bool:
        return age >= self.closed_after

    def is_removed(self, age: float) -> bool:
        return self.is_closed(age) and (self.is_removed_anyway or self.last_state in REMOVED_STATES)

    def is_contact_erased(self, age: float) -> bool:
        """Return True if the contact's personal data have been erased (GDPR)."""
        return age >= self.contact_erased_after

    def estate_status(self, age: float) -> str | None:
        """Return the estate's status at this age, None while no estate is linked."""
        left = age - self.linked_after
        if left < 0:
            return None
        for status, days in self.track[:-1]:
            if left < days:
                return status
            left -= days
        return self.track[-1][0]


def draw_history(random: Random, list_name: str, sale_factor: float) -> RowHistory:
    """Return a random history. `list_name` is "leads" or "tips"; `sale_factor` scales the probability of a sale."""
    claimed_after = _draw_claim_delay(random)
    closed_after = claimed_after + _draw_close_delay(random)
    last_state = pick_weighted(random, _LAST_STATES[list_name])
    is_never_closed = random.random() < _NEVER_CLOSED
    return RowHistory(
        first_state=pick_weighted(random, _FIRST_STATES),
        middle_state=pick_weighted(random, _MIDDLE_STATES),
        last_state=last_state,
        claimed_after=claimed_after,
        closed_after=float("inf") if is_never_closed else closed_after,
        is_removed_anyway=random.random() < _REMOVED_ANYWAY,
        linked_after=_draw_link_delay(random, last_state, claimed_after),
        track=_draw_track(random, last_state, sale_factor),
        contact_erased_after=_draw_erase_delay(random),
    )


def _draw_claim_delay(random: Random) -> float:
    """Return a delay: mostly under a day, sometimes weeks, rarely a month or two."""
    mean = random.choices((0.8, 6.0, 22.0), (55, 32, 13))[0]
    return min(random.expovariate(1 / mean), 57.0)


def _draw_close_delay(random: Random) -> float:
    mean = random.choices((6.0, 25.0, 90.0), (50, 35, 15))[0]
    return random.expovariate(1 / mean)


def _draw_link_delay(random: Random, last_state: str, claimed_after: float) -> float:
    early, is_linked = random.random() < _LINKED_WHILE_NEW, random.random() < _LINKED[last_state]
    later = claimed_after + random.expovariate(1 / 1.5)
    if not is_linked:
        return float("inf")
    return 0.0 if early else later


def _draw_erase_delay(random: Random) -> float:
    at_once, in_the_end = random.random() < 0.015, random.random() < 0.4
    years_later = random.uniform(500, 1500)
    if at_once:
        return 0.0
    return years_later if in_the_end else float("inf")


def _draw_track(random: Random, last_state: str, sale_factor: float) -> StatusTrack:
    if last_state == "NoAssignment":
        weights = _LOST_TRACK
    elif last_state == "Done":
        weights = {
            name: weight * sale_factor if name in _SALES else weight for name, weight in _TRACKS_WHEN_DONE.items()
        }
    else:
        weights = _NO_TRACK
    stretch = random.uniform(0.6, 3.0)
    return tuple((status, days * stretch) for status, days in _parse_track(pick_weighted(random, weights)))


@cache
def _parse_track(name: str) -> StatusTrack:
    """Return a track of _TRACKS, with durations in days."""
    steps = (step.split() for step in _TRACKS[name].split(", "))
    return tuple((status, float(days[0]) if days else 0.0) for status, *days in steps)
