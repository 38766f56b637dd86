"""Generates the titles and messages of tips and leads, and their contacts' names."""

from collections.abc import Mapping, Sequence
from datetime import date
from random import Random
from typing import Any

from msgspec import Struct

from vitec_desktop.demo.offices import DemoOffice
from vitec_desktop.demo.texts import WordLists, capitalise, fill_template, load_table

_PRONOUNS = {
    "women": {"she": "hon", "her": "henne", "hers": "hennes"},
    "men": {"she": "han", "her": "honom", "hers": "hans"},
}
_OWNERS = {"en": ("sin", "vår", "min", "den"), "ett": ("sitt", "vårt", "mitt", "det")}


class RowText(Struct, frozen=True):
    """The title, message and contact of one row; `note` is the receiver's later note, "" if there is none."""

    title: str
    message: str | None
    first_name: str
    last_name: str
    note: str


class TextGenerator:
    """Generates row texts from the templates in `resources/demo/`."""

    def __init__(self) -> None:
        self._names: dict[str, list[str]] = load_table("people")
        self._seasons: dict[str, list[str]] = load_table("seasons")
        self._tips = load_table("tips")
        self._leads = load_table("leads")
        homes: list[dict[str, Any]] = load_table("homes")["homes"]
        self._homes = {"any": homes} | {
            kind: [home for home in homes if home["type"] == kind] for kind in ("flat", "house")
        }

    def write_tip(
        self, random: Random, day: date, office: DemoOffice, sender: str, receiver: str, tip_type: str
    ) -> RowText:
        """Return a tip from one broker to another about a contact near `office`; both names are first names."""
        occasions = [occasion for occasion in self._tips["occasions"] if self._is_suitable(occasion, tip_type, office)]
        occasion = random.choices(occasions, [occasion["weight"] for occasion in occasions])[0]
        facts = self.draw_facts(random, day, office, occasion["home"]) | {"sender": sender, "receiver": receiver}
        message, words = self._tips["message"], self._tips["words"]

        def pick_text(options: Sequence[str]) -> str:
            return fill_template(random.choice(options), facts, words, random)

        title = pick_text(occasion["headings"])
        details = [*message["details"], *message[f"{occasion.get('details', facts['type'])}_details"]]
        blocks = [
            _add_greeting(random, pick_text(message["greetings"]), pick_text(occasion["situations"]), probability=0.55),
            _pick_sentences(random, details, facts, words, (30, 45, 25)),
            _pick_sentences(random, message["wishes"], facts, words, (20, 60, 20)),
            pick_text(message["endings"]) if random.random() < 0.5 else "",
        ]
        short, chance, separator = pick_text(message["short"]), random.random(), _pick_separator(random)
        text = None if chance < 0.05 else short if chance < 0.17 else separator.join(filter(None, blocks))
        note = pick_text(message["notes"]) if random.random() < 0.25 else ""
        return RowText(capitalise(title), text, facts["contact"], facts["surname"], note)

    def write_incoming(
        self, random: Random, day: date, office: DemoOffice, lead_type: str, receiver: str, is_phone_note: bool
    ) -> RowText:
        """Return a customer's message; if `is_phone_note`, what a colleague wrote down on the telephone."""
        kind, message = self._leads["incoming"][lead_type], self._leads["message"]
        facts, words = self.draw_facts(random, day, office, "any") | {"receiver": receiver}, self._leads["words"]

        def pick_text(options: Sequence[str]) -> str:
            return fill_template(random.choice(options), facts, words, random)

        title = pick_text(kind["titles"])
        if is_phone_note:
            opening = pick_text(kind.get("noted", kind["openings"]))
            blocks = [opening, _pick_sentences(random, message["noted_details"], facts, words, (25, 50, 25))]
        else:
            blocks = [
                _add_greeting(random, pick_text(message["greetings"]), pick_text(kind["openings"]), probability=0.5),
                _pick_sentences(random, kind["details"], facts, words, (30, 45, 25)),
                pick_text(message["wishes"]) if random.random() < 0.4 else "",
                pick_text(message["endings"]) if random.random() < 0.45 else "",
            ]
        separator, has_no_message = _pick_separator(random), random.random() < 0.07
        text = None if has_no_message else separator.join(filter(None, blocks))
        return RowText(capitalise(title), text, facts["contact"], facts["surname"], "")

    def write_outgoing(self, random: Random, day: date, office: DemoOffice, lead_type: str, sender: str) -> RowText:
        """Return an office's message to a bank, a removal firm or a sister office."""
        kind = self._leads["outgoing"][lead_type]
        facts, words = self.draw_facts(random, day, office, "any") | {"sender": sender}, self._leads["words"]
        title = fill_template(random.choice(kind["titles"]), facts, words, random)
        blocks = [
            fill_template(random.choice(kind["openings"]), facts, words, random),
            _pick_sentences(random, kind["details"], facts, words, (25, 55, 20)),
            f"/{sender}" if random.random() < 0.3 else "",
        ]
        separator, has_no_message = _pick_separator(random), random.random() < 0.1
        text = None if has_no_message else separator.join(filter(None, blocks))
        return RowText(capitalise(title), text, facts["contact"], facts["surname"], "")

    def _is_suitable(self, occasion: Mapping[str, Any], tip_type: str, office: DemoOffice) -> bool:
        return bool(occasion["type"] == tip_type and (occasion["home"] != "house" or office.house_areas))

    def draw_facts(self, random: Random, day: date, office: DemoOffice, home_type: str) -> dict[str, str]:
        """Return the random facts that the templates of one row can name: contact, home, place and season."""
        gender = random.choice(("women", "men"))
        other = random.choice(("women", "men"))
        home = self._pick_home(random, office, home_type)
        another = self._pick_home(random, office, "flat")
        areas = office.house_areas if home["type"] == "house" else office.flat_areas
        own, our, my, it = _OWNERS[home["article"]]
        road, bare = random.choice(office.streets), home["bare"]
        return {
            **_PRONOUNS[gender],
            "contact": random.choice(self._names[gender]),
            "partner": random.choice(self._names[other]),
            "surname": random.choice(self._names["last_names"]),
            "type": home["type"],
            "home": bare,
            "a_home": f"{home['article']} {bare}",
            "the_home": home["the"],
            "own_home": f"{own} {bare}",
            "our_home": f"{our} {bare}",
            "my_home": f"{my} {bare}",
            "a_home2": f"{another['article']} {another['bare']}",
            "it": it,
            "in_area": random.choice(areas),
            "road": road,
            "street": f"{road} {random.randint(1, 74)}",
            "rooms": str(home["rooms"]),
            "size": str(random.randint(*home["sizes"])),
            "plot": str(random.randint(32, 119) * 10),
            "price": f"{random.randint(24, 118) / 10:.1f}".replace(".", ","),
            "season": random.choice(self._seasons[str(day.month)]),
            # From the range that the Swedish telecom authority (PTS) reserves for fiction.
            "phone": f"070-174 06 {random.randint(5, 99):02}",
        }

    def _pick_home(self, random: Random, office: DemoOffice, home_type: str) -> Mapping[str, Any]:
        homes = self._homes["flat" if home_type == "any" and not office.house_areas else home_type]
        return random.choices(homes, [home["weight"] for home in homes])[0]


def _add_greeting(random: Random, greeting: str, opening: str, probability: float) -> str:
    """Return the opening, at random with the greeting above or before it."""
    separator = "\n" if greeting.endswith(",") or random.random() < 0.35 else " "
    is_greeted = random.random() < probability and not opening.startswith("Hej")
    return f"{greeting}{separator}{capitalise(opening)}" if is_greeted else capitalise(opening)


def _pick_sentences(
    random: Random, options: Sequence[str], facts: Mapping[str, str], words: WordLists, weights: Sequence[int]
) -> str:
    """Return none, one or two filled-in options; `weights` are the weights of the three cases."""
    count = random.choices((0, 1, 2), weights)[0]
    return " ".join(fill_template(option, facts, words, random) for option in random.sample(options, count))


def _pick_separator(random: Random) -> str:
    """Return what separates the parts of a message: an empty line, a line break or a space."""
    return random.choices(("\n\n", "\n", " "), (40, 35, 25))[0]
