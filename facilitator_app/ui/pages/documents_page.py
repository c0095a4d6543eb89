"""The page of documents: see a sheet or a certificate, print it, save it, find again what was issued."""

from __future__ import annotations

from collections.abc import Generator
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import Background
from facilitator_app.ui.documents.composer import Composer
from facilitator_app.ui.documents.issued_list import IssuedList
from facilitator_app.ui.documents.preview_dialog import usual_folder
from facilitator_app.ui.page import Page
from facilitator_app.ui.printing import print_pdf
from facilitator_app.ui.widgets import ActionButton, Banner, PageHeader
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import documents
from facilitator_app.use_cases.documents import Printed

_PDF = "Documents PDF (*.pdf)"


class DocumentsPage(Page):
    """Numbering and keeping happen when a document leaves the house: printed, saved or opened in the reader."""

    SHOWS = frozenset({
        "beneficiary", "buyer", "company", "contact", "contract", "issued_document", "lot", "lot_holder",
        "monthly_hours", "month_statement", "need", "office", "person_document", "placement", "restriction",
        "rules", "stored_file",
    })  # fmt: skip
    go_to = Signal(str, dict)
    help_text = (
        "Choisissez un document, un lot et un mois\u00a0: l’aperçu montre la page telle qu’elle sortira. Elle n’est "
        "numérotée et conservée que lorsque vous l’imprimez (Ctrl+P), l’enregistrez (Ctrl+S) ou l’ouvrez dans le "
        "lecteur. Dans l’aperçu, Page suivante et Page précédente tournent les pages, + et - changent la taille, 0 "
        "ajuste à la largeur. L’onglet Documents édités retrouve un exemplaire par son numéro ou son empreinte."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._list_stale = True
        self._folder: Path | None = None
        self.background = Background(self)
        self.composer = Composer(workspace, self.background)
        self.open_button = ActionButton("&Ouvrir dans le lecteur", "external-link")
        self.save_button = ActionButton("En&registrer le PDF", "save", "Ctrl+S")
        self.print_button = ActionButton("Im&primer", "printer", "Ctrl+P", primary=True)
        self._banner = Banner("danger", "")
        self._done = Banner("success", "")
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("Documents")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(
            PageHeader(
                "Documents", "Fiches de suivi, attestations d’heures, et tout ce qui a été édité",
                [self.open_button, self.save_button, self.print_button],
            )
        )  # fmt: skip
        for banner in (self._banner, self._done):
            banner.hide()
            whole.addWidget(banner)
        whole.addWidget(self.tabs, 1)
        self._list_place = QWidget()
        QVBoxLayout(self._list_place).setContentsMargins(0, 0, 0, 0)
        self.tabs.addTab(self.composer, "À éditer")
        self.tabs.addTab(self._list_place, "Documents édités")
        self.zones = [self.composer.chooser, self.composer.preview, self._list_place]
        self.print_button.clicked.connect(self.print_shown)
        self.save_button.clicked.connect(self.save_shown)
        self.open_button.clicked.connect(self.open_shown)
        self.composer.whole_month.clicked.connect(self.print_whole_month)
        self.composer.ready.connect(self._show_what_can_be_done)
        self.composer.hours_asked.connect(self._go_to_hours)
        self.composer.lot_asked.connect(self._go_to_contracts)
        self.tabs.currentChanged.connect(self._tab_changed)
        self.background.finished.connect(self._month_printed)
        self.background.failed.connect(self._month_failed)
        self.background.settled.connect(self._show_what_can_be_done)

    @cached_property
    def issued(self) -> IssuedList:
        """Made when its tab is first shown."""
        made = IssuedList(self._workspace)
        made.reprint_asked.connect(self.print_shown)
        made.table.current_row_changed.connect(self._show_what_can_be_done)
        made.refused.connect(self._say)
        if place := self._list_place.layout():
            place.addWidget(made)
        return made

    def open(self, lot: Key | None = None, month: Month | None = None, kind: DocumentKind | None = None) -> None:
        """Show this document; without target, where the user was."""
        wanted = lot is not None or month is not None or kind is not None
        if wanted:
            self.tabs.setCurrentIndex(0)
        if self.is_stale or wanted:
            self.refresh(lot, month, kind)
        if self.tabs.currentIndex() == 0:
            self.composer.chooser.lot.setFocus()

    def refresh(self, lot: Key | None = None, month: Month | None = None, kind: DocumentKind | None = None) -> None:
        """Read everything shown again, keeping what was chosen."""
        super().refresh()
        self._list_stale = True
        self.composer.refresh(lot, month, kind)
        self._refresh_list()
        self._show_what_can_be_done()

    def print_shown(self) -> None:
        """Send the document shown to a printer; a document of the list comes out as a duplicate."""
        preview = self.issued.preview if self._on_list() else self.composer.preview
        printer = dialogs.choose_printer(self, preview.pages)
        if printer is not None:
            with_number = self._leaving()
            if with_number is not None:
                try:
                    print_pdf(with_number[1], printer, with_number[0])
                except Refusal as refusal:
                    self._say(str(refusal))
                else:
                    self._tell(f"{with_number[0]} est envoyé à l’imprimante.")

    def save_shown(self) -> None:
        """Save the document shown where the user says."""
        number = self._number()
        if number is None:
            return
        name = documents.file_name(f"{number} duplicata" if self._on_list() else number)
        path = dialogs.choose_new_file(self, "Enregistrer le PDF", self._usual_folder() / name, _PDF)
        if path is not None and self._written(path):
            self._folder = path.parent
            self._tell(f"{path.name} est enregistré dans {path.parent.name or path.parent}.")

    def open_shown(self) -> None:
        """Show the document in the program that the computer uses for PDF."""
        number = self._number()
        if number is None:
            return
        try:
            path = self._workspace.passing_folder() / documents.file_name(number)
        except Refusal as refusal:
            self._say(str(refusal))
            return
        if self._written(path) and not dialogs.open_outside(path):
            self._say("Aucun lecteur de PDF n’est installé sur ce poste. Enregistrez le PDF pour l’ouvrir ailleurs.")

    def print_whole_month(self) -> None:
        """Issue the sheet of every lot at work in the month, into a folder, in the background."""
        month, lots = self.composer.chooser.month.value(), self.composer.lots_of_month()
        folder = dialogs.choose_folder(self, "Dossier des fiches", self._usual_folder()) if lots else None
        if folder is None or self.background.busy:
            return
        self._folder = folder
        self._hide_banners()
        self.composer.whole_month.setEnabled(False)
        job = partial(self._job, lots, month, folder)
        self.background.start(job, f"Fiches de {month.full_name}")

    def _job(self, lots: list[Key], month: Month, folder: Path) -> Generator[tuple[int, int], None, Printed]:
        kind, now = DocumentKind.FOLLOW_UP_SHEET, self.composer.now()
        return documents.print_many(self._workspace.transaction, kind, lots, month, folder, now)

    def _leaving(self) -> tuple[str, bytes] | None:
        """Number and keep the document shown (or take a duplicate from the list); None when it was refused."""
        self._hide_banners()
        wanted = self.composer.wanted()
        try:
            if self._on_list():
                line = self.issued.table.current_row()
                if line is None:
                    return None
                duplicate = self._workspace.ask(documents.reprint, line.document_id, self._workspace.today())
                self.issued.note_look(line)
                return line.number, duplicate
            if wanted is None:
                return None
            made = self._workspace.do(
                documents.issue, wanted.kind, wanted.lot_id, wanted.month, self.composer.now(), wanted.with_people
            )
            return made.number, made.pdf
        except Refusal as refusal:
            self._say(str(refusal))
            return None

    def _written(self, path: Path) -> bool:
        """Number, keep and write the document shown: all three or none."""
        self._hide_banners()
        wanted = self.composer.wanted()
        try:
            if self._on_list():
                if (leaving := self._leaving()) is None:
                    return False
                documents.save(leaving[1], path)
            elif wanted is not None:
                self._workspace.do(
                    documents.issue_to, wanted.kind, wanted.lot_id, wanted.month, self.composer.now(), path,
                    wanted.with_people,
                )  # fmt: skip
        except Refusal as refusal:
            self._say(str(refusal))
            return False
        return True

    def _number(self) -> str | None:
        if self._on_list():
            line = self.issued.table.current_row()
            return line.number if line else None
        return self.composer.seen.number if self.composer.seen else None

    def _on_list(self) -> bool:
        return self.tabs.currentWidget() is self._list_place

    def _usual_folder(self) -> Path:
        return self._folder or usual_folder()

    def _show_what_can_be_done(self) -> None:
        possible = self._number() is not None
        for button in (self.open_button, self.save_button, self.print_button):
            button.setEnabled(possible)
        self.composer.whole_month.setEnabled(not self.background.busy and bool(self.composer.lots_of_month()))

    def _refresh_list(self) -> None:
        """What was issued is read when its tab is shown."""
        if self._list_stale and self._on_list():
            self._list_stale = False
            self.issued.refresh()

    def _tab_changed(self) -> None:
        self._hide_banners()
        self._refresh_list()
        self._show_what_can_be_done()
        if self._on_list():
            self.issued.search.setFocus()

    def _month_printed(self, printed: Printed) -> None:
        count = len(printed.files)
        where = self._folder.name if self._folder else ""
        self._tell(
            " ".join([f"{count} {'fiche enregistrée' if count < 2 else 'fiches enregistrées'} dans {where}.",
                      *printed.left_out])
        )  # fmt: skip

    def _month_failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._say(str(error))

    def _go_to_hours(self, lot_id: Key, month: Month) -> None:
        self.go_to.emit("hours", {"lot": lot_id, "month": month})

    def _go_to_contracts(self) -> None:
        self.go_to.emit("contracts", {})

    def _hide_banners(self) -> None:
        self._banner.hide()
        self._done.hide()

    def _tell(self, text: str) -> None:
        self._done.set_text(text)
        self._done.appear()

    def _say(self, text: str) -> None:
        self._hide_banners()
        self._banner.set_text(text)
        self._banner.appear()
