"""The cards of a company's sheet: whom to call, posts needed, evaluations, exchanges."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.contact_details import written_phone
from facilitator_app.domain.need import NeedState
from facilitator_app.domain.values import written_date
from facilitator_app.ui.contracts.side_cards import clear
from facilitator_app.ui.widgets import ActionButton, Badge, Card, Flow, Label, WideEnough
from facilitator_app.use_cases.company_evaluations import EvaluationLine
from facilitator_app.use_cases.company_life import CompanyExchange, CompanyNeed
from facilitator_app.use_cases.company_list import ContactLine
from facilitator_app.use_cases.contact_checks import is_to_check

_SHOWN = 8  # lines of needs and exchanges: the sheet tells the latest, other pages tell all
_LEAST_WORDS = 270  # pixels at the usual text size: an address of mail is not folded
_TONES = {NeedState.OPEN: "info", NeedState.FILLED: "success", NeedState.CANCELLED: "neutral"}


def line(name: str, details: str, *parts: QWidget, ink: str = "") -> QWidget:
    """A name, what is known, and what can be done."""
    widget = QWidget()
    row = Flow(widgets=[])
    widget.setLayout(row)
    words = WideEnough(_LEAST_WORDS)
    lines = QVBoxLayout(words)
    lines.setContentsMargins(0, 0, 0, 0)
    lines.setSpacing(0)
    lines.addWidget(Label(name, "strong", wrap=True))
    if details:
        lines.addWidget(Label(details, "second", ink=ink, wrap=True) if ink else Label(details, "second", wrap=True))
    row.add_growing(words)
    if parts:
        row.add_row(Flow(widgets=list(parts)))
    return widget


class ListCard(Card):
    """Lines under a title; a sentence when there is none."""

    def __init__(self, title: str, nothing: str, action: ActionButton | None = None, remark: str = "") -> None:
        super().__init__(title, remark, action=action)
        self._nothing = nothing
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.body.addLayout(self._lines)

    def show_lines(self, lines: list[QWidget]) -> None:
        clear(self._lines)
        for widget in lines or [Label(self._nothing, "second", wrap=True)]:
            self._lines.addWidget(widget)


class ContactsCard(ListCard):
    """Those to call; who was not checked for too long is said."""

    contact_asked = Signal(str)
    """The contact to correct, "" for a new one."""
    removal_asked = Signal(str, str)
    """Key and name."""
    checked = Signal(str)
    """The contact whose details are right today."""

    def __init__(self) -> None:
        self.new_contact = ActionButton("Nouveau &contact", "user-plus", small=True)
        super().__init__("Personnes à appeler", "Personne pour l’instant.", self.new_contact)
        self.new_contact.clicked.connect(partial(self.contact_asked.emit, ""))

    def show_contacts(self, contacts: tuple[ContactLine, ...], limit: dt.date) -> None:
        """Those checked before `limit` are to be checked again."""
        self.show_lines([self._contact(contact, is_to_check(contact.checked_on, limit)) for contact in contacts])

    def _contact(self, contact: ContactLine, to_check: bool) -> QWidget:
        known = [contact.role, written_phone(contact.phone), contact.email]
        known.append(f"vérifié le {written_date(contact.checked_on)}" if contact.checked_on else "jamais vérifié")
        parts: list[QWidget] = []
        if to_check:
            late = Badge()
            late.show_state("À vérifier", "warning")
            right = ActionButton("Coordonnées justes", "check", small=True)
            right.setAccessibleName(f"Les coordonnées de {contact.name} sont justes")
            right.clicked.connect(partial(self.checked.emit, contact.id))
            parts += [late, right]
        edit = ActionButton("Modifier", small=True)
        edit.setAccessibleName(f"Modifier {contact.name}")
        edit.clicked.connect(partial(self.contact_asked.emit, contact.id))
        remove = ActionButton("Retirer", small=True)
        remove.setAccessibleName(f"Retirer {contact.name}")
        remove.clicked.connect(partial(self.removal_asked.emit, contact.id, contact.name))
        return line(contact.name, " · ".join(part for part in known if part), *parts, edit, remove)


class NeedsCard(ListCard):
    """Posts the company needed, whatever became of them."""

    sheet_asked = Signal(str)
    """The need whose job sheet is wanted, "" for a blank one."""
    state_asked = Signal(str)

    def __init__(self) -> None:
        blank = ActionButton("Fiche de &poste vierge…", "printer", small=True)
        super().__init__("Besoins", "Aucun besoin pour l’instant.", blank)
        blank.clicked.connect(partial(self.sheet_asked.emit, ""))

    def show_needs(self, needs: list[CompanyNeed]) -> None:
        more = len(needs) - _SHOWN
        shown = [self._need(need) for need in needs[:_SHOWN]]
        self.show_lines([*shown, Label(f"et {more} plus anciens.", "second")] if more > 0 else shown)

    def _need(self, need: CompanyNeed) -> QWidget:
        state = Badge()
        state.show_state(need.state.label, _TONES[need.state])
        change = ActionButton("État…", small=True)
        change.setAccessibleName(f"Changer l’état du besoin {need.code}")
        change.clicked.connect(partial(self.state_asked.emit, need.id))
        sheet = ActionButton("Fiche de poste…", small=True)
        sheet.setAccessibleName(f"Fiche de poste du besoin {need.code}")
        sheet.clicked.connect(partial(self.sheet_asked.emit, need.id))
        posts = f"{need.posts} poste{'s' if need.posts > 1 else ''}"
        about = f"{need.code} · {need.lot_code} · {posts} · dès le {written_date(need.starts_on)}"
        return line(need.title, about, state, change, sheet)


class EvaluationsCard(ListCard):
    """What the house thought of the company, the latest first."""

    evaluation_asked = Signal(str)
    """The evaluation to correct, "" for a new one."""
    removal_asked = Signal(str)

    def __init__(self) -> None:
        new = ActionButton("É&valuer…", "plus", small=True)
        super().__init__("Évaluations", "Aucune évaluation pour l’instant.", new)
        new.clicked.connect(partial(self.evaluation_asked.emit, ""))

    def show_evaluations(self, evaluations: list[EvaluationLine]) -> None:
        self.show_lines([self._evaluation(one) for one in evaluations])

    def _evaluation(self, one: EvaluationLine) -> QWidget:
        day = written_date(one.day)
        edit = ActionButton("Modifier", small=True)
        edit.setAccessibleName(f"Modifier l’évaluation du {day}")
        edit.clicked.connect(partial(self.evaluation_asked.emit, one.id))
        remove = ActionButton("Retirer", small=True)
        remove.setAccessibleName(f"Retirer l’évaluation du {day}")
        remove.clicked.connect(partial(self.removal_asked.emit, one.id))
        marks = " · ".join(f"{words}\u00a0: {mark.label.lower()}" for words, mark in one.marks)
        told = "\n".join(part for part in (marks, one.remark) if part)
        return line(f"{day}, {one.done_by}" if one.done_by else day, told, edit, remove)


class ExchangesCard(ListCard):
    """What was said and sent lately."""

    def __init__(self) -> None:
        super().__init__("Échanges", "Aucun échange noté pour l’instant.")

    def show_exchanges(self, exchanges: list[CompanyExchange]) -> None:
        self.show_lines(
            [
                line(
                    f"{written_date(one.day)} · {one.what}",
                    " · ".join(part for part in (one.text, one.done_by) if part),
                )
                for one in exchanges[:_SHOWN]
            ]
        )
