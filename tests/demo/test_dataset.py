"""The sample rows: reproducible, changing with time, and with every value that a report can have."""

import re
from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from tests.demo.conftest import TODAY, incoming
from vitec_desktop.demo.service import DemoService
from vitec_desktop.webservice.models import ActiveStatus, IncomingLead, ListKind, OutgoingLead, SentTip, WireRow
from vitec_desktop.webservice.timestamps import SWEDEN, parse_swedish_time, swedish_now

STATES = {
    "New", "Done", "Cancelled", "Claimed", "Reassigned", "AssignedToDistributor", "Delegated", "AutoAssigned",
    "NoAnswerOrBusy", "NoAssignment", "IncorrectOrDuplicate", "RemovedOther",
}  # fmt: skip
ESTATE_STATUSES = {
    "AssignmentAttempt", "AssignmentAccepted", "ForSale", "Sold", "Paused", "NoAssignment", "AssignmentWithdrawn",
    "ReservedNotForSale", "NotForSale", "SoldReferenceObject", "Coming", "Advantage", "Booked", "Running", "Resting",
    "Soldout", "SoonForSale", "ReadyForRent", "TentativelyRented", "Rented", "AppointedAdmission",
}  # fmt: skip


class Lists:
    """All rows of two years, up to a service's today."""

    def __init__(self, service: DemoService, today: date = TODAY) -> None:
        rows = service.rows(today - timedelta(729), today, ActiveStatus.ACTIVE_AND_REMOVED)
        self.incoming = [row for row in rows[ListKind.INCOMING] if isinstance(row, IncomingLead)]
        self.outgoing = [row for row in rows[ListKind.OUTGOING] if isinstance(row, OutgoingLead)]
        self.tips = [row for row in rows[ListKind.TIPS] if isinstance(row, SentTip)]
        self.all: list[WireRow] = [*self.incoming, *self.outgoing, *self.tips]
        self.by_kind = [rows[kind] for kind in ListKind]
        facts = [*(row.lead for row in self.incoming), *(row.lead for row in self.outgoing)]
        self.facts = [fact for fact in (*facts, *(row.tip for row in self.tips)) if fact]


@pytest.fixture(scope="module")
def lists(service: DemoService) -> Lists:
    return Lists(service)


def test_the_same_today_gives_the_same_rows(service: DemoService) -> None:
    again = DemoService(today=TODAY)
    backwards = [again.rows(day, day) for day in (date(2026, 10, 3), date(2026, 10, 2), date(2026, 10, 1))]
    for kind in ListKind:
        one_by_one = [row for rows in reversed(backwards) for row in rows[kind]]
        assert one_by_one == service.rows(date(2026, 10, 1), date(2026, 10, 3))[kind]


def test_a_row_has_a_later_state_in_a_later_report(service: DemoService) -> None:
    later = DemoService(today=TODAY + timedelta(90))
    day = TODAY - timedelta(4), TODAY
    now, then = ({row.row_id: row for row in incoming(demo, *day)} for demo in (service, later))
    assert set(now) == set(then)
    assert len(now) > 10
    assert all(now[id].created_at == then[id].created_at for id in now)
    unhandled = [
        sum(row.lead.state in ("New", "AssignedToDistributor") for row in rows.values() if row.lead)
        for rows in (now, then)
    ]
    assert unhandled[0] > 0
    assert unhandled[1] == 0


@pytest.mark.slow
@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29)])
def test_every_value_of_every_enumeration_occurs(today: date, lists: Lists) -> None:
    if today != TODAY:
        lists = Lists(DemoService(today=today), today)
    leads = [row.lead for row in lists.incoming if row.lead]
    tips = [row.tip for row in lists.tips if row.tip]
    linked = [row.estate for row in lists.incoming] + [row.estate for row in lists.tips]
    estates = [estate.estate_status for estate in linked if estate]
    assert {lead.state for lead in leads} == STATES
    assert {tip.state for tip in tips} <= STATES
    assert {"New", "Claimed", "Done", "Cancelled", "NoAssignment"} <= {tip.state for tip in tips}
    assert {tip.type for tip in tips} == {"FromUser", "FromViewing"}
    assert set(estates) == ESTATE_STATUSES | {"PreSale"}
    assert {row.receiver.type for row in lists.tips if row.receiver} == {"User", "Group", "Office"}
    assert {row.user.type for row in lists.outgoing if row.user} == {"User", "Group", "Office"}


def test_every_optional_field_is_missing_in_a_few_rows(lists: Lists) -> None:
    rows = lists.all
    missing = {
        "id": sum(row.row_id is None for row in rows),
        "receiver": sum(row.receiver is None for row in rows),
        "sender": sum(row.sender is None for row in lists.incoming),
        "user": sum(row.user is None for row in lists.outgoing),
        "type": sum(row.lead is not None and row.lead.type is None for row in lists.incoming),
    }
    assert all(0 < count < 0.03 * len(rows) for count in missing.values()), missing
    assert any(row.row_id is None for row in lists.tips)
    messages = [fact.message for fact in lists.facts]
    assert 0 < messages.count(None) < 0.15 * len(messages)
    assert 0.1 < sum(row.estate is None for row in lists.incoming) / len(lists.incoming) < 0.5
    assert any(row.estate.status is None for row in lists.tips if row.estate)
    assert all(row.created_at for row in rows)


def test_contacts_are_erased_after_years(service: DemoService, lists: Lists) -> None:
    old = incoming(service, date(2022, 1, 1), date(2022, 12, 31))
    forgotten_of_old = sum(row.contact is None for row in old) / len(old)
    recent = [row for row in lists.incoming if (row.created_at or "") > "2026"]
    assert forgotten_of_old > 0.25
    assert 0 < sum(row.contact is None for row in recent) / len(recent) < 0.04


def test_ids_are_unique_in_their_list(lists: Lists) -> None:
    for rows in lists.by_kind:
        ids = [row.row_id for row in rows if row.row_id]
        assert len(set(ids)) == len(ids)


def test_rows_without_an_id_differ_from_each_other(lists: Lists) -> None:
    for rows in lists.by_kind:
        anonymous = [row for row in rows if row.row_id is None]
        assert len(set(anonymous)) == len(anonymous)


def test_a_tip_without_an_id_belongs_to_one_office(lists: Lists) -> None:
    for tip in lists.tips:
        if tip.row_id is None and tip.sender and tip.receiver:
            assert tip.sender.company == tip.receiver.company


def test_times_have_seven_digits_and_the_swedish_offset(lists: Lists) -> None:
    pattern = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}\+0[12]:00")
    for row in lists.all:
        text = row.created_at or ""
        assert pattern.fullmatch(text)
        moment = datetime.fromisoformat(text[:26] + text[27:])
        assert moment.utcoffset() == moment.astimezone(SWEDEN).utcoffset()
    offsets = {(row.created_at or "")[-6:] for row in lists.incoming}
    assert offsets == {"+01:00", "+02:00"}


def test_no_row_is_in_the_future() -> None:
    before = swedish_now()
    service = DemoService()
    rows = service.rows(before.date() - timedelta(2), before.date() + timedelta(40), ActiveStatus.ACTIVE_AND_REMOVED)
    after = swedish_now()
    moments = [parse_swedish_time(row.created_at) for kind in ListKind for row in rows[kind]]
    assert moments
    assert all(moment is not None and moment <= after for moment in moments)


def test_rows_begin_five_years_ago(service: DemoService) -> None:
    assert service.rows(date(2021, 1, 1), date(2021, 1, 31))[ListKind.INCOMING]
    assert not service.rows(date(2020, 1, 1), date(2020, 12, 31))[ListKind.INCOMING]
    assert not service.rows(TODAY + timedelta(1), TODAY + timedelta(60))[ListKind.INCOMING]


def test_volumes_are_those_of_three_offices(lists: Lists) -> None:
    a_month = {name: len(getattr(lists, name)) / 24 for name in ("incoming", "outgoing", "tips")}
    assert 170 < a_month["incoming"] < 230
    assert 33 < a_month["outgoing"] < 52
    assert 52 < a_month["tips"] < 76


def test_volumes_vary_over_the_year(lists: Lists) -> None:
    months = Counter((row.created_at or "")[5:7] for row in lists.incoming)
    quiet, busy = (months["07"] + months["12"]) / 2, (months["04"] + months["09"]) / 2
    assert min(months, key=lambda month: months[month]) == "07"
    assert quiet < 0.7 * busy


def test_volumes_vary_by_weekday_and_hour(lists: Lists) -> None:
    portal, staff = Counter[int](), Counter[int]()
    for row in lists.incoming:
        moment = parse_swedish_time(row.created_at)
        assert moment is not None
        name = row.sender.name if row.sender else None
        if name == "Bostadsportalen":
            portal[moment.hour] += 1
        elif name == "Kundtjänst":
            staff[moment.hour] += 1
            assert moment.weekday() < 5
    assert sum(portal[hour] for hour in range(19, 23)) > 0.3 * portal.total()
    assert sum(staff[hour] for hour in range(8, 18)) > 0.9 * staff.total()
    tips = Counter((parse_swedish_time(row.created_at) or swedish_now()).weekday() for row in lists.tips)
    assert tips[5] < tips[0] / 2


def test_texts_are_complete_and_rarely_repeat(lists: Lists) -> None:
    texts = [text for fact in lists.facts for text in (fact.title, fact.message) if text]
    assert not [text for text in texts if "{" in text or "None" in text or text != text.strip()]
    assert any(set("åäö") <= set(text) and "\n" in text for text in texts)
    messages = Counter(fact.message for fact in lists.facts if fact.message)
    assert len(messages) > 0.85 * messages.total()
    assert messages.most_common(1)[0][1] < 0.02 * messages.total()


def test_no_tip_has_its_sender_as_receiver(lists: Lists) -> None:
    assert not [tip for tip in lists.tips if tip.sender and tip.receiver and tip.sender.id == tip.receiver.id]


def test_a_chain_of_300_offices() -> None:
    service = DemoService(today=TODAY, office_count=300)
    assert len({customer.id for customer in service.customers}) == 300
    assert len({customer.name for customer in service.customers}) == 300
    assert [customer.name for customer in service.customers[:3]] == [
        "Norrby Solna",
        "Norrby Sundbyberg",
        "Norrby Vasastan",
    ]
    rows = service.rows(date(2026, 10, 5), date(2026, 10, 5), ActiveStatus.ACTIVE_AND_REMOVED)
    assert 500 < len(rows[ListKind.INCOMING]) < 1500
    ids = [row.row_id for row in rows[ListKind.TIPS] if row.row_id]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("count", [1, 2])
def test_a_chain_of_one_or_two_offices(count: int) -> None:
    service = DemoService(today=TODAY, office_count=count)
    assert len(service.customers) == count
    assert all(service.rows(date(2026, 9, 1), date(2026, 9, 30)).values())


def test_a_chain_larger_than_the_list_of_places_is_refused() -> None:
    with pytest.raises(ValueError, match="at most"):
        DemoService(office_count=5000)
