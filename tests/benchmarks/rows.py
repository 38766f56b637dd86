"""Random rows of the list with the most columns, with values as in a real report."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from vitec_desktop.report.columns import ColumnKind, Value
from vitec_desktop.report.labels import ESTATE_STATUSES, STATES
from vitec_desktop.report.lists import COLUMNS
from vitec_desktop.report.report import Row
from vitec_desktop.webservice.models import ListKind

KIND = ListKind.TIPS

_FIRST_NAMES = ("Anna", "Åke", "Karim", "Elin", "Örjan", "Sofia", "Mikael", "Wilma", "Leila", "Oskar", "Maja", "Viktor")
_LAST_NAMES = ("Bergström", "Öberg", "Haddad", "Åkesson", "Ek", "Lindqvist", "Ström", "Sandgren", "Nyberg", "Forsell")
_TITLES = (
    "Vill sälja villa i",
    "Säljer lägenhet i",
    "Söker radhus i",
    "Dödsbo i",
    "Granne vill sälja i",
    "Köper tomt i",
)
_PLACES = ("Råsunda", "Huvudsta", "Ursvik", "Bergshamra", "Hagalund", "Älvsjö", "Östermalm", "Årsta", "Duvbo", "Solna")
_WORDS = [
    "träffade",
    "ägarna",
    "på",
    "visningen",
    "och",
    "de",
    "vill",
    "gärna",
    "ha",
    "en",
    "värdering",
    "före",
    "advent",
    "helst",
    "en",
    "kväll",
    "ring",
    "kunden",
    "själv",
    "familjen",
    "växer",
    "ur",
    "sin",
    "trea",
    "letar",
    "större",
    "bor",
    "i",
    "villa",
    "med",
    "barn",
    "har",
    "lånelöfte",
    "klart",
]


def make_rows(count: int, seed: int = 1) -> list[Row]:
    """Return `count` rows, newest first, the same ones for the same seed."""
    random = Random(seed)
    people = [f"{first} {last} {number}" for number in range(12) for first in _FIRST_NAMES for last in _LAST_NAMES]
    offices = [f"Norrby {place}" for place in _PLACES]
    states = [label.code for label in STATES]
    estates: list[str | None] = [label.code for label in ESTATE_STATUSES] + [None] * 12
    created = datetime(2026, 10, 31, 16)
    rows = []
    for _ in range(count):
        created -= timedelta(seconds=random.randint(1, 600))
        values: dict[str, Value] = {
            "createdAt": created,
            "tip.state": random.choice(states),
            "tip.title": f"{random.choice(_TITLES)} {random.choice(_PLACES)} {random.randint(1, 99_999)}",
            "tip.message": " ".join(random.choices(_WORDS, k=random.randint(8, 30))),
            "tip.type": random.choice(("FromUser", "FromViewing")),
            "tip.id": str(UUID(int=random.getrandbits(128))),
            "estate.estateStatus": random.choice(estates),
            "estate.status.text": random.choice(("Pågående", "Avslutad", None)),
            "receiver.type": "User",
        }
        for column in COLUMNS[KIND]:
            if column.key in values:
                continue
            if column.kind is ColumnKind.CHANGE:
                values[column.key] = None  # compared with no other report
            elif column.kind is ColumnKind.NUMBER:
                values[column.key] = random.randint(1, 9)
            elif column.kind is ColumnKind.IDENTIFIER:
                values[column.key] = f"{random.getrandbits(40):010x}"
            else:
                values[column.key] = random.choice(offices if "company" in column.key else people)
        rows.append(tuple(values[column.key] for column in COLUMNS[KIND]))
    return rows
