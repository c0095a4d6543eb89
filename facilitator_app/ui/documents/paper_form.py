"""A form to fill by hand: blank or with what is known, seen as it will be printed, saved as PDF or as a text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import file_name
from facilitator_app.ui import dialogs
from facilitator_app.ui.documents.preview_dialog import PreviewDialog, usual_folder
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.moment import moment
from facilitator_app.ui.printing import print_pdf
from facilitator_app.ui.widgets import Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.documents import paper_forms
from facilitator_app.use_cases.documents.paper_forms import PaperForm

_KINDS = "Documents PDF (*.pdf);;Textes OpenDocument (*.odt)"


class PaperFormDialog(PreviewDialog):
    """Looking writes nothing; what is printed or saved with what is known is numbered, and kept in the register."""

    def __init__(
        self,
        parent: QWidget | None,
        workspace: Workspace,
        kind: PaperForm,
        name: str,
        about: str = "",
        company_id: str = "",
        lots: Sequence[tuple[str, str]] = (),
    ) -> None:
        """`about`: the company or the need; "" leaves only a blank form. `lots`: those a company's sheet may name."""
        super().__init__(parent, workspace, f"{kind.label}, {name}", name, "En&registrer…")
        self._kind, self._about, self._company_id = kind, about, company_id
        self._pdf = b""
        answers = [("filled", "Avec ce qui est connu")] if about else []
        self.answers = ChoiceField([*answers, ("blank", "Vierge")])
        self.answers.set_value("filled" if about else "blank")
        self.answers.setAccessibleName("Réponses")
        self.lot = ChoiceField(lots, "Sans lot")
        self.lot.setAccessibleName("Lot de la fiche")
        self.lot.setVisible(bool(lots))
        if lots:
            self.lot.set_value(lots[0][0])
        below = Label("La fiche revenue se saisit dans l’ordre de ses questions, numérotées.", "second", wrap=True)
        self._fill((self.answers, self.lot), below)
        self.answers.changed.connect(self.look)
        self.lot.changed.connect(self.look)
        self.print_button.clicked.connect(self.print_shown)
        self.save_button.clicked.connect(self.save_shown)
        self.look()

    def look(self) -> None:
        """Show what would be printed now."""
        self._hide_banners()
        try:
            self._pdf = self._workspace.ask(paper_forms.pdf, self._kind, moment(self._workspace), *self._wanted())
        except Refusal as refusal:
            self._pdf = b""
            self.preview.clear()
            self._say(str(refusal))
        else:
            self.preview.show_pdf(self._pdf, self.windowTitle())
        for button in (self.print_button, self.save_button):
            button.setEnabled(bool(self._pdf))

    def print_shown(self) -> None:
        printer = dialogs.choose_printer(self, self.preview.pages) if self._pdf else None
        if printer is None:
            return
        try:
            self._pdf = self._workspace.do(paper_forms.issue_form, self._kind, moment(self._workspace), *self._wanted())
            print_pdf(self._pdf, printer, self.windowTitle())
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self._tell("La fiche est envoyée à l’imprimante.")

    def save_shown(self) -> None:
        """Write where the user says, as PDF or as a text to correct."""
        proposed = usual_folder() / file_name(self._kind.label, self._name, kind="pdf")
        path = dialogs.choose_new_file(self, "Enregistrer la fiche", proposed, _KINDS)
        if path is None:
            return
        now, (about, lot, company) = moment(self._workspace), self._wanted()
        try:
            self._workspace.do(paper_forms.save_form, self._kind, now, path, about, lot, company)
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self._tell_saved(path)

    def _wanted(self) -> tuple[str, str, str]:
        about = self._about if self.answers.value() == "filled" else ""
        return about, str(self.lot.value() or ""), self._company_id
