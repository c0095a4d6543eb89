"""The page of what is to be done for people: who must act, before when, and who is to be called after leaving."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator_app.domain.exits import DYNAMIC, ExitClass
from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted, written_date, written_percent
from facilitator_app.ui.following.exit_forms import LaterForm
from facilitator_app.ui.list_part import ListPart
from facilitator_app.ui.rows import Column
from facilitator_app.ui.tabbed_page import TabbedPage
from facilitator_app.ui.widgets import ActionButton, Label
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import following
from facilitator_app.use_cases.following import ActionDue, CallDue, ExitRates

TABS = ("actions", "calls")


class FollowingPage(TabbedPage):
    """`open(tab=…)` shows one of `TABS`; `event` or `leaving` selects what is to be done, or who is to be called."""

    SHOWS = frozenset({"beneficiary", "person_event", "person_exit", "later_situation", "restriction"})
    help_text = (
        "Tout ce qui a été noté «\u00a0à faire\u00a0» sur les fiches, le plus pressé d’abord, et les personnes à "
        "appeler 3, 6 et 12 mois après leur sortie. «\u00a0Fait\u00a0» retire une ligne, Ctrl+Z la remet. Entrée "
        "ouvre la fiche. «\u00a0Non joint\u00a0» est une réponse\u00a0: elle s’inscrit et la ligne s’en va."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace, "Suivi des personnes", "Listes du suivi")
        self.to_do: ListPart[ActionDue] = self._made_actions()
        self.to_call: ListPart[CallDue] = self._made_calls()
        self.done_button = ActionButton("Fa&it", "check", primary=True)
        self.done_button.clicked.connect(self.finish)
        self.answer_button = ActionButton("Noter la &réponse", "phone", primary=True)
        self.answer_button.clicked.connect(self.ask_later)
        self.rates = Label("", "second")
        both: tuple[tuple[ListPart[Any], ActionButton], ...] = (
            (self.to_do, self.done_button), (self.to_call, self.answer_button),
        )  # fmt: skip
        for part, button in both:
            self.tabs.addTab(self._tab(part, button), "")
            part.table.activated_row.connect(self._open_person)
            part.table.current_row_changed.connect(self._show_buttons)

    def open(self, tab: str = "", event: Key | None = None, leaving: Key | None = None, **_other: Any) -> None:
        if self.is_stale:
            self.refresh()
        tab = "actions" if event else "calls" if leaving else tab
        if tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(tab))
        if key := event or leaving:
            self._part().table.select_row(key)
        self._part().table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        super().refresh()
        today = self._workspace.today()
        actions = self._workspace.show(following.actions_due)
        calls = self._workspace.show(following.calls_due, today)
        self._shown = actions, calls
        since = self._workspace.ask(following.exit_rates, today.replace(month=1, day=1), today)
        self.rates.setText(_written(since, today))
        self._show()
        late = sum(action.before is not None and action.before < today for action in actions)
        to_do = f"{counted(len(actions), 'action')} à faire" if actions else "Rien à faire"
        overdue = f", dont {late} en retard" if late else ""
        to_call = f"{counted(len(calls), 'personne')} à appeler" if calls else "aucune personne à appeler"
        self._header.set_subtitle(f"{to_do}{overdue} · {to_call} après une sortie")
        titles = (("À faire", len(actions)), ("À 3, 6 et 12 mois", len(calls)))
        for place, (title, count) in enumerate(titles):
            self.tabs.setTabText(place, f"{title} {count}" if count else title)

    def finish(self) -> None:
        """Say that the selected action is done."""
        row = self.to_do.table.current_row()
        if row is None:
            return
        try:
            self._workspace.do(following.finish_action, row.id, self._workspace.today())
        except Refusal as refusal:
            self._say(self._workspace.names.within(str(refusal)))

    def ask_later(self) -> None:
        """Note what the selected person answered."""
        row = self.to_call.table.current_row()
        if row is not None:
            LaterForm(self, self._workspace, row.id, row.person, row.months).open()

    def _show(self) -> None:
        actions, calls = self._shown
        self.to_do.show_rows(actions)
        self.to_call.show_rows(calls)
        for table in (self.to_do.table, self.to_call.table):
            if table.current_row() is None:
                table.select_place(0)
        self._show_buttons()

    def _show_buttons(self, _row: Any = None) -> None:
        self.done_button.setEnabled(self.to_do.table.current_row() is not None)
        self.answer_button.setEnabled(self.to_call.table.current_row() is not None)

    def _part(self) -> ListPart[Any]:
        return (self.to_do, self.to_call)[self.tabs.currentIndex()]

    def _open_person(self, row: ActionDue | CallDue) -> None:
        self.go_to.emit("beneficiaries", {"beneficiary": row.beneficiary_id, "following": True})

    def _tone(self, row: ActionDue) -> str:
        today = self._workspace.today()
        return "" if row.before is None or row.before > today else "danger" if row.before < today else "warning"

    def _tab(self, part: ListPart[Any], button: ActionButton) -> QWidget:
        tab = QWidget()
        whole = QVBoxLayout(tab)
        whole.setContentsMargins(16, 12, 16, 14)
        whole.setSpacing(8)
        row = QHBoxLayout()
        if part is self.to_call:
            row.addWidget(self.rates)
        row.addStretch()
        row.addWidget(button)
        whole.addWidget(part, 1)
        whole.addLayout(row)
        return tab

    def _made_actions(self) -> ListPart[ActionDue]:
        columns: list[Column[ActionDue]] = [
            Column("Personne", lambda row: row.person, second=lambda row: row.phone, strong=True, width=220),
            Column("À faire", lambda row: row.action, second=_noted, tooltip=lambda row: row.action, stretch=True),
            Column("Par", lambda row: row.by, width=180, hidden_below=620),
            Column("Avant le", _before, lambda row: row.before, tone=self._tone, width=120, accessible=self._aloud),
        ]
        how = "Ce que vous notez «\u00a0à faire ensuite\u00a0» sur une fiche, onglet Suivi, s’inscrit ici."
        return ListPart("À faire pour les personnes", columns, "circle-check", "Rien n’est à faire", how)

    def _aloud(self, row: ActionDue) -> str:
        return f"{_before(row)}, en retard" if self._tone(row) == "danger" else _before(row)

    def _made_calls(self) -> ListPart[CallDue]:
        columns: list[Column[CallDue]] = [
            Column("Personne", lambda row: row.person, second=lambda row: row.phone, strong=True, stretch=True),
            Column("Question", lambda row: f"à {row.months} mois", lambda row: row.months, width=110),
            Column("Sortie le", lambda row: written_date(row.left_on), lambda row: row.left_on, width=120),
            Column("Depuis le", lambda row: written_date(row.due_on), lambda row: row.due_on, width=120,
                   hidden_below=520),
        ]  # fmt: skip
        how = "Les sorties notées sur les fiches reviennent ici 3, 6 et 12 mois après."
        return ListPart("Personnes à appeler", columns, "phone", "Personne n’est à appeler", how)


def _before(row: ActionDue) -> str:
    return written_date(row.before) if row.before else "sans date"


def _noted(row: ActionDue) -> str:
    return f"noté le {written_date(row.noted_on)}"


def _written(rates: ExitRates, today: dt.date) -> str:
    """What became of those who left since the first of January; nothing when nobody did."""
    if rates.rate is None:
        return ""
    total = sum(count for one, count in rates.counts.items() if one is not ExitClass.EXCLUDED)
    classes = ", ".join(f"{one.label.lower()} {rates.counts[one]}" for one in DYNAMIC if rates.counts[one])
    return (
        f"Sorties de {today.year}\u00a0: {total}, dont {counted(rates.dynamic, 'dynamique')} "
        f"({written_percent(rates.rate)})" + (f"\u00a0: {classes}" if classes else "")
    )
