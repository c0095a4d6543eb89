"""The installed or frozen program proves that it carries everything: run by the installer's maker, and by tests."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path


def self_check() -> int:
    """Prints one line for each thing checked; 0 when all is there, 1 otherwise."""
    failed = 0
    for what, check in _checks():
        try:
            check()
        except Exception as error:  # noqa: BLE001  # whatever is missing must be said, not raised
            failed += 1
            print(f"MANQUE  {what} : {type(error).__name__} {error}")  # noqa: T201
        else:
            print(f"en ordre  {what}")  # noqa: T201
    return 1 if failed else 0


def _checks() -> Iterator[tuple[str, Callable[[], None]]]:
    yield "ressources", _resources
    yield "base, étapes du schéma et documents", _house_and_documents
    yield "base chiffrée, phrase de passe, sauvegarde et doublons", _encrypted_house
    yield "fenêtre, pages, polices et textes français", _window
    yield "lecture des fichiers XML publiés", _xml
    yield "lecture et écriture des classeurs", _workbook


def _resources() -> None:
    from facilitator_app.places import resources

    for part in ("tokens.json", "style.qss", "icons/users.svg", "fonts/Inter-Regular.ttf", "reference/rome.csv"):
        if not (resources() / part).is_file():
            raise FileNotFoundError(part)


def _house_and_documents() -> None:
    from facilitator_app.database.checks import faults
    from facilitator_app.database.opening import open_house
    from facilitator_app.documents.duplicate import duplicate
    from facilitator_app.domain.contract import Lot
    from facilitator_app.domain.issued_document import OF_A_MONTH
    from facilitator_app.domain.values import Month
    from facilitator_app.use_cases.demonstration.house import build
    from facilitator_app.use_cases.documents.issuing import issue

    today = dt.date(2026, 11, 24)
    with tempfile.TemporaryDirectory() as folder:
        house = open_house(Path(folder) / "essai.db")
        try:
            with house.transaction() as session:
                build(session, today)
            with house.transaction() as session:
                lot = session.query(Lot).order_by(Lot.code).first()
                assert lot is not None
                now = dt.datetime.combine(today, dt.time(9))
                for kind in OF_A_MONTH:
                    printed = issue(session, kind, lot.id, Month(2026, 10), now).pdf
                    if not duplicate(printed, today, 1).startswith(b"%PDF"):
                        raise ValueError(kind.label)
            if found := list(faults(house.path, house.engine)):
                raise ValueError(found[0])
        finally:
            house.close()


def _encrypted_house() -> None:
    from facilitator_app.database import backups, driver, key_slots
    from facilitator_app.database.opening import open_house, opens
    from facilitator_app.domain.passphrase import drawn
    from facilitator_app.use_cases.duplicates import suspects

    with tempfile.TemporaryDirectory() as folder:
        path, phrase = Path(folder) / "essai.db", drawn()
        key_slots.create(path, "Essai", phrase)
        key = key_slots.unlock(path, "Essai", phrase)
        house = open_house(path, key=key)
        try:
            with house.reading() as session:
                suspects(session)
        finally:
            house.close()
        if not (
            driver.is_encrypted(path)
            and opens(path, key)
            and backups.is_sound(backups.back_up(path, "essai", key), key)
        ):
            raise ValueError("la base n’est pas chiffrée")


def _window() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QCoreApplication
    from PySide6.QtGui import QFontDatabase
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtSvg import QSvgRenderer
    from PySide6.QtWidgets import QApplication, QWidget

    import facilitator_app.ui  # noqa: F401  # keeps Python's singletons alive under Qt
    from facilitator_app.pages import entries
    from facilitator_app.ui.look import Look, speak_french
    from facilitator_app.ui.main_window import MainWindow

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    speak_french(app)
    look = Look(app)
    if "Inter" not in QFontDatabase.families():
        raise FileNotFoundError("police Inter")
    if QCoreApplication.translate("QPlatformTheme", "Cancel") != "Annuler":
        raise FileNotFoundError("textes français de Qt")
    assert all((QPdfDocument, QPrinter, QSvgRenderer))
    window = MainWindow(entries(lambda _page: QWidget()), look)
    window.show()
    for page in window.entries:
        window.go_to(page)  # imports it: pages are known by name only
    window.close()


def _xml() -> None:
    from facilitator_app.exchange.decp import open_contract_file

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "essai.xml"
        path.write_text("<marches></marches>", "utf-8")
        if list(open_contract_file(path).records()):
            raise ValueError("fichier vide")


def _workbook() -> None:
    """The reader runs in another process, which is this very program started once more."""
    from facilitator_app.exchange.spreadsheet import read_table
    from facilitator_app.exchange.tables_out import xlsx_bytes

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "essai.xlsx"
        path.write_bytes(xlsx_bytes("Essai", ["Nom"], [["=1+1"]]))
        if [line.cells for line in read_table(path).lines] != [("Nom",), ("=1+1",)]:
            raise ValueError("classeur lu autrement qu’écrit")
