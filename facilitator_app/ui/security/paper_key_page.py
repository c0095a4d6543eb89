"""The paper key: looked at, printed or saved elsewhere, then checked by typing two of its groups from the paper."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain import paper_key
from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import Background
from facilitator_app.ui.form import Form
from facilitator_app.ui.preview import PdfPreview
from facilitator_app.ui.security.fields import GroupField
from facilitator_app.ui.widgets import ActionButton, Banner, Beside, Card, EmptyState, Label, PageHeader, scrolled

WHERE = "Mettez la feuille sous enveloppe, au coffre ou sous clé chez la direction, loin de ce poste."


class PaperKeyPage(QWidget):
    """`done` comes once the sheet has left the window and, unless `reprint`, two of its groups were typed from it."""

    done = Signal()
    failed = Signal(Exception)
    help_text = (
        "Cette feuille est le seul recours quand une phrase de passe est oubliée ou que le fichier des clés est perdu. "
        "Imprimez-la, rangez-la loin du poste. Les deux groupes à retaper montrent qu’elle se lit bien."
    )

    def __init__(self, key: bytes, make: Callable[[], bytes], act: str = "Commencer", reprint: bool = False) -> None:
        """`make` draws the sheet; it is called off the window's thread."""
        super().__init__()
        self._key, self._reprint, self._pdf = key, reprint, b""
        self.background = Background(self)
        self.background.finished.connect(self._drawn)
        self.background.failed.connect(self.failed)
        self.preview = PdfPreview()
        self._again = ActionButton("Revoir la feuille", "eye")
        self._again.clicked.connect(self._show_sheet)
        away = EmptyState(
            "shield-check", "La feuille est sortie", "Relisez sur le papier les deux groupes demandés.", [self._again]
        )
        self._left = QStackedWidget()
        self._left.addWidget(self.preview)
        self._left.addWidget(away)
        self.banner = Banner("danger", "")
        self.banner.hide()
        self.print_button = ActionButton("&Imprimer la feuille", "printer", "Ctrl+P", primary=True)
        self.print_button.clicked.connect(self.print)
        self.save_button = ActionButton("Enregistrer le &PDF", "save")
        self.save_button.clicked.connect(self.save)
        self.form = Form()
        first, second = self.numbers = paper_key.groups_to_retype(key.hex())
        card = self.form.section("2. Vérifier", "d’après le papier")
        self.first = self.form.add("first", f"Groupe {first}", GroupField())
        self.second = self.form.add("second", f"Groupe {second}", GroupField())
        self.go_button = ActionButton(act, "check")
        self.go_button.show_keys("Return")
        self.go_button.clicked.connect(self.go_on)
        card.add(self.go_button)
        self._lay_out(act)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self.go_on)
        self._let_out(False)
        self.background.start(partial(_drawing, make))

    @property
    def zones(self) -> list[QWidget]:
        return [self._header, self._left, self._right]

    def begin(self) -> None:
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def print(self) -> None:
        printer = dialogs.choose_printer(self, self.preview.pages)
        if printer is None:
            return
        from facilitator_app.ui.printing import print_pdf

        try:
            print_pdf(self._pdf, printer, "Clé de secours")
        except Refusal as refusal:
            self._say(str(refusal))
            return
        self._let_out(True)

    def save(self) -> None:
        """For a stick, or to print from elsewhere."""
        file = dialogs.choose_new_file(self, "Enregistrer la clé de secours", Path("cle-de-secours.pdf"), "PDF (*.pdf)")
        if file is None:
            return
        try:
            file.write_bytes(self._pdf)
        except OSError:
            self._say(f"«\u00a0{file.name}\u00a0» n’a pas pu être écrit. Choisissez un autre dossier.")
            return
        self._let_out(True)

    def go_on(self) -> None:
        """Check both groups, then be done."""
        if not self.go_button.isEnabled():
            return
        problems = []
        if not self._reprint:
            for field, editor, number in zip(("first", "second"), (self.first, self.second), self.numbers, strict=True):
                if not paper_key.is_group(self._key, number, editor.value()):
                    problems.append(
                        Problem(field, f"Ce n’est pas le groupe {number} de la feuille. Relisez ses quatre signes.")
                    )
        self.form.show_problems(problems)
        if not problems:
            self.forget()
            self.done.emit()

    def forget(self) -> None:
        """Nothing of the key stays on screen."""
        self.background.close()
        self.preview.clear()
        self._pdf = b""

    def _drawn(self, pdf: bytes) -> None:
        self._pdf = pdf
        self._show_sheet()
        self.print_button.setEnabled(True)
        self.save_button.setEnabled(True)
        self.begin()

    def _show_sheet(self) -> None:
        self.preview.show_pdf(self._pdf, "clé de secours")
        self._left.setCurrentIndex(0)

    def _let_out(self, out: bool) -> None:
        """Before the sheet is out there is nothing to check; after, it is read from the paper, not from the screen."""
        self.print_button.setEnabled(bool(self._pdf))
        self.save_button.setEnabled(bool(self._pdf))
        for widget in (self.first, self.second, self.go_button):
            widget.setEnabled(out or self._reprint)
        if out:
            self.banner.hide()
            self.preview.clear()
            self._left.setCurrentIndex(1)
            (self.go_button if self._reprint else self.first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str) -> None:
        self.banner.set_text(sentence)
        self.banner.appear()

    def _lay_out(self, act: str) -> None:
        self._header = PageHeader("Clé de secours", "La seule issue quand une phrase est oubliée")
        paper = Card("1. Sortir la feuille")
        paper.add(Label(WHERE, "second", wrap=True))
        paper.add(self.print_button)
        paper.add(self.save_button)
        paper.add(Label("Le PDF se garde sur une clé USB, jamais sur ce poste.", "caption", wrap=True))
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(14)
        right.addWidget(self.banner)
        right.addWidget(paper)
        right.addWidget(self.form)
        right.addStretch(1)
        if self._reprint:
            for widget in (self.first, self.second):
                widget.hide()
            self.form.hide()
            right.insertWidget(2, self.go_button)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 14, 20, 14)
        holder = Card()
        holder.add(self._left, 1)
        column.addWidget(Beside([holder, self._right], [3, 2]), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(scrolled(inside), 1)


def _drawing(make: Callable[[], bytes]) -> Generator[tuple[int, int], None, bytes]:
    yield 0, 1
    return make()
