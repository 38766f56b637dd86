"""What the window shows when a fetch fails: Swedish sentences, and the rows that were fetched."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit

from tests.export.factories import about_text
from tests.helpers.fault_server import FaultServer, Reply, Seen
from tests.helpers.window_driver import WindowDriver, plain_text, send_text
from tests.ui.conftest import SOLNA, SUNDBYBERG, OpenOn, Serve, ServedWindow
from tests.ui.stalling_server import StallingServer, one_tip
from vitec_desktop.demo.service import DemoService
from vitec_desktop.ui.widgets.calendar_popup import CalendarPopup
from vitec_desktop.ui.widgets.date_field import DateField
from vitec_desktop.ui.widgets.notice import Notice, NoticeBar, NoticeLevel
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.retry_policy import RetryPolicy

TIPS = ListKind.TIPS
SIGN_IN_PAGE = b"<!DOCTYPE html><html><body>Logga in</body></html>"
CUT_SHORT = Reply(body=b'{"incomingLeads": [], "outgoingLeads": [], "tips": []}', cut_at=12)
HTML = Reply(body=SIGN_IN_PAGE, content_type="text/html; charset=utf-8")
NOTHING_CAME = "Rapporten kunde inte hämtas. "


FAULTS = (
    (
        HTML,
        "Svaret var en webbsida, ingen rapport. Ofta vill nätverket att du loggar in, till exempel ett gästnät. "
        "Adressen kan också vara fel. Öppna webbläsaren och se om du behöver logga in. "
        "Annars: kontrollera adressen i anslutningen.",
        2,
        ("Försök igen", "Ändra anslutning"),
    ),
    (
        CUT_SHORT,
        "Svaret bröts innan det var klart. Anslutningen till tjänsten försvann mitt i svaret. "
        "Försök igen. Händer det ofta, kontrollera nätverket.",
        2 * RetryPolicy().max_attempts,
        ("Försök igen",),
    ),
    (
        Reply(503),
        "Tjänsten är inte tillgänglig just nu (503). Vitec kan ha en driftstörning eller göra underhåll. "
        "Försök igen om en stund.",
        2 * RetryPolicy().max_attempts,
        ("Försök igen",),
    ),
    (Reply(body=b"[]"), "Svaret ser inte ut som en rapport", 2, ("Ändra anslutning",)),
    (Reply(body=b"null"), "Svaret var tomt.", 2, ("Försök igen",)),
    (Reply(400, b'{"errors": {"dateTo": ["Too far."]}}'), "Tjänsten svarade: ”Too far.”", 2, ("Ändra anslutning",)),
)
"""What the service answers to every request, what the user reads, how many requests were sent, and the buttons."""


@pytest.mark.slow
def test_each_fault_of_the_service_is_a_sentence(serve: Serve, served_window: ServedWindow) -> None:
    replies = [Reply(503)]
    driver = serve(lambda seen: replies[0])
    for reply, words, requests, buttons in FAULTS:
        replies[0] = reply
        served_window.server.forget()
        driver.fetch()
        driver.wait_until(lambda words=words: words in driver.notice)  # type: ignore[misc]
        assert driver.notice.startswith(NOTHING_CAME)
        assert driver.notice_buttons == [*buttons, "Visa detaljer"]
        assert len(served_window.server.seen) == requests, words
        assert not driver.find_button("exportButton").isEnabled()


def test_a_wrong_password_is_shown_after_one_request_and_corrected_from_the_notice(open_on: OpenOn) -> None:
    def answer(seen: Seen) -> Reply:
        return one_tip(seen) if seen.credentials[1] == "rätt lösen" else Reply(401)

    with FaultServer(answer) as server:
        driver = open_on(server.base_url, password="fel")
        driver.fetch()
        driver.wait_until(lambda: driver.notice != "")
        assert driver.notice == (
            "Rapporten kunde inte hämtas. Inloggningen nekades. Användarnamnet eller lösenordet stämmer inte för de "
            "valda kontoren (401). Jämför med uppgifterna i partnerportalen; där syns också dina senaste anrop."
        )
        assert driver.notice_buttons == ["Ändra anslutning", "Visa detaljer"]
        assert len(server.seen) == 1
        driver.click_notice_button("Ändra anslutning")
        driver.find_dialog("connectionDialog")
        assert driver.find_widget(QLineEdit, "connectionName").text() == "Norrby"
        password = driver.find_widget(QLineEdit, "connectionPassword")
        assert password.text() == ""
        driver.wait_until(password.hasFocus)
        driver.type_text("connectionPassword", "rätt lösen")
        driver.click("saveConnectionButton")
        driver.wait_until(lambda: not driver.is_dialog_open("connectionDialog"))
        # What was corrected is tried at once.
        driver.wait_until(lambda: "Komplett rapport" in driver.status_text)
        assert driver.row_counts[TIPS] == 2
        assert driver.notice == ""


@pytest.mark.parametrize(
    ("reply", "blamed"),
    [
        (Reply(403), "connectionCustomerIds"),
        (Reply(400, b'{"errors": {"customerId": ["Unknown."]}}'), "connectionCustomerIds"),
        (HTML, "connectionBaseUrl"),
    ],
)
def test_the_connection_is_changed_from_the_notice_with_the_focus_in_the_blamed_field(
    serve: Serve, reply: Reply, blamed: str
) -> None:
    driver = serve(lambda seen: reply)
    driver.fetch()
    driver.wait_until(lambda: "Ändra anslutning" in driver.notice_buttons)
    driver.click_notice_button("Ändra anslutning")
    driver.find_dialog("connectionDialog")
    driver.wait_until(driver.find_widget(QLineEdit, blamed).hasFocus)


@pytest.mark.slow
def test_a_forbidden_office_lacks_only_its_own_rows_and_the_workbook_says_so(open_on: OpenOn, tmp_path: Path) -> None:
    with DemoService(latency=(0, 0), forbidden={"M30012"}) as service:
        driver = open_on(service.base_url, service.customers)
        driver.fetch()
        driver.wait_until(lambda: driver.notice != "")
        forbidden = next(customer for customer in service.customers if customer.id == "M30012")
        assert driver.notice.startswith(f"{forbidden.name} saknas. Åtkomst nekad (403).")
        assert "partnerportalen" in driver.notice
        assert "Inte komplett" in driver.status_text
        first_day, last_day = driver.period
        truth = service.rows(first_day, last_day)
        assert 0 < driver.row_counts[ListKind.INCOMING] < len(truth[ListKind.INCOMING])
        target = tmp_path / "utan ett kontor.xlsx"
        export_to(driver, target)
        about = about_text(target)
        assert forbidden.name in about
        assert "Åtkomst nekad (403)" in about


def export_to(driver: WindowDriver, target: Path) -> None:
    driver.click("exportButton")
    driver.find_dialog("exportDialog")
    driver.type_text("exportTarget", target.name)
    driver.type_text("exportFolder", str(target.parent))
    driver.click("exportSaveButton")
    driver.wait_until(lambda: driver.notice.startswith("Sparad"))


def test_a_stopped_service_is_shown(open_on: OpenOn) -> None:
    with FaultServer(one_tip) as server:
        driver = open_on(server.base_url)
    driver.fetch()
    driver.wait_until(lambda: driver.notice != "")
    assert driver.notice == (
        "Rapporten kunde inte hämtas. Tjänsten tar inte emot någon anslutning. Servern finns, men svarar inte. "
        "Den kan vara avstängd, eller så är adressen fel. Försök igen om en stund. Hjälper inte det, kontrollera "
        "adressen i anslutningen."
    )


def test_a_service_that_stops_leaves_the_rows_that_came(serve: Serve) -> None:
    def answer(seen: Seen) -> Reply:
        return one_tip(seen) if seen.customer_id == SOLNA.id else Reply(503)

    driver = serve(answer)
    driver.fetch()
    driver.wait_until(lambda: driver.notice != "")
    assert driver.notice.startswith(f"{SUNDBYBERG.name} saknas. Tjänsten är inte tillgänglig just nu (503).")
    assert driver.row_ids()[TIPS] == [f"{SOLNA.id}-{driver.period[0].isoformat()}"]


def test_a_failed_second_fetch_keeps_the_first_report(serve: Serve) -> None:
    tap = StallingServer()
    broken = False

    def answer(seen: Seen) -> Reply:
        return HTML if broken else tap(seen)

    driver = serve(answer)
    driver.fetch()
    ids, status = driver.row_ids(), driver.status_text
    broken = True
    driver.fetch()
    driver.wait_until(lambda: driver.notice.startswith(NOTHING_CAME))
    assert driver.row_ids() == ids
    assert driver.status_text == status.replace("Komplett rapport", "Hämtningen misslyckades")
    assert driver.find_button("exportButton").isEnabled()
    broken = False
    driver.click_notice_button("Försök igen")
    driver.wait_until(lambda: driver.is_fetch_done and driver.notice == "")
    assert driver.row_ids() == ids


def test_no_old_report_is_called_complete_after_a_failed_fetch(serve: Serve) -> None:
    replies = [Reply(503)]

    driver = serve(lambda seen: replies[0] if replies else one_tip(seen))
    replies.clear()
    driver.fetch()
    assert "Komplett rapport" in driver.status_text
    replies.append(Reply(503))
    driver.fetch()
    driver.wait_until(lambda: driver.notice.startswith(NOTHING_CAME))
    assert "visas, oförändrad." in driver.notice
    assert "Hämtningen misslyckades" in driver.status_text
    assert "Komplett rapport" not in driver.status_text
    assert "hämtad i dag" in driver.status_text
    failure = driver.notice
    driver.click(driver.find_widget(NoticeBar, "noticeBar").close_button)
    assert driver.notice == ""
    driver.click("reportStateButton")
    assert driver.notice == failure
    replies.clear()
    driver.fetch()
    assert "Komplett rapport" in driver.status_text
    assert driver.notice == ""


def test_a_first_failed_fetch_gives_its_reason_once(serve: Serve) -> None:
    driver = serve(lambda seen: Reply(503))
    driver.show_list(TIPS)
    driver.fetch()
    driver.wait_until(lambda: driver.notice != "")
    shown = [plain_text(label.text()) for label in driver.window.findChildren(QLabel) if label.isVisible()]
    assert len([text for text in shown if "(503)" in text]) == 1
    assert "Hämtningen misslyckades" in driver.status_text


def test_a_fetch_that_runs_without_a_failure_warns_of_nothing(serve: Serve) -> None:
    driver = serve(StallingServer(answer_count=1))
    driver.click("fetchButton")
    driver.wait_until(lambda: driver.row_count > 0)
    assert "Hämtas…" in driver.status_text
    assert "komplett" not in driver.status_text.lower()
    driver.click("cancelButton")


def test_the_first_failure_is_shown_while_the_rest_is_being_fetched(serve: Serve) -> None:
    tap = StallingServer(answer_count=0)

    def answer(seen: Seen) -> Reply:
        return Reply(403) if seen.customer_id == SOLNA.id else tap(seen)

    driver = serve(answer)
    driver.click("fetchButton")
    driver.wait_until(lambda: driver.notice != "")
    assert "Norrby Solna" in driver.notice
    assert "(403)" in driver.notice
    assert driver.notice.endswith("Resten av rapporten hämtas som vanligt.")
    assert "Inte komplett än" in driver.status_text
    driver.click("cancelButton")


def test_details_of_a_failure_can_be_copied_and_have_no_password(open_on: OpenOn) -> None:
    with FaultServer(lambda seen: Reply(403)) as server:
        driver = open_on(server.base_url, password="hemligt-47")
        driver.fetch()
        driver.wait_until(lambda: driver.notice != "")
        driver.click_notice_button("Visa detaljer")
        driver.find_dialog("detailsDialog")
        text = driver.find_widget(QPlainTextEdit, "detailsText").toPlainText()
        assert text.count("\n") == 1
        assert text.startswith("Norrby Solna, M30011 · ")
        assert "Åtkomst nekad (403)." in text
        assert "hemligt-47" not in text
        driver.click("copyDetailsButton")
        assert QGuiApplication.clipboard().text() == text


def test_a_reversed_period_is_shown_and_nothing_is_requested(serve: Serve, served_window: ServedWindow) -> None:
    driver = serve(one_tip)
    first_day, last_day = driver.period
    driver.type_period(last_day, first_day)
    driver.click("fetchButton")
    assert driver.notice == "Perioden är bakvänd. Första dagen ligger efter den sista. Ändra någon av dem."
    assert driver.is_fetch_done
    assert not served_window.server.seen


def test_a_corrected_period_dismisses_its_notice_and_its_error(serve: Serve) -> None:
    driver = serve(one_tip)
    first_day, last_day = driver.period
    fields = [driver.find_widget(DateField, name) for name in ("dateFrom", "dateTo")]

    def take_own_day(field: DateField) -> None:
        field.show_calendar()
        popup = QApplication.activePopupWidget()
        assert isinstance(popup, CalendarPopup)
        QTest.keyClick(popup.grid, Qt.Key.Key_Return)

    mends: tuple[Callable[[], None], ...] = (
        lambda: driver.type_date("dateTo", last_day),
        lambda: driver.choose_in_picker("periodPreset", "Förra veckan"),
        lambda: take_own_day(fields[0]),
        lambda: take_own_day(fields[1]),
    )
    for mend in mends:
        driver.type_period(last_day, first_day)
        driver.click("fetchButton")
        driver.type_date("dateTo", first_day - timedelta(days=1))
        assert "bakvänd" in driver.notice, "it still is"
        mend()
        assert driver.notice == ""
        assert not any(field.property("error") for field in fields)


def test_a_reversed_period_is_told_at_the_field_that_was_left(open_on: OpenOn) -> None:
    with FaultServer(one_tip) as server:
        driver = open_on(server.base_url)
        first, last = driver.find_widget(DateField, "dateFrom"), driver.find_widget(DateField, "dateTo")
        first_day, last_day = driver.period
        for edited, other, typed, text in (
            (first, last, last_day + timedelta(days=9), f"Första dagen ligger efter den sista, {last_day}."),
            (last, first, first_day - timedelta(days=9), f"Sista dagen ligger före den första, {first_day}."),
        ):
            driver.activate()
            edited.setFocus(Qt.FocusReason.TabFocusReason)
            send_text(edited, f"{typed}")
            assert edited.property("error") is not True, "not while it is typed"
            QTest.keyClick(edited, Qt.Key.Key_Tab)
            assert edited.property("error") is True
            assert edited.accessibleDescription() == edited.toolTip() == f"{text} Ändra någon av dem."
            assert other.property("error") is not True
            assert driver.period[0] > driver.period[1], "what was typed is what is shown"
            edited.setFocus(Qt.FocusReason.TabFocusReason)
            send_text(edited, f"{typed}")
            QTest.keyClick(edited, Qt.Key.Key_Return)
            assert edited.property("error") is True, "it still is"
            driver.click("fetchButton")
            assert driver.notice.startswith("Perioden är bakvänd.")
            assert not server.seen
            edited.setFocus(Qt.FocusReason.TabFocusReason)
            while edited.can_undo:
                QTest.keySequence(edited, "Ctrl+Z")
            assert driver.period == (first_day, last_day)
            assert edited.property("error") is not True
            assert "F4" in edited.toolTip()


def test_a_date_that_is_still_typed_counts_when_a_notice_fetches_again(open_on: OpenOn) -> None:
    with FaultServer(lambda seen: Reply(403)) as server:
        driver = open_on(server.base_url)
        driver.click("fetchButton")
        driver.wait_until(lambda: driver.is_fetch_done and "Ändra anslutning" in driver.notice_buttons)
        seen, last_day = len(server.seen), driver.period[1]
        field = driver.find_widget(DateField, "dateFrom")
        driver.activate()
        field.setFocus(Qt.FocusReason.TabFocusReason)
        send_text(field, f"{last_day + timedelta(days=1)}")
        driver.controller.report_controller.fetch_again()
        assert driver.notice.startswith("Perioden är bakvänd.")
        assert len(server.seen) == seen


def test_a_corrected_period_leaves_other_notices(serve: Serve) -> None:
    driver = serve(one_tip)
    first_day, last_day = driver.period
    driver.type_period(last_day, first_day)
    driver.click("fetchButton")
    driver.window.notices.show_notice(Notice(NoticeLevel.INFO, "Något annat."))
    driver.type_date("dateTo", last_day)
    assert driver.notice == "Något annat."
