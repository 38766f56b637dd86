"""The sample texts: every name in braces must exist."""

import re
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

import pytest

from vitec_desktop.demo.offices import load_chain
from vitec_desktop.demo.text_generator import TextGenerator
from vitec_desktop.demo.texts import fill_template, load_table


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


@pytest.mark.parametrize("name", ["tips", "leads"])
def test_every_name_in_braces_is_known(name: str) -> None:
    table = load_table(name)
    facts = TextGenerator().draw_facts(Random(1), date(2026, 10, 1), load_chain(1).offices[0], "any")
    known = {*facts, *table["words"], "sender", "receiver"}
    named = {word[0].lower() + word[1:] for text in texts(table) for word in re.findall(r"\{(\w+)\}", text)}
    assert named <= known
    assert not [text for text in texts(table) if text.count("{") != text.count("}") or text != text.strip()]


def test_every_lead_type_has_texts() -> None:
    companies, leads = load_table("companies"), load_table("leads")
    incoming = {lead_type for sender in companies["senders"] for lead_type in sender["types"]}
    outgoing = {receiver["type"] for receiver in [*companies["receivers"], companies["sister"]]}
    assert incoming == set(leads["incoming"])
    assert outgoing == set(leads["outgoing"])


def test_a_name_with_a_capital_gives_a_text_with_a_capital() -> None:
    facts = {"the_home": "trean"}
    assert fill_template("{The_home} och {the_home}", facts, {}, Random(1)) == "Trean och trean"


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        fill_template("{nothing}", {}, {}, Random(1))
