"""The invented chain: its offices, their brokers, districts and streets."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from random import Random
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from vitec_desktop.demo.texts import load_table
from vitec_desktop.webservice.models import Company

NEIGHBOUR_GROUP_SIZE = 3
"""So many offices, one after the other, send tips to each other."""

_BROKERS_OF_FURTHER_OFFICES = 4


@dataclass(frozen=True, slots=True)
class Broker:
    id: str
    name: str
    employee_number: str
    weight: float
    """How busy a broker is, 1 for an ordinary one."""

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """One office. `neighbours` are the places in the chain of the offices it exchanges tips with, its own left out."""

    index: int
    company: Company
    group: str
    weight: float
    brokers: tuple[Broker, ...]
    flat_areas: tuple[str, ...]
    house_areas: tuple[str, ...]
    streets: tuple[str, ...]
    neighbours: tuple[int, ...]

    @property
    def customer_number(self) -> str:
        return self.company.customer_number or ""

    @property
    def name(self) -> str:
        return self.company.name or ""

    def pick_broker(self, random: Random) -> Broker:
        return random.choices(self.brokers, [broker.weight for broker in self.brokers])[0]


@dataclass(frozen=True, slots=True)
class OfficeChain:
    """All offices, in order, and the head office that sends leads to them."""

    head_office: Company
    offices: tuple[DemoOffice, ...]


@cache
def stable_id(what: str) -> str:
    """An id that is the same in every run, for whoever is named by `what`."""
    return str(uuid5(NAMESPACE_DNS, f"{what}.norrby.example"))


def load_chain(office_count: int) -> OfficeChain:
    """The chain with its first `office_count` offices: the three well-known ones, and as many more as are wanted."""
    table = load_table("offices")
    rows = [*table["offices"], *_make_further_offices(table, office_count - len(table["offices"]))][:office_count]
    head_office = Company(stable_id("head office"), table["brand"], table["head_office_number"])
    return OfficeChain(head_office, tuple(_make_office(place, row, len(rows)) for place, row in enumerate(rows)))


def _make_office(place: int, row: dict[str, Any], count: int) -> DemoOffice:
    number = row["customer_number"]
    first = place - place % NEIGHBOUR_GROUP_SIZE
    return DemoOffice(
        index=place,
        company=Company(stable_id(number), row["name"], number),
        group=row["group"],
        weight=row["weight"],
        brokers=tuple(_make_broker(number, person) for person in row["people"]),
        flat_areas=tuple(row["flat_areas"]),
        house_areas=tuple(row["house_areas"]),
        streets=tuple(row["streets"]),
        neighbours=tuple(other for other in range(first, min(first + NEIGHBOUR_GROUP_SIZE, count)) if other != place),
    )


def _make_broker(customer_number: str, person: dict[str, Any]) -> Broker:
    employee_number = person["employee_number"]
    return Broker(
        stable_id(f"{employee_number}.{customer_number}"), person["name"], employee_number, person.get("weight", 1.0)
    )


def _make_further_offices(table: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Offices beyond the well-known ones, each drawn from its own number.

    Raises:
        ValueError: there are not so many places.
    """
    if count <= 0:
        return []
    more, people = table["more"], load_table("people")
    towns = [place + ending for ending, place in product(more["endings"], more["places"])]
    if count > len(towns):
        raise ValueError(f"the sample chain has at most {len(towns) + len(table['offices'])} offices")
    return [
        _make_further_office(table["brand"].split()[0], more, people, place, town)
        for place, town in enumerate(towns[:count])
    ]


def _make_further_office(
    brand: str, more: dict[str, Any], people: dict[str, Any], place: int, town: str
) -> dict[str, Any]:
    random = Random(f"office {place}")
    return {
        "customer_number": f"M{more['first_number'] + place}",
        "name": f"{brand} {town}",
        "group": f"Säljteam {town}",
        "weight": random.uniform(0.7, 1.3),
        "people": _make_brokers(people, random, 2000 + 10 * place),
        "flat_areas": more["flat_areas"],
        "house_areas": more["house_areas"],
        "streets": more["streets"],
    }


def _make_brokers(names: dict[str, Sequence[str]], random: Random, first_number: int) -> list[dict[str, Any]]:
    first_names = random.sample([*names["women"], *names["men"]], _BROKERS_OF_FURTHER_OFFICES)
    last_names = random.sample(names["last_names"], _BROKERS_OF_FURTHER_OFFICES)
    return [
        {"name": f"{first} {last}", "employee_number": str(first_number + place), "weight": random.uniform(0.5, 1.5)}
        for place, (first, last) in enumerate(zip(first_names, last_names, strict=True))
    ]
