"""What each sender of tips gets to know."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from hypothesis import example, given

from tests.report.statistics import reference_counts as reference
from tests.report.statistics.factories import (
    RandomReport,
    allow_slow_data,
    reports,
    select_rows,
    tip,
    tip_tables,
)
from vitec_desktop.report.columns import Value
from vitec_desktop.report.fields import SENDER_COMPANY, SENDER_NAME
from vitec_desktop.report.labels import EstateStep, StateGroup
from vitec_desktop.report.statistics import TipFeedback, feedback_by_sender
from vitec_desktop.report.statistics.columns import column_index
from vitec_desktop.report.value_groups import group_key
from vitec_desktop.webservice.models import Estate, ListKind, WireRow


def sender_key(name: str | None) -> Value:
    return group_key(SENDER_NAME, name)


def names_of(rows: Sequence[WireRow], name: str | None) -> set[Value]:
    """Return the keys of all names of a person: those that some id has in common, and of these again."""
    pairs = [(sender_key(reference.at(row, "sender", "name")), reference.at(row, "sender", "id")) for row in rows]
    found = {sender_key(name)}
    for _ in pairs if name is not None else ():
        ids = {known_id for key, known_id in pairs if key in found and known_id is not None}
        found |= {key for key, known_id in pairs if known_id in ids and key is not None}
    return found


@allow_slow_data
@given(reports)
@example(RandomReport({ListKind.TIPS: [tip(sender_id="1"), tip(sender="Örjan Ek", sender_id="1"), tip(sender=None)]}))
def test_every_tip_stands_in_the_block_of_its_sender(reported: RandomReport) -> None:
    blocks = feedback_by_sender(reported.tables[ListKind.TIPS])
    wire = reported.wire[ListKind.TIPS]
    assert sum(block.count for block in blocks) == len(wire)
    assert len({(block.sender, block.company) for block in blocks}) == len(blocks)
    for block in blocks:
        sent = [
            row
            for row in wire
            if sender_key(reference.at(row, "sender", "name")) in names_of(wire, block.sender)
            and group_key(SENDER_COMPANY, reference.at(row, "sender", "company", "name"))
            == group_key(SENDER_COMPANY, block.company)
        ]
        assert block.count == len(sent)
        assert (block.linked, block.won, block.sold, block.no_assignment) == tuple(
            reference.count(sent, holds)
            for holds in (
                reference.is_linked,
                reference.is_won,
                reference.is_sold,
                reference.is_lost,
            )
        )
        assert block.by_group[StateGroup.UNHANDLED] == reference.count(sent, reference.is_unhandled)
        assert block.by_group.total() == block.count
        found = Counter((t.title, t.receiver, t.receiver_company, t.state, t.estate_status) for t in block.tips)
        assert found == Counter(
            (
                reference.at(row, "tip", "title"),
                reference.at(row, "receiver", "name"),
                reference.at(row, "receiver", "company", "name"),
                reference.state(row),
                reference.estate_status(row),
            )
            for row in sent
        )
        created = [t.created_at for t in block.tips]
        dated = [moment for moment in created if moment is not None]
        assert created == [*sorted(dated, reverse=True), *[None] * (len(created) - len(dated))]


def test_a_tip_is_told_with_what_became_of_it() -> None:
    tables = tip_tables(tip(state="Done", estate=Estate("1", "ForSale")))
    [block] = feedback_by_sender(tables[ListKind.TIPS])
    [found] = block.tips
    assert found == TipFeedback(
        datetime(2026, 11, 20, 9), "Vill sälja", "Karim Haddad", "Norrby Vasastan", "Done", "ForSale", True
    )
    assert (found.group, found.step) == (StateGroup.DONE, EstateStep.ASSIGNMENT)


def test_blocks_stand_in_swedish_order_and_the_nameless_last() -> None:
    names = ["Örjan", None, "Åsa", "Bo", "anna"]
    blocks = feedback_by_sender(tip_tables(*(tip(sender=name) for name in names))[ListKind.TIPS])
    assert [block.sender for block in blocks] == ["anna", "Bo", "Åsa", "Örjan", None]


def test_namesakes_of_two_companies_do_not_see_each_others_tips() -> None:
    tables = tip_tables(tip(company="Norrby Vasastan"), tip(company="Norrby Solna"), tip(company=None))
    blocks = feedback_by_sender(tables[ListKind.TIPS])
    company = column_index(ListKind.TIPS, SENDER_COMPANY.key)
    assert [(block.sender, block.company, block.count) for block in blocks] == [
        ("Anna Berg", "Norrby Solna", 1),
        ("Anna Berg", "Norrby Vasastan", 1),
        ("Anna Berg", None, 1),
    ]
    assert [select_rows(block.row_filter, tables[ListKind.TIPS])[0][company] for block in blocks] == [
        "Norrby Solna",
        "Norrby Vasastan",
        None,
    ]
