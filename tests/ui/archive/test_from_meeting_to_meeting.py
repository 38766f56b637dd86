"""From one meeting to the next, with a real Secret Service: what a broker office does with saved reports."""

import re
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from python_calamine import CalamineWorkbook

from tests.helpers.fault_server import FaultServer, Reply, Seen, report
from tests.helpers.secret_service import SecretService
from tests.helpers.window_driver import WindowDriver, files_containing, send_text
from tests.ui.archive.conftest import wait_for_jobs
from tests.ui.conftest import SOLNA, OpenOn
from vitec_desktop.archive.store import open_archive
from vitec_desktop.export.export_spec import ExportRequest
from vitec_desktop.report.formatting import format_day
from vitec_desktop.report.language import Language
from vitec_desktop.report.periods import Preset, preset_days
from vitec_desktop.ui.archive.since_card import SinceCard
from vitec_desktop.ui.widgets.notice import NoticeBar
from vitec_desktop.webservice import timestamps
from vitec_desktop.webservice.models import ListKind
from vitec_desktop.webservice.timestamps import swedish_today

NAME, MESSAGE = "Petronella Wallinder", "Säljer sommarstugan i Trosa"


def pass_days(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Let the program's clock be some days ahead."""

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) + timedelta(days=days)

    monkeypatch.setattr(timestamps, "datetime", Later)


class Service:
    """A service with a few tips of Solna, about a person of a name that stands nowhere else."""

    def __init__(self) -> None:
        self.states = {"a": "New", "b": "New"}

    def __call__(self, seen: Seen) -> Reply:
        if seen.customer_id != SOLNA.id:
            return report()
        day = seen.window[0][:10]
        first, last = NAME.split()
        return report(
            tips=[
                {
                    "createdAt": f"{day}T12:00:00.0000000",
                    "tip": {"id": f"{name}-{day}", "title": "Villa", "state": state, "message": MESSAGE},
                    "contact": {"id": "K1", "firstName": first, "lastName": last},
                }
                for name, state in self.states.items()
            ]
        )


def notice(driver: WindowDriver, name: str) -> str:
    bars = driver.window.findChildren(NoticeBar, name)
    return next((bar.accessibleName() for bar in bars if bar.isVisible()), "")


def export(driver: WindowDriver, target: Path) -> None:
    """Save a complete workbook of the report that is shown."""
    controller = driver.controller
    shown = controller.report_controller.report
    assert shown is not None
    with driver.qtbot.waitSignal(controller.archive_controller.export_remembered):
        changes = controller.since_controller.changes_of(shown)
        controller.export_controller.start(shown, ExportRequest(target, controller.language, changes=changes))


def has_strip(driver: WindowDriver) -> bool:
    return any(card.isVisible() for card in driver.window.findChildren(SinceCard))


def assert_nothing_readable(*folders: Path) -> None:
    for folder in folders:
        for text in (NAME, NAME.split()[1], MESSAGE):
            assert not list(files_containing(folder, text))


def check_changes(driver: WindowDriver, first_day: str, second_day: str) -> None:
    """Check what the table and the details say of the two tips that are there, and of the one that is gone.

    They changed between a fetch of the first day and one of the second.
    """
    page = driver.window.tabs.pages[ListKind.TIPS]
    model, change = page.model, page.model.change_column
    driver.wait_until(lambda: model.is_compared and model.rowCount() == 2)
    assert sorted(model.cell_text(place, change) for place in range(2)) == ["Nytt", "Ändrat"]
    changed = next(place for place in range(2) if model.cell_text(place, change) == "Ändrat")
    page.view.select_position(changed)
    assert "Ändring: Ändrat: Status: Ny → " in page.details.row_text()
    driver.wait_until(lambda: "Historik" in page.details.row_text())
    assert re.search(rf"Plockad: mellan {first_day} \d\d:\d\d och {second_day} ", page.details.row_text())
    page.toolbar.gone_button.click()
    assert [model.is_gone(place) for place in range(3)].count(True) == 1
    page.toolbar.gone_button.click()
    assert model.rowCount() == 2


@pytest.mark.usefixtures("secret_service")
def test_from_one_meeting_to_the_next(
    open_on: OpenOn, profile: Path, tmp_path: Path, secret_service: SecretService, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = swedish_today()
    first, last = preset_days(Preset.LAST_MONTH, today)
    period = first + timedelta(days=1), last  # the last month itself is another one the next day if that is the first
    first_day, second_day = (
        format_day(day, Language("sv"), with_year=day.year != (today + timedelta(days=1)).year)
        for day in (today, today + timedelta(days=1))
    )
    service = Service()
    parts = {"make_archive": open_archive}
    with FaultServer(service) as server:
        # The first meeting: fetch, say yes, export.
        driver = open_on(server.base_url, **parts)
        driver.type_period(*period)
        driver.fetch()
        driver.wait_until(lambda: bool(notice(driver, "archiveOffer")))
        driver.click("archiveOfferAccept")
        driver.wait_until(lambda: driver.notice.startswith("Den här rapporten är sparad."))
        export(driver, tmp_path / "möte 1.xlsx")
        driver.close()
        assert len(list((profile / "archive").glob("*.vdr"))) == 1
        assert_nothing_readable(profile)
        keys = [one for one in secret_service.secrets() if one.user == "Vitec Desktop"]
        assert len(keys) == 1
        assert not list(files_containing(tmp_path, keys[0].password))
        port, base_url = server.port, server.base_url

    # The next day the service is down; the last report is there, and no keyring was asked with a prompt.
    pass_days(monkeypatch, 1)
    secret_service.lock()
    driver = open_on(base_url, password=None, **parts)
    driver.wait_until(lambda: notice(driver, "savedReportNotice").startswith("Datorns nyckelring är låst."))
    driver.close()
    secret_service.unlock()
    driver = open_on(base_url, password=None, **parts)
    driver.wait_until(lambda: driver.row_counts[ListKind.TIPS] == 2)
    assert notice(driver, "savedReportNotice").startswith(f"Sparad rapport, hämtad {first_day} ")
    assert driver.period == period
    assert not has_strip(driver)
    driver.fetch()  # in vain: what is there stays
    assert driver.row_counts[ListKind.TIPS] == 2
    assert notice(driver, "savedReportNotice").startswith(f"Sparad rapport, hämtad {first_day} ")

    # The next meeting: fetch, see what has changed, open its rows, export.
    service.states = {"a": "Claimed", "c": "New"}
    with FaultServer(service, port=port):
        driver.fetch()
        driver.wait_until(lambda: has_strip(driver))
        assert driver.find_widget(QPushButton, "sincePicker").text().startswith(f"Sedan {first_day} ")
        assert driver.find_button("sinceNewTips").text() == "1 nytt tips"
        assert driver.find_button("sinceHandled").text() == "1 taget om hand"
        assert driver.find_button("sinceGone").text() == "1 borta"
        check_changes(driver, first_day, second_day)
        driver.click("sinceHandled")
        driver.wait_until(lambda: driver.row_counts[ListKind.TIPS] == 1)
        export(driver, tmp_path / "möte 2.xlsx")
    header, *rows = CalamineWorkbook.from_path(tmp_path / "möte 2.xlsx").get_sheet_by_name("Tips").to_python()
    assert sorted(row[header.index("Ändring")] for row in rows) == ["Nytt", "Ändrat"]
    cells = CalamineWorkbook.from_path(tmp_path / "möte 2.xlsx").get_sheet_by_name("Ändringar").to_python()
    assert [row[0] for row in cells if row[0] in ("Nytt", "Ändrat", "Borta")] == ["Nytt", "Ändrat", "Borta"]

    # Somebody asks to be forgotten, and then the office wants no saved reports any more.
    driver.choose_menu("Arkiv", "Sparade rapporter…")
    driver.find_dialog("archiveDialog")
    driver.wait_until(lambda: driver.find_button("archiveForget").isEnabled())
    driver.click("archiveForget")
    driver.find_dialog("archiveForgetDialog")
    send_text(driver.find_widget(QLineEdit, "archiveForgetText"), NAME)
    result = driver.find_widget(QLabel, "archiveForgetResult")
    driver.wait_until(lambda: result.text() == "Finns på 3 rader i 2 sparade rapporter.")
    driver.click("archiveForgetConfirm")
    archive = open_archive(profile)
    driver.wait_until(lambda: driver.find_button("archiveEnabled").isEnabled() and not archive.find_person(NAME).rows)
    new_keys = [one for one in secret_service.secrets() if one.user == "Vitec Desktop"]
    assert len(new_keys) == 1
    assert new_keys != keys
    driver.click("archiveEnabled")
    driver.wait_until(lambda: not archive.is_on)
    wait_for_jobs(driver)
    driver.close()
    assert_nothing_readable(profile)
