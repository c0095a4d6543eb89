"""The documents of one person: chosen at left, seen at right, printed or saved; and her whole file."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QLabel, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.person_document import PersonDocumentKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.documents.preview_dialog import PreviewDialog, usual_folder
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.printing import print_pdf
from facilitator_app.ui.widgets import ActionButton, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import documents
from facilitator_app.use_cases.documents import person_choices, person_documents
from facilitator_app.use_cases.personal_data import handing_over

_PDF = "Documents PDF (*.pdf)"
_DETAILS = {
    PersonDocumentKind.PROOF_CHECKLIST: "C&ritère",
    PersonDocumentKind.POSITIONING_SHEET: "&Besoin",
    PersonDocumentKind.REVIEW_SHEET: "&Contrat de travail",
}
_LAST = 6  # documents issued before that are named


class PersonDocumentsDialog(PreviewDialog):
    """Looking writes nothing; a document is numbered and kept when it is printed or saved."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, person: Key, name: str) -> None:
        super().__init__(parent, workspace, f"Documents de {name}", name, "En&registrer le PDF")
        self._person = person
        self._seen: person_documents.Shown | None = None
        self.kind = ChoiceField((kind, kind.label) for kind in PersonDocumentKind)
        self.kind.set_value(PersonDocumentKind.ELIGIBILITY_SHEET)
        self.detail = ChoiceField()
        self._detail_words = QLabel()
        self._before = Label("", "second", wrap=True)
        self.whole_button = ActionButton("&Dossier complet…", "folder-plus")
        self._lay_out()
        self.kind.changed.connect(self._kind_chosen)
        self.detail.changed.connect(self.look)
        self.print_button.clicked.connect(self.print_shown)
        self.save_button.clicked.connect(self.save_shown)
        self.whole_button.clicked.connect(self.hand_over)
        self._kind_chosen()

    def _lay_out(self) -> None:
        asked: list[QWidget] = []
        for words, field in ((QLabel("T&ype de document"), self.kind), (self._detail_words, self.detail)):
            words.setProperty("role", "second")
            words.setBuddy(field)
            asked += words, field
        about_whole = Label(
            "Le dossier complet réunit en un PDF et un fichier JSON tout ce qui est gardé sur la personne, pour le "
            "lui remettre à sa demande. Il nomme ses critères protégés.",
            "second",
            wrap=True,
        )
        self._fill(asked, self._before, (about_whole, self.whole_button))

    def choose(self, kind: PersonDocumentKind, detail: str = "") -> None:
        """Show this document."""
        self.kind.set_value(kind)
        self._kind_chosen()
        if detail:
            self.detail.set_value(detail)
            self.look()

    def look(self) -> None:
        """Show what would be printed now."""
        self._hide_banners()
        try:
            self._seen = self._workspace.ask(
                person_documents.preview, self.kind.value(), self._person, self._now(), self._detail()
            )
        except Refusal as refusal:
            self._seen = None
            self.preview.clear()
            self._say(str(refusal))
        else:
            self.preview.show_pdf(self._seen.pdf, f"{self.kind.value().label}, {self._seen.number}")
        for button in (self.print_button, self.save_button):
            button.setEnabled(self._seen is not None)
        self._show_before()

    def print_shown(self) -> None:
        """Number, keep, and send to a printer."""
        printer = dialogs.choose_printer(self, self.preview.pages) if self._seen else None
        if printer is None:
            return
        self._hide_banners()
        try:
            made = self._workspace.do(
                person_documents.issue, self.kind.value(), self._person, self._now(), self._detail()
            )
            print_pdf(made.pdf, printer, made.number)
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self.look()
        self._tell(f"{made.number} est envoyé à l’imprimante.")

    def save_shown(self) -> None:
        """Number, keep, and write where the user says."""
        if self._seen is None:
            return
        proposed = usual_folder() / documents.file_name(self._seen.number)
        path = dialogs.choose_new_file(self, "Enregistrer le PDF", proposed, _PDF)
        if path is None:
            return
        self._hide_banners()
        try:
            self._workspace.do(
                person_documents.issue_to, self.kind.value(), self._person, self._now(), path, self._detail()
            )
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self.look()
        self._tell_saved(path)

    def hand_over(self) -> None:
        """Write the whole file of the person, which the access log notes."""
        folder = dialogs.choose_folder(self, "Dossier où écrire le dossier complet", usual_folder())
        if folder is None:
            return
        self._hide_banners()
        try:
            readable, complete = self._workspace.do(handing_over.hand_over, self._person, self._now(), folder)
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self._tell(f"{readable.name} et {complete.name} sont écrits. Remettez-les en main propre, puis supprimez-les.")

    def _kind_chosen(self) -> None:
        kind = self.kind.value()
        today = self._workspace.today()
        self.detail.set_choices(self._workspace.ask(person_choices.details, kind, self._person, today))
        if self.detail.value() is None and self.detail.count():
            self.detail.setCurrentIndex(0)
        self._detail_words.setText(_DETAILS.get(kind, ""))
        for part in (self._detail_words, self.detail):
            part.setVisible(kind in _DETAILS)
        self.look()

    def _show_before(self) -> None:
        lines = self._workspace.ask(person_documents.issued, self._person)[:_LAST]
        told = (f"{line.number} {line.kind.label}, {line.issued_at.astimezone():%d/%m/%Y}" for line in lines)
        self._before.setText(
            "\n".join(("Déjà édités\u00a0:", *told)) if lines else "Aucun document édité pour l’instant."
        )

    def _detail(self) -> str:
        return str(self.detail.value() or "")

    def _now(self) -> dt.datetime:
        return dt.datetime.combine(self._workspace.today(), dt.datetime.now().time()).astimezone()
