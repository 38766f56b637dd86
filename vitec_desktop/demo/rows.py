"""Generates the rows of one list, office and day: the same rows each time, in whatever order they are requested."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from vitec_desktop.demo.lifecycle import RowHistory, draw_history
from vitec_desktop.demo.offices import DemoOffice, OfficeChain, stable_id
from vitec_desktop.demo.text_generator import RowText, TextGenerator
from vitec_desktop.demo.texts import load_table, pick_weighted
from vitec_desktop.demo.timestamps import Ticks, format_created_at, to_existing_time
from vitec_desktop.demo.volume import draw_row_count, is_working_day, pick_time
from vitec_desktop.webservice.models import (
    Company,
    Contact,
    DecisionStatus,
    Estate,
    IncomingLead,
    IncomingLeadFacts,
    ListKind,
    OutgoingLead,
    OutgoingLeadFacts,
    Party,
    SentTip,
    TipFacts,
    TipReceiver,
    User,
    WireRow,
)

T = TypeVar("T")

_SELLERS = frozenset({"Värdering", "Sälja bostad", "Kontakta mig"})
_SALE_FACTOR = {True: 1.6, False: 0.4}
"""How likely a lead is to lead to a sale, relative to an average one: from a seller, and from others."""
_SALE_FACTOR_OF_TIPS = 1.25

_WITHOUT_ID = 0.008
_WITHOUT_RECEIVER = 0.012
_WITHOUT_SENDER = 0.003
_WITHOUT_COMPANY = 0.005
_WITHOUT_TYPE = 0.004
_WITHOUT_DECISION_STATUS = 0.15
_FROM_SISTER_OFFICE = 0.05
_AT_MIDNIGHT = 0.025
_BEFORE_MIDNIGHT = 0.004
_WITHIN_OFFICE = 0.4
_FROM_VIEWING = {True: 0.22, False: 0.6}
"""The share of tips that come from a viewing, on working days and on other days."""

_USER_TYPES = {"User": 84.0, "Group": 8.0, "Office": 8.0}


class DemoRow(Struct, frozen=True):
    """A row, its time of creation (Swedish wall-clock, then aware), and the ids of the customers that may read it."""

    wire_row: WireRow
    created: Ticks
    instant: datetime
    is_removed: bool
    readers: tuple[str, ...]


class RowSeed(Struct, frozen=True):
    """The time and id of a row; `tick` is the seventh fractional digit, `id` is None for a row without one."""

    moment: datetime
    tick: int
    id: str | None

    @property
    def created_at(self) -> str:
        return format_created_at(self.moment, self.tick)

    def make_row(self, wire_row: WireRow, is_removed: bool, *readers: DemoOffice) -> DemoRow:
        numbers = tuple(dict.fromkeys(office.customer_number for office in readers))
        return DemoRow(wire_row, Ticks(self.moment.replace(tzinfo=None), self.tick), self.moment, is_removed, numbers)


class RowGenerator:
    """Generates rows from random seeds of list, office and day; their current state depends on `today`."""

    def __init__(self, chain: OfficeChain, today: date) -> None:
        self._chain = chain
        self._today = today
        self._texts = TextGenerator()
        self._companies = load_table("companies")
        self._statuses: dict[str, list[list[Any]]] = load_table("statuses")
        self._makers: dict[ListKind, Callable[[Random, DemoOffice, date], DemoRow]] = {
            ListKind.INCOMING: self._make_incoming,
            ListKind.OUTGOING: self._make_outgoing,
            ListKind.TIPS: self._make_tip,
        }

    def generate(self, kind: ListKind, office_index: int, day: date) -> tuple[DemoRow, ...]:
        """Return the rows that an office received (incoming leads) or sent (other lists) on a day, oldest first."""
        office = self._chain.offices[office_index]
        random = Random(f"{kind.value} {office.customer_number} {day}")
        count = draw_row_count(kind, day, office.weight, random)
        rows = [self._makers[kind](random, office, day) for _ in range(count)]
        return tuple(sorted(rows, key=lambda row: (row.instant, row.created.tick)))

    def _make_incoming(self, random: Random, office: DemoOffice, day: date) -> DemoRow:
        sender, lead_type, hours = self._pick_lead_sender(random, office, day)
        seed = _make_seed(random, day, hours)
        history = draw_history(random, "leads", _SALE_FACTOR[lead_type in _SELLERS])
        broker = office.pick_broker(random)
        text = self._texts.write_incoming(random, day, office, lead_type, broker.first_name, hours == "staff")
        contact, estate = (
            self._make_contact(random, text, history, day),
            self._make_estate(random, office, history, day),
        )
        waits_at_office, has_no_type, age = random.random() < 0.5, random.random() < _WITHOUT_TYPE, self._age(day)
        receiver: Party | None = Party(broker.id, broker.name, office.company)
        if waits_at_office and not history.is_claimed(age):
            receiver = Party(office.company.id, office.name, office.company)
        row = IncomingLead(
            created_at=seed.created_at,
            sender=_drop_randomly(random, _WITHOUT_SENDER, sender),
            receiver=_drop_randomly(random, _WITHOUT_RECEIVER, receiver),
            lead=IncomingLeadFacts(
                seed.id, text.title, None if has_no_type else lead_type, history.state(age), text.message
            ),
            contact=contact,
            estate=estate,
        )
        return seed.make_row(row, history.is_removed(age), office)

    def _make_outgoing(self, random: Random, office: DemoOffice, day: date) -> DemoRow:
        seed = _make_seed(random, day, "broker")
        history = draw_history(random, "leads", 1)
        broker, kind = office.pick_broker(random), pick_weighted(random, _USER_TYPES)
        user = {
            "User": User(broker.id, broker.name, kind, broker.employee_number),
            "Group": User(stable_id(office.group), office.group, kind),
            "Office": User(office.company.id, office.name, kind),
        }[kind]
        receiver, lead_type = self._pick_lead_receiver(random, office)
        text = self._texts.write_outgoing(random, day, office, lead_type, broker.first_name)
        contact = self._make_contact(random, text, history, day)
        row = OutgoingLead(
            created_at=seed.created_at,
            user=_drop_randomly(random, _WITHOUT_SENDER, user),
            sender=Party(office.company.id, office.name, office.company),
            receiver=_drop_randomly(random, _WITHOUT_RECEIVER, receiver),
            lead=OutgoingLeadFacts(seed.id, text.title, lead_type, text.message),
            contact=contact,
        )
        return seed.make_row(row, history.is_removed(self._age(day)), office)

    def _make_tip(self, random: Random, office: DemoOffice, day: date) -> DemoRow:
        tip_type = "FromViewing" if random.random() < _FROM_VIEWING[is_working_day(day)] else "FromUser"
        seed = _make_seed(random, day, "viewing" if tip_type == "FromViewing" else "broker")
        history = draw_history(random, "tips", _SALE_FACTOR_OF_TIPS)
        sender, other = office.pick_broker(random), self._pick_tip_office(random, office)
        receiver, receiver_name = _pick_tip_receiver(random, other, sender.id)
        text = self._texts.write_tip(random, day, other, sender.first_name, receiver_name, tip_type)
        contact, estate = (
            self._make_contact(random, text, history, day),
            self._make_estate(random, other, history, day),
        )
        if other is not office:
            # A tip in two offices' reports needs an id, or it would count as two tips.
            seed = replace(seed, id=seed.id or _new_id(random))
        age = self._age(day)
        row = SentTip(
            created_at=seed.created_at,
            sender=Party(sender.id, sender.name, office.company),
            receiver=_drop_randomly(random, _WITHOUT_RECEIVER, receiver),
            tip=TipFacts(seed.id, text.title, history.state(age), _add_note(text, history, age, day), tip_type),
            contact=contact,
            estate=estate,
        )
        return seed.make_row(row, history.is_removed(age), office, other)

    def _age(self, day: date) -> float:
        """Return the days from noon of `day` to the end of today."""
        return (self._today - day).days + 0.5

    def _pick_lead_sender(self, random: Random, office: DemoOffice, day: date) -> tuple[Party, str, str]:
        """Return the sender of an incoming lead, its type, and a name in `volume`'s table of hours."""
        is_from_sister = random.random() < _FROM_SISTER_OFFICE and is_working_day(day)
        if is_from_sister and office.neighbours:
            sister = self._chain.offices[random.choice(office.neighbours)]
            broker = sister.pick_broker(random)
            return Party(broker.id, broker.name, sister.company), "Värdering", "staff"
        senders = [row for row in self._companies["senders"] if row["hours"] != "staff" or is_working_day(day)]
        row = _pick_row(random, senders)
        is_ours = row["company"] == self._chain.head_office.name
        company: Company | None = self._chain.head_office if is_ours else _make_company(row["company"])
        company = _drop_randomly(random, _WITHOUT_COMPANY, company)
        return Party(stable_id(row["name"]), row["name"], company), pick_weighted(random, row["types"]), row["hours"]

    def _pick_lead_receiver(self, random: Random, office: DemoOffice) -> tuple[Party, str]:
        """Return the receiver and the type of an outgoing lead."""
        sister = self._companies["sister"]
        row = _pick_row(random, [*self._companies["receivers"], *([sister] if office.neighbours else [])])
        if row is not sister:
            return Party(stable_id(row["name"]), row["name"], _make_company(row["company"])), row["type"]
        other = self._chain.offices[random.choice(office.neighbours)]
        broker = other.pick_broker(random)
        return Party(broker.id, broker.name, other.company), sister["type"]

    def _pick_tip_office(self, random: Random, office: DemoOffice) -> DemoOffice:
        is_own_office, index = random.random() < _WITHIN_OFFICE, random.choice(office.neighbours or (office.index,))
        return office if is_own_office else self._chain.offices[index]

    def _make_contact(self, random: Random, text: RowText, history: RowHistory, day: date) -> Contact | None:
        contact_id = f"KON{random.randrange(10**8, 10**9)}"
        if history.is_contact_erased(self._age(day)):
            return None
        return Contact(contact_id, text.first_name, text.last_name)

    def _make_estate(self, random: Random, office: DemoOffice, history: RowHistory, day: date) -> Estate | None:
        estate_id = f"OBJ{office.customer_number[1:]}_{random.randrange(10**9, 2 * 10**9)}"
        choice, has_decision_status = random.random(), random.random() >= _WITHOUT_DECISION_STATUS
        estate_status = history.estate_status(self._age(day))
        if estate_status is None:
            return None
        statuses = self._statuses[estate_status]
        status_id, text = statuses[int(choice * len(statuses))]
        return Estate(estate_id, estate_status, DecisionStatus(status_id, text) if has_decision_status else None)


def _make_seed(random: Random, day: date, hours: str) -> RowSeed:
    wall, tick, chance = pick_time(day, hours, random), random.randrange(10), random.random()
    if hours in ("portal", "site"):
        # The portals send some leads exactly at midnight, or right before it.
        if chance < _AT_MIDNIGHT:
            wall, tick = datetime.combine(day, time()), 0
        elif chance > 1 - _BEFORE_MIDNIGHT:
            wall, tick = datetime.combine(day + timedelta(1), time()) - timedelta.resolution, 9
    row_id = _new_id(random)
    return RowSeed(to_existing_time(wall), tick, _drop_randomly(random, _WITHOUT_ID, row_id))


def _new_id(random: Random) -> str:
    return str(UUID(int=random.getrandbits(128), version=4))


def _drop_randomly(random: Random, share: float, value: T) -> T | None:
    return None if random.random() < share else value


def _pick_row(random: Random, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return random.choices(rows, [row["weight"] for row in rows])[0]


def _make_company(name: str) -> Company:
    return Company(stable_id(name), name)


def _pick_tip_receiver(random: Random, office: DemoOffice, sender_id: str) -> tuple[TipReceiver, str]:
    """Return the receiver of a tip, never its sender, and how the sender addresses them."""
    kind = pick_weighted(random, _USER_TYPES)
    colleagues = [broker for broker in office.brokers if broker.id != sender_id]
    broker = random.choices(colleagues, [broker.weight for broker in colleagues])[0]
    if kind == "Group":
        return TipReceiver(stable_id(office.group), office.group, None, kind, office.company), "alla"
    if kind == "Office":
        return TipReceiver(office.company.id, office.name, None, kind, office.company), "alla"
    return TipReceiver(broker.id, broker.name, broker.employee_number, kind, office.company), broker.first_name


def _add_note(text: RowText, history: RowHistory, age: float, day: date) -> str | None:
    """Return the message, with the receiver's note below once the row is closed."""
    if not (text.note and history.is_closed(age)):
        return text.message
    noted_on = day + timedelta(int(history.closed_after))
    note = f"{noted_on.day}/{noted_on.month}: {text.note}"
    return f"{text.message}\n\n{note}" if text.message else note
