"""The page of people: find somebody, read her sheet, register or correct."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.ui.background import Background
from facilitator_app.ui.beneficiaries.people_list import PeopleList
from facilitator_app.ui.beneficiaries.person_sheet import PersonSheet
from facilitator_app.ui.forms.file_reason_forms import ArchiveFileDialog, ReopenFileDialog
from facilitator_app.ui.forms.registration import RegistrationPage
from facilitator_app.ui.page import Page
from facilitator_app.ui.two_parts import TwoParts
from facilitator_app.ui.widgets import ActionButton, Banner, EmptyState, PageHeader
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.beneficiary_search import Filter

NARROW = 860  # pixels at the usual text size


class BeneficiariesPage(Page):
    """List at left, sheet at right; registering takes the whole page."""

    SHOWS = frozenset(
        {
            "beneficiary",
            "eligibility_proof",
            "protected_proof",
            "eligibility_extension",
            "eligibility_refusal",
            "eligibility_category",
            "training",
            "tutor_evaluation",
            "placement",
            "proposal",
            "monthly_hours",
            "issued_document",
            "person_document",
            "rules",
            "need",
            "person_event",
            "person_exit",
            "later_situation",
        }
    )
    go_to = Signal(str, dict)
    help_text = (
        "Tapez un nom, une commune ou un métier, sans vous soucier des accents (Ctrl+F). Les flèches passent d’une "
        "personne à l’autre, F2 modifie sa fiche, Ctrl+N en ouvre une nouvelle. La date de droite est la fin de la "
        "période ouverte par le premier contrat\u00a0; pour une personne jamais embauchée, c’est le dernier jour où un "
        "premier contrat peut commencer sans revoir les pièces."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._list = PeopleList(workspace)
        self._sheet: PersonSheet | None = None
        self._right = QWidget()
        self._registration: RegistrationPage | None = None
        self._stack = QStackedWidget()
        QVBoxLayout(self._right).setContentsMargins(0, 0, 0, 0)
        self._list.setMinimumWidth(330)
        self._split = TwoParts(self._list, self._right, NARROW, (430, 730))
        for part in (self._split, self._made_empty()):
            self._stack.addWidget(part)
        new = ActionButton("Nouvelle personne", "plus", "Ctrl+N", primary=True)
        new.clicked.connect(self.register)
        self._header = PageHeader("Bénéficiaires", "", [new])
        self._banner = Banner("danger", "")
        self._banner.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(self._banner)
        whole.addWidget(self._stack, 1)
        self.zones: list[QWidget] = [self._list]
        self._list.chosen.connect(self._show_person)
        self._list.counted.connect(self._show_counts)
        self._list.opened.connect(self.edit)

    def open(self, beneficiary: Key | None = None, new: bool = False, following: bool = False) -> None:
        """Show a person, and what is noted of her when `following`, or the empty registration page; without either,
        where the user was."""
        if new:
            self.register()
        elif beneficiary is not None:
            self._leave_registration()
            self.refresh()
            self._list.select(beneficiary)
            if following and self._sheet and self.person() == beneficiary:
                self._sheet.show_following()
        elif self.is_stale:
            self.refresh()
        if not self._registering() and beneficiary is None:
            self._list.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read everything shown again; the list keeps its person, or says who comes in her place."""
        super().refresh()
        self._banner.hide()
        if self._list.refresh() and not self._registering():
            self._stack.setCurrentWidget(self._split)

    def catch_up(self) -> None:
        """Later, when somebody is being registered: the list is read again on coming back to it."""
        if not self._registering():
            self.refresh()

    def register(self) -> None:
        """Open the registration page (Ctrl+N)."""
        self._begin(None)

    def edit(self, key: Key) -> None:
        """Open the file of a person for correction (F2)."""
        self._begin(key)

    @property
    def background(self) -> Background:
        return self._list.background

    def settled(self) -> bool:
        """Nothing is left to show, or to count."""
        return self._list.settled()

    def person(self) -> Key | None:
        """Whose sheet is shown."""
        return None if self._sheet is None or self._right.isHidden() else self._sheet.person()

    def _begin(self, key: Key | None) -> None:
        registration = self._registration or self._made_registration()
        try:
            registration.begin(key)
        except Refusal as refusal:
            self._say(refusal)
            return
        self._header.hide()
        self._banner.hide()
        self._stack.setCurrentWidget(registration)

    def _registering(self) -> bool:
        return self._registration is not None and self._stack.currentWidget() is self._registration

    def _leave_registration(self) -> None:
        if self._registration is not None and self._registering():
            self._registration.leave()

    def _back_to_list(self) -> None:
        self._header.show()
        self._stack.setCurrentWidget(self._split)
        self.refresh()
        self._list.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self, key: Key) -> None:
        self._back_to_list()
        self._list.select(key)

    def _open_twin(self, key: Key) -> None:
        self._leave_registration()
        self._list.select(key)

    def _show_person(self, key: Key | None) -> None:
        self._right.setVisible(key is not None)
        if key is None:
            return
        sheet = self._sheet or self._made_sheet()
        try:
            sheet.show_person(key)
        except Refusal as refusal:
            self._right.hide()
            self._say(refusal)

    def _archive(self, key: Key) -> None:
        ArchiveFileDialog(self, self._workspace, key).open()

    def _reopen(self, key: Key) -> None:
        asked = ReopenFileDialog(self, self._workspace, key)
        asked.kept.connect(self._list.select)
        asked.open()

    def _say(self, refusal: Refusal) -> None:
        self._banner.set_text(self._workspace.names.within(str(refusal)))
        self._banner.appear()

    def _show_counts(self, counts: dict[Filter, int]) -> None:
        self._header.set_subtitle(_subtitle(counts))
        if not self._registering():
            self._stack.setCurrentIndex(0 if counts[Filter.ALL] or counts[Filter.ARCHIVED] else 1)

    def _made_registration(self) -> RegistrationPage:
        """Made at the first registration: its many fields would delay the list."""
        registration = self._registration = RegistrationPage(self._workspace)
        self._stack.addWidget(registration)
        self.zones.append(registration)
        registration.saved.connect(self._saved)
        registration.left.connect(self._back_to_list)
        registration.person_asked.connect(self._open_twin)
        return registration

    def _made_sheet(self) -> PersonSheet:
        """Made for the first person shown, while people are being counted."""
        sheet = self._sheet = PersonSheet(self._workspace)
        sheet.edit_asked.connect(self.edit)
        sheet.go_to.connect(self.go_to)
        sheet.archive_asked.connect(self._archive)
        sheet.reopen_asked.connect(self._reopen)
        layout = self._right.layout()
        assert layout
        layout.addWidget(sheet)
        self.zones.insert(1, sheet)
        return sheet

    def _made_empty(self) -> EmptyState:
        first = ActionButton("Nouvelle personne", "user-plus")
        first.clicked.connect(self.register)
        return EmptyState(
            "users",
            "Aucune personne pour l’instant",
            "Inscrivez la première\u00a0: nom, date de naissance et un critère avec sa preuve suffisent.",
            buttons=[first],
        )


def _subtitle(counts: dict[Filter, int]) -> str:
    people, free, soon = counts[Filter.ALL], counts[Filter.AVAILABLE], counts[Filter.TO_RENEW]
    if not people:
        return ""
    return (
        f"{people} {'personnes' if people > 1 else 'personne'} · {free} {'disponibles' if free > 1 else 'disponible'}"
        f" · {soon} {'éligibilités' if soon > 1 else 'éligibilité'} à renouveler"
    )
