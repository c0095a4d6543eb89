"""The return received is read beside the grid of hours: a PDF, a picture, a file that is gone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator_app.database.connection import Database
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.returns import Answer, Expected, ReturnKind
from facilitator_app.domain.values import Month
from facilitator_app.ui import dialogs
from facilitator_app.ui.hours.paper_panel import picture_as_pdf
from facilitator_app.ui.look import Look
from facilitator_app.ui.pages.hours_page import HoursPage
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.returns.noting import Place, ReturnDraft, note_return
from facilitator_app.use_cases.returns.received_papers import Paper, papers_of, read
from tests import make
from tests.conftest import TODAY

SEPTEMBER, OCTOBER = Month(2026, 9), Month(2026, 10)


@pytest.fixture
def site(database: Database) -> tuple[Key, Key]:
    """A lot with somebody at work, and its holder."""
    with database.transaction() as session:
        company = make.a_company(session, name="Batirade")
        lot = make.a_lot(session, company, starts_on=dt.date(2026, 7, 1))
        make.a_placement(session, lot_id=lot.id, employer_id=company.id, starts_on=dt.date(2026, 7, 1))
        return lot.id, company.id


def note(
    database: Database,
    site: tuple[Key, Key],
    paper: Path,
    ends: Month = OCTOBER,
    kind: ReturnKind = ReturnKind.MONTH,
    answer: Answer = Answer.RECEIVED,
) -> None:
    place = Place(*site, Expected(kind, ends, TODAY))
    draft = ReturnDraft(answer=answer, received_on=TODAY, paper=str(paper), note="à revoir")
    with database.transaction() as session:
        note_return(session, place, draft, TODAY)


def a_pdf(path: Path) -> Path:
    made = picture_as_pdf(a_picture(path.with_suffix(".png")).read_bytes())
    assert made is not None
    path.write_bytes(made)
    return path


def a_picture(path: Path) -> Path:
    image = QImage(600, 800, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]  # PySide takes text, its annotations want bytes
    path.write_bytes(bytes(buffer.data().data()))
    return path


@pytest.fixture
def page(qtbot: QtBot, look: Look, database: Database) -> HoursPage:
    page = HoursPage(Workspace(database, lambda: TODAY))
    qtbot.addWidget(page)
    page.resize(1160, 680)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    return page


def test_a_paper_goes_with_each_month_of_its_period(database: Database, site: tuple[Key, Key], tmp_path: Path) -> None:
    note(database, site, tmp_path / "trimestre.pdf", SEPTEMBER, ReturnKind.QUARTER)
    note(database, site, tmp_path / "refait.pdf", OCTOBER, answer=Answer.REFUSED)
    note(database, site, tmp_path / "previsions.pdf", Month(2026, 12), ReturnKind.FORECAST)
    with database.reading() as session:
        found = {month: papers_of(session, site[0], month) for month in Month(2026, 6).until(OCTOBER)}
    paper = Paper("Batirade", tmp_path / "trimestre.pdf")
    assert found == {Month(2026, 6): [], Month(2026, 7): [paper], Month(2026, 8): [paper], SEPTEMBER: [paper],
                     OCTOBER: []}  # fmt: skip


def test_a_file_that_is_gone_or_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="n’est plus à sa place"):
        read(Paper("Batirade", tmp_path / "parti.pdf"))
    with pytest.raises(Refusal, match="n’est plus à sa place"):
        read(Paper("Batirade", tmp_path))
    with pytest.raises(Refusal):
        read(Paper("Batirade", Path("x" * 5000)))


def test_f9_shows_the_paper_beside_the_grid_and_hides_it(
    page: HoursPage, database: Database, site: tuple[Key, Key], tmp_path: Path
) -> None:
    note(database, site, a_pdf(tmp_path / "octobre.pdf"))
    page.open(lot=site[0], month=OCTOBER)
    assert page.paper.isHidden()
    assert page.side.paper_button.isVisible()
    QTest.keyClick(page.view, Qt.Key.Key_F9)
    QApplication.processEvents()
    assert page.paper.isVisible()
    assert page.paper.preview.pages == 1
    assert page.view.hasFocus()
    QTest.keyClick(page.view, Qt.Key.Key_F9)
    assert page.paper.isHidden()
    page.open(lot=site[0], month=SEPTEMBER)
    assert not page.side.paper_button.isVisible()


@pytest.mark.parametrize("name", ["octobre.png", "abime.pdf", "parti.pdf", "tableau.xlsx", "faux.png"])
def test_each_kind_of_file_is_shown_or_said(
    page: HoursPage, database: Database, site: tuple[Key, Key], tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    if name == "octobre.png":
        a_picture(path)
    elif name != "parti.pdf":
        path.write_bytes(b"%PDF-1.7 rien de bon")
    note(database, site, path)
    page.open(lot=site[0], month=OCTOBER, paper=True)
    assert page.paper.isVisible()
    said = {
        "octobre.png": "", "abime.pdf": "abîmé", "parti.pdf": "n’est plus à sa place",
        "tableau.xlsx": "ne se montre", "faux.png": "ne se montre",
    }[name]  # fmt: skip
    assert page.paper.banner.isVisible() is bool(said)
    assert said in page.paper.banner.text()
    assert page.paper.preview.pages == (0 if said else 1)


def test_it_may_be_opened_in_its_own_program(
    page: HoursPage, database: Database, site: tuple[Key, Key], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    def open_outside(path: Path) -> bool:
        opened.append(path)
        return False

    monkeypatch.setattr(dialogs, "open_outside", open_outside)
    path = a_pdf(tmp_path / "octobre.pdf")
    note(database, site, path)
    page.open(lot=site[0], month=OCTOBER, paper=True)
    page.paper.outside_button.click()
    assert opened == [path]
    assert "Aucun programme" in page.paper.banner.text()
    path.unlink()
    page.paper.outside_button.click()
    assert "n’est plus à sa place" in page.paper.banner.text()


def test_without_a_paper_nothing_is_shown(page: HoursPage, site: tuple[Key, Key], announcements: list[str]) -> None:
    page.open(lot=site[0], month=OCTOBER, paper=True)
    assert page.paper.isHidden()
    page.paper.toggle()
    assert announcements[-1] == "Aucun relevé reçu n’est noté pour ce mois."
