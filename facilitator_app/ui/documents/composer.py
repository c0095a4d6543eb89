"""What will be printed: chosen at left, seen at right as it will leave the house."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, written_date
from facilitator_app.ui.background import Background, ProgressCard
from facilitator_app.ui.documents.chooser import Chooser, Wanted
from facilitator_app.ui.preview import PdfPreview
from facilitator_app.ui.widgets import ActionButton, Banner, Card, EmptyState, Label, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import documents
from facilitator_app.use_cases.documents import Preview

_WHY = {
    DocumentKind.FOLLOW_UP_SHEET: "Les heures du mois ne sont pas encore validées pour ce lot.",
    DocumentKind.HOURS_CERTIFICATE: "Un mois qui porte des heures n’est pas encore validé, ou le mois n’est pas fini.",
}
LEAST_SIDE = 330  # logical pixels


class Composer(QWidget):
    """Looking writes nothing; `ready` says whether there is something to print."""

    ready = Signal(bool)
    hours_asked = Signal(str, object)
    """The lot and the month whose hours are to be validated."""
    lot_asked = Signal()
    """There is no lot yet."""

    def __init__(self, workspace: Workspace, background: Background) -> None:
        super().__init__()
        self._workspace = workspace
        self.chooser, self.preview = Chooser(), PdfPreview(workspace.names)
        self.whole_month = ActionButton("&Toutes les fiches du mois…", "folder-plus")
        self.seen: Preview | None = None
        self._at_work: list[Key] = []
        self._perimeter = Label("", "second", wrap=True)
        self._again = Banner("info", "")
        self._validate = ActionButton("&Voir les heures", "table-2", small=True)
        self._provisional = Banner("warning", "")
        self._refused = Banner("danger", "")
        self._month_count = Label("", "second", wrap=True)
        self._stack = QStackedWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self._split = QSplitter()
        self._stack.addWidget(self._split)
        self._fill_split(background)
        self._validate.clicked.connect(self._ask_hours)
        self.chooser.changed.connect(self.look)
        self.chooser.lot_changed.connect(self._lot_chosen)
        for keys, step in (("Ctrl+PgUp", self.chooser.previous_lot), ("Ctrl+PgDown", self.chooser.next_lot)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(step)

    def refresh(self, lot: Key | None = None, month: Month | None = None, kind: DocumentKind | None = None) -> None:
        """Read lots and months again, then show the document wanted; what is not given stays as it was."""
        lots = self._workspace.ask(documents.lots_to_print)
        self._stack.setCurrentWidget(self._split if lots else self._nothing)
        self.chooser.show_lots(lots)
        known = [line.lot_id for line in lots]
        if lot in known:
            self.chooser.lot.set_value(lot)
        elif self.chooser.lot.value() is None and known:
            self.chooser.lot.set_value(known[0])
        if kind is not None:
            self.chooser.choose_kind(kind)
        self._read_months(month)
        self.look()

    def wanted(self) -> Wanted | None:
        """What is shown and can be printed."""
        return self.chooser.wanted() if self.seen else None

    def now(self) -> dt.datetime:
        """The moment printed on documents."""
        return dt.datetime.combine(self._workspace.today(), dt.datetime.now().time()).astimezone()

    def lots_of_month(self) -> list[Key]:
        """Every lot somebody worked on in the month chosen."""
        return self._at_work

    def look(self) -> None:
        """Show the document as it would leave the house now."""
        wanted = self.chooser.wanted()
        for part in (self._refused, self._provisional, self._again, self._validate):
            part.hide()
        self.seen = None
        if wanted is not None:
            try:
                self.seen = self._workspace.ask(
                    documents.preview, wanted.kind, wanted.lot_id, wanted.month, self.now(), wanted.with_people
                )
            except Refusal as refusal:
                self._refused.set_text(str(refusal))
                self._refused.appear()
        if wanted is not None and self.seen is not None:
            self._show(wanted, self.seen)
        else:
            self.preview.clear()
            self._perimeter.setText("")
        self._count_lots()
        self.ready.emit(self.seen is not None)

    def _show(self, wanted: Wanted, seen: Preview) -> None:
        self.preview.show_pdf(seen.pdf, f"{wanted.kind.label} {seen.number}")
        self._perimeter.setText(f"{seen.number}\n{seen.perimeter}")
        self._provisional.set_text(_WHY[wanted.kind], "Document provisoire")
        self._provisional.setVisible(seen.provisional)
        self._validate.setVisible(seen.provisional)
        if seen.issued_at is not None:
            day = written_date(seen.issued_at.astimezone().date())
            self._again.set_text(f"Déjà édité le {day}. Rien n’a changé depuis\u00a0: ce sera le même exemplaire.")
            self._again.show()

    def _count_lots(self) -> None:
        month = self.chooser.month.value()
        self._at_work = self._workspace.ask(documents.lots_at_work, month) if month else []
        count = len(self._at_work)
        label = month.full_name if month else ""
        lots = "1 lot compte" if count == 1 else f"{count} lots comptent"
        self._month_count.setText(
            f"{lots} des salariés en {label}. Une fiche par lot, dans le dossier de votre choix."
            if count
            else f"Aucun lot ne compte de salarié en {label}."
        )
        self.whole_month.setEnabled(count > 0)

    def _lot_chosen(self) -> None:
        self._read_months(None)
        self.look()

    def _read_months(self, month: Month | None) -> None:
        lot_id = self.chooser.lot.value()
        if lot_id is None:
            self.chooser.show_months([])
            return
        self.chooser.show_months(self._workspace.ask(documents.months_to_print, lot_id, self._workspace.today()), month)

    def _ask_hours(self) -> None:
        if (wanted := self.chooser.wanted()) is not None:
            self.hours_asked.emit(wanted.lot_id, wanted.month)

    @cached_property
    def _nothing(self) -> EmptyState:
        new = ActionButton("Ajouter un &marché", "plus", primary=True)
        new.clicked.connect(self.lot_asked)
        nothing = EmptyState(
            "printer", "Aucun lot pour l’instant",
            "Une fiche ou une attestation porte sur un lot\u00a0: ajoutez d’abord un marché et ses lots.", [new],
        )  # fmt: skip
        self._stack.addWidget(nothing)
        return nothing

    def _fill_split(self, background: Background) -> None:
        """From the outside in: a widget is styled again, with all it holds, each time it gets another parent."""
        side, split = QWidget(), self._split
        self._side, self._area = side, scrolled(side)
        split.setChildrenCollapsible(False)
        split.addWidget(self._area)
        split.addWidget(self.preview)
        split.setSizes([370, 790])
        column = QVBoxLayout(side)
        column.setContentsMargins(14, 12, 14, 14)
        column.setSpacing(12)
        document, month = Card("Document à éditer"), Card("Tout le mois")
        column.addWidget(document)
        column.addWidget(month)
        column.addWidget(ProgressCard(background))
        column.addStretch(1)
        document.add(self.chooser)
        document.add(self._perimeter)
        for part in (self._provisional, self._validate, self._again, self._refused):
            part.hide()
            document.add(part)
        month.add(self._month_count)
        month.add(self.whole_month)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.StyleChange):
            bar = self._area.verticalScrollBar().sizeHint().width()
            self._area.setMinimumWidth(max(LEAST_SIDE, self._side.minimumSizeHint().width() + bar))
        return super().event(event)
