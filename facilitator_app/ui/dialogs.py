"""Every question put to the user and every message: one place, which tests replace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from facilitator_app.ui.dialog import MessageBox
from facilitator_app.ui.widgets import set_flag

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

CANCEL = "Annuler"


def confirm(parent: QWidget | None, question: str, effect: str, act: str, refrain: str = CANCEL) -> bool:
    """Ask before an act that matters: `question` names the object, `effect` what will change, `act` the button.

    «Valider octobre pour le lot 1 ?», «12 salariés, 1 322,17 h. Le mois pourra être rouvert.», «Valider octobre».
    """
    box = _box(parent, question, effect, QMessageBox.Icon.Question)
    yes = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
    box.setEscapeButton(box.addButton(refrain, QMessageBox.ButtonRole.RejectRole))
    _answer_first(box, yes)
    box.exec()
    return box.clickedButton() is yes


def ask_to_keep(parent: QWidget | None, question: str, effect: str) -> bool | None:
    """Before what is typed goes away: True to save it, False to give it up, None to stay."""
    box = _box(parent, question, effect, QMessageBox.Icon.Question)
    keep = box.addButton("Enregistrer", QMessageBox.ButtonRole.AcceptRole)
    give_up = box.addButton("Ne pas enregistrer", QMessageBox.ButtonRole.DestructiveRole)
    box.setEscapeButton(box.addButton(CANCEL, QMessageBox.ButtonRole.RejectRole))
    _answer_first(box, keep)
    box.exec()
    clicked = box.clickedButton()
    return True if clicked is keep else False if clicked is give_up else None


def tell(parent: QWidget | None, title: str, text: str, details: str = "") -> None:
    """Say something that cannot wait in the page: a file refused, a crash."""
    box = _box(parent, title, text, QMessageBox.Icon.Information)
    _answer_first(box, box.addButton("Fermer", QMessageBox.ButtonRole.AcceptRole))
    if details:
        box.setDetailedText(details)
    box.exec()


def choose_file(parent: QWidget | None, title: str, kinds: str = "", folder: Path | None = None) -> Path | None:
    """A file to read; `kinds` as Qt writes them: `Contrats publiés (*.json *.xml)`."""
    name, _ = QFileDialog.getOpenFileName(parent, title, str(folder or ""), kinds)
    return Path(name) if name else None


def choose_new_file(parent: QWidget | None, title: str, proposed: Path, kinds: str = "") -> Path | None:
    """Where to save; asks before replacing a file."""
    name, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
    return Path(name) if name else None


def choose_folder(parent: QWidget | None, title: str, folder: Path | None = None) -> Path | None:
    name = QFileDialog.getExistingDirectory(parent, title, str(folder or ""))
    return Path(name) if name else None


def choose_printer(parent: QWidget | None, pages: int) -> QPrinter | None:
    """A printer and the pages wanted of it, in A4 upright unless the user says otherwise."""
    from PySide6.QtGui import QPageLayout, QPageSize
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    return printer if dialog.exec() == QPrintDialog.DialogCode.Accepted else None


def open_outside(path: Path) -> bool:
    """Show a file in the program the computer uses for its kind; False when there is none."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _answer_first(box: QMessageBox, button: QPushButton) -> None:
    """What Enter answers is also what is filled, as in every other window."""
    set_flag(button, "primary", True)
    box.setDefaultButton(button)


def _box(parent: QWidget | None, title: str, text: str, icon: QMessageBox.Icon) -> QMessageBox:
    box = MessageBox(parent)
    box.setWindowTitle("Arrimage")
    box.setIcon(icon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(title)
    box.setInformativeText(text)
    box.setProperty("titled", bool(text))  # a text alone is read, not glanced at: it is not in bold
    return box
