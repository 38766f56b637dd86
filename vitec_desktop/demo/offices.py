"""The invented chain of offices, with their brokers, districts and streets."""

from collections.abc import Sequence
from functools import cache
from itertools import product
from random import Random
from typing import Any
from uuid import NAMESPACE_DNS, uuid5

from msgspec import Struct

from vitec_desktop.demo.texts import load_table
from vitec_desktop.webservice.models import Company

NEIGHBOUR_GROUP_SIZE = 3
"""The number of consecutive offices that send tips to each other."""

_BROKERS_OF_FURTHER_OFFICES = 4


class Broker(Struct, frozen=True):
    """A broker; `weight` is the share of rows relative to an average broker, 1."""

    id: str
    name: str
    employee_number: str
    weight: float

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


class DemoOffice(Struct, frozen=True):
    """One office; `index` is its position in the chain, `neighbours` are those of the offices it shares tips with."""

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


class OfficeChain(Struct, frozen=True):
    """All offices in order, and the head office, which sends leads to them."""

    head_office: Company
    offices: tuple[DemoOffice, ...]


@cache
def stable_id(name: str) -> str:
    """Return an id that depends on `name` alone."""
    return str(uuid5(NAMESPACE_DNS, f"{name}.norrby.example"))


def load_chain(office_count: int) -> OfficeChain:
    """Return a chain of `office_count` offices: those of offices.toml first, then generated ones."""
    table = load_table("offices")
    rows = [*table["offices"], *_make_further_offices(table, office_count - len(table["offices"]))][:office_count]
    head_office = Company(stable_id("head office"), table["brand"], table["head_office_number"])
    return OfficeChain(head_office, tuple(_make_office(index, row, len(rows)) for index, row in enumerate(rows)))


def _make_office(index: int, row: dict[str, Any], count: int) -> DemoOffice:
    number = row["customer_number"]
    first = index - index % NEIGHBOUR_GROUP_SIZE
    return DemoOffice(
        index=index,
        company=Company(stable_id(number), row["name"], number),
        group=row["group"],
        weight=row["weight"],
        brokers=tuple(_make_broker(number, person) for person in row["people"]),
        flat_areas=tuple(row["flat_areas"]),
        house_areas=tuple(row["house_areas"]),
        streets=tuple(row["streets"]),
        neighbours=tuple(other for other in range(first, min(first + NEIGHBOUR_GROUP_SIZE, count)) if other != index),
    )


def _make_broker(customer_number: str, person: dict[str, Any]) -> Broker:
    employee_number = person["employee_number"]
    return Broker(
        stable_id(f"{employee_number}.{customer_number}"), person["name"], employee_number, person.get("weight", 1.0)
    )


def _make_further_offices(table: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Return offices beyond those of offices.toml, each generated from its number.

    Raises:
        ValueError: `count` is larger than the number of place names.
    """
    if count <= 0:
        return []
    more, people = table["more"], load_table("people")
    towns = [place + ending for ending, place in product(more["endings"], more["places"])]
    if count > len(towns):
        raise ValueError(f"the sample chain has at most {len(towns) + len(table['offices'])} offices")
    return [
        _make_further_office(table["brand"].split()[0], more, people, index, town)
        for index, town in enumerate(towns[:count])
    ]


def _make_further_office(
    brand: str, more: dict[str, Any], people: dict[str, Any], index: int, town: str
) -> dict[str, Any]:
    random = Random(f"office {index}")
    return {
        "customer_number": f"M{more['first_number'] + index}",
        "name": f"{brand} {town}",
        "group": f"Säljteam {town}",
        "weight": random.uniform(0.7, 1.3),
        "people": _make_brokers(people, random, 2000 + 10 * index),
        "flat_areas": more["flat_areas"],
        "house_areas": more["house_areas"],
        "streets": more["streets"],
    }


def _make_brokers(names: dict[str, Sequence[str]], random: Random, first_number: int) -> list[dict[str, Any]]:
    first_names = random.sample([*names["women"], *names["men"]], _BROKERS_OF_FURTHER_OFFICES)
    last_names = random.sample(names["last_names"], _BROKERS_OF_FURTHER_OFFICES)
    return [
        {"name": f"{first} {last}", "employee_number": str(first_number + index), "weight": random.uniform(0.5, 1.5)}
        for index, (first, last) in enumerate(zip(first_names, last_names, strict=True))
    ]
