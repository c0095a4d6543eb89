"""A form to fill by hand: blank or with what is known, seen as it will be printed, saved as PDF or as a text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import file_name
from facilitator_app.ui import dialogs
from facilitator_app.ui.fields import ChoiceField
from facilitator_app.ui.look import scaled
from facilitator_app.ui.moment import moment
from facilitator_app.ui.preview import PdfPreview
from facilitator_app.ui.printing import print_pdf
from facilitator_app.ui.widgets import ActionButton, Banner, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.documents import paper_forms
from facilitator_app.use_cases.documents.paper_forms import PaperForm

_KINDS = "Documents PDF (*.pdf);;Textes OpenDocument (*.odt)"


class PaperFormDialog(QDialog):
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
        super().__init__(parent)
        self._workspace, self._kind, self._about, self._company_id = workspace, kind, about, company_id
        self._name = name
        self._pdf = b""
        self.setWindowTitle(f"{kind.label}, {name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        answers = [("filled", "Avec ce qui est connu")] if about else []
        self.answers = ChoiceField([*answers, ("blank", "Vierge")])
        self.answers.set_value("filled" if about else "blank")
        self.answers.setAccessibleName("Réponses")
        self.lot = ChoiceField(lots, "Sans lot")
        self.lot.setAccessibleName("Lot de la fiche")
        self.lot.setVisible(bool(lots))
        if lots:
            self.lot.set_value(lots[0][0])
        self.preview = PdfPreview(workspace.names)
        self.banner, self.done_banner = Banner("danger", ""), Banner("success", "")
        self.print_button = ActionButton("Im&primer", "printer", "Ctrl+P", primary=True)
        self.save_button = ActionButton("En&registrer…", "save", "Ctrl+S")
        self._fill()
        self.answers.changed.connect(self.look)
        self.lot.changed.connect(self.look)
        self.print_button.clicked.connect(self.print_shown)
        self.save_button.clicked.connect(self.save_shown)
        self.look()
        room = parent.window().size() if parent else self.size()
        self.resize(max(scaled(900), room.width() - 120), max(scaled(560), room.height() - 100))

    def look(self) -> None:
        """Show what would be printed now."""
        self._hide_banners()
        try:
            self._pdf = self._workspace.ask(paper_forms.pdf, self._kind, moment(self._workspace), *self._wanted())
        except Refusal as refusal:
            self._pdf = b""
            self.preview.clear()
            self._say(self.banner, str(refusal))
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
            self._say(self.banner, str(refusal))
            return
        self._say(self.done_banner, "La fiche est envoyée à l’imprimante.")

    def save_shown(self) -> None:
        """Write where the user says, as PDF or as a text to correct."""
        proposed = _usual_folder() / file_name(self._kind.label, self._name, kind="pdf")
        path = dialogs.choose_new_file(self, "Enregistrer la fiche", proposed, _KINDS)
        if path is None:
            return
        now, (about, lot, company) = moment(self._workspace), self._wanted()
        try:
            self._workspace.do(paper_forms.save_form, self._kind, now, path, about, lot, company)
        except Refusal as refusal:
            self._say(self.banner, str(refusal))
            return
        self._say(self.done_banner, f"{path.name} est enregistré dans {path.parent.name or path.parent}.")

    def _wanted(self) -> tuple[str, str, str]:
        about = self._about if self.answers.value() == "filled" else ""
        return about, str(self.lot.value() or ""), self._company_id

    def _fill(self) -> None:
        side, split = QWidget(), QSplitter()
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 14, 12, 14)
        column.setSpacing(6)
        column.addWidget(Label(self._name, "sheet", wrap=True))
        for part in (self.answers, self.lot):
            column.addWidget(part)
        for banner in (self.banner, self.done_banner):
            banner.hide()
            column.addWidget(banner)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addWidget(self.save_button)
        column.addLayout(row)
        column.addWidget(
            Label("La fiche revenue se saisit dans l’ordre de ses questions, numérotées.", "second", wrap=True)
        )
        column.addStretch()
        split.setChildrenCollapsible(False)
        split.addWidget(side)
        split.addWidget(self.preview)
        split.setStretchFactor(1, 1)
        split.setSizes([scaled(330), scaled(620)])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def _hide_banners(self) -> None:
        self.banner.hide()
        self.done_banner.hide()

    def _say(self, banner: Banner, text: str) -> None:
        self._hide_banners()
        banner.set_text(text)
        banner.appear()


def _usual_folder() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
