"""A document seen before it leaves: printed, saved, or handed to the mail program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.dialog import Dialog
from facilitator_app.ui.look import scaled
from facilitator_app.ui.preview import PdfPreview
from facilitator_app.ui.printing import print_pdf
from facilitator_app.ui.shown_names import ShownNames
from facilitator_app.ui.widgets import ActionButton, Banner
from facilitator_app.ui.widgets.flow import Flow

_PDF, _MESSAGE = "Documents PDF (*.pdf)", "Messages (*.eml)"


class PaperWindow(Dialog):
    """Looking keeps nothing; `left` says by which way the document was sent: `letter` or `email`."""

    left = Signal(str)

    def __init__(self, parent: QWidget | None, names: ShownNames, title: str, pdf: bytes, name: str) -> None:
        super().__init__(parent)
        self._pdf, self._name = pdf, name
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.banner = Banner("danger", "")
        self.banner.hide()
        self.preview = PdfPreview(names)
        self.print_button = ActionButton("Im&primer", "printer", "Ctrl+P", primary=True)
        self.save_button = ActionButton("En&registrer le PDF", "save", "Ctrl+S")
        self.buttons = Flow(8, (self.print_button, self.save_button))
        self.print_button.clicked.connect(self.print_shown)
        self.save_button.clicked.connect(self.save_shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(12, 12, 12, 12)
        whole.setSpacing(8)
        whole.addLayout(self.buttons)
        whole.addWidget(self.banner)
        whole.addWidget(self.preview, 1)
        room = parent.window().size() if parent else self.size()
        self.resize(max(scaled(680), room.width() - 300), max(scaled(520), room.height() - 80))
        self.preview.show_pdf(pdf, title)

    def print_shown(self) -> None:
        printer = dialogs.choose_printer(self, self.preview.pages)
        if printer is None:
            return
        try:
            print_pdf(self._pdf, printer, self._name)
        except Refusal as refusal:
            self.say(str(refusal))
            return
        self.left.emit("letter")

    def save_shown(self) -> None:
        if self.saved("Enregistrer le PDF", f"{self._name}.pdf", _PDF, self._pdf):
            self.left.emit("letter")

    def saved(self, title: str, name: str, kinds: str, content: bytes) -> Path | None:
        """Write where the user says; None when nothing was written."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        path = dialogs.choose_new_file(self, title, folder / name, kinds)
        if path is None:
            return None
        try:
            path.write_bytes(content)
        except OSError:
            self.say(f"{path.name} ne peut pas être écrit à cet endroit. Choisissez un autre dossier.")
            return None
        return path

    def say(self, text: str) -> None:
        self.banner.set_text(text)
        self.banner.appear()


class MessageWindow(PaperWindow):
    """The same as an e-mail: an .eml file with the letter attached, or a link that opens the mail program."""

    def __init__(
        self, parent: QWidget | None, names: ShownNames, title: str, pdf: bytes, name: str, eml: bytes, link: str
    ) -> None:
        super().__init__(parent, names, title, pdf, name)
        self._eml, self._link = eml, link
        self.draft_button = ActionButton("&Brouillon de courriel…", "mail")
        self.link_button = ActionButton("Ouvrir la messa&gerie", "external-link")
        self.draft_button.clicked.connect(self.save_draft)
        self.link_button.clicked.connect(self.open_link)
        for button in (self.draft_button, self.link_button):
            self.buttons.addWidget(button)

    def save_draft(self) -> None:
        """Write the message with its letter, and open it in the mail program."""
        if path := self.saved("Enregistrer le brouillon", f"{self._name}.eml", _MESSAGE, self._eml):
            dialogs.open_outside(path)
            self.left.emit("email")

    def open_link(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        if QDesktopServices.openUrl(QUrl(self._link, QUrl.ParsingMode.StrictMode)):
            self.left.emit("email")
        else:
            self.say("Aucune messagerie n’est installée sur ce poste. Enregistrez plutôt le brouillon.")
