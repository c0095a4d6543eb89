"""The sheet of a lot: where it stands, then one tab per subject, each read when it is shown."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from facilitator_app.domain.values import written_date
from facilitator_app.ui.contracts import lot_tabs
from facilitator_app.ui.contracts.account_tab import AccountTab
from facilitator_app.ui.contracts.calibration_tab import CalibrationTab
from facilitator_app.ui.contracts.list_tab import ListTab
from facilitator_app.ui.contracts.log_tab import LogTab
from facilitator_app.ui.contracts.synthesis import Synthesis
from facilitator_app.ui.contracts.tones import badge_tone
from facilitator_app.ui.danger.agenda_form import AgendaForm
from facilitator_app.ui.history.sheet_history import SheetHistory
from facilitator_app.ui.widgets import ActionButton, Badge, ElidedLabel, Flow, IconButton, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import office
from facilitator_app.use_cases.lot_sheet import LotSheet, lot_sheet
from facilitator_app.use_cases.lot_tabs import NeedLine, lot_documents, lot_needs
from facilitator_app.use_cases.placements import placements_of_lot

SYNTHESIS, CALIBRATION, ACCOUNT, PEOPLE, HOURS, NEEDS, EXCHANGES, DOCUMENTS, HISTORY = range(9)


class LotView(QWidget):
    """Shows one lot; what is to be done about it is asked of the page."""

    edit_asked = Signal()
    removal_asked = Signal()
    sheet_asked = Signal()
    hours_asked = Signal()
    need_asked = Signal(object)
    """The need to correct, None for a new one."""
    person_asked = Signal(str)
    company_asked = Signal(str)
    gesture_asked = Signal(str)
    returns_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.sheet: LotSheet | None = None
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("Rubriques du lot")
        self.tabs.tabBar().setExpanding(False)
        self._synthesis = Synthesis()
        calibration = QWidget()
        self._calibration_place = QVBoxLayout(calibration)
        self._calibration_place.setContentsMargins(0, 0, 0, 0)
        account = QWidget()
        self._account_place = QVBoxLayout(account)
        self._account_place.setContentsMargins(0, 0, 0, 0)
        self.people = ListTab(
            "Salariés du lot", lot_tabs.PEOPLE, lambda row: row.placement_id,
            ("users", "Personne en poste", "Une mise à l’emploi se fait depuis l’appariement d’un besoin."),
        )  # fmt: skip
        self.months = ListTab(
            "Heures du lot par mois", lot_tabs.MONTHS, lambda row: row.month,
            ("table-2", "Aucune heure", "Elles se saisissent mois par mois, une fois quelqu’un en poste."),
        )  # fmt: skip
        self.new_need = ActionButton("Nouveau &besoin", "plus")
        self.new_need.clicked.connect(self._ask_need)
        self.needs = ListTab(
            "Besoins du lot", lot_tabs.NEEDS, lambda row: row.id,
            ("briefcase", "Aucun besoin", "Notez ce que cherche le titulaire\u00a0: poste, lieu, début."),
            [self.new_need],
        )  # fmt: skip
        self.log = LogTab(workspace)
        self.log.returns_asked.connect(self.returns_asked)
        self.documents = ListTab(
            "Documents du lot", lot_tabs.DOCUMENTS, lambda row: row.id,
            ("printer", "Aucun document émis", "«\u00a0Fiche de suivi\u00a0» prépare le premier."),
        )  # fmt: skip
        self.history = SheetHistory(workspace, "Historique du lot")
        self.history.gesture_asked.connect(self.gesture_asked)
        self._pages: list[tuple[str, QWidget]] = [
            ("Synthèse", scrolled(self._synthesis)), ("Calibrage", calibration),
            ("Compte", account), ("Salariés", self.people), ("Heures", self.months), ("Besoins", self.needs),
            ("Échanges", self.log), ("Documents", self.documents), ("Historique", self.history),
        ]  # fmt: skip
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header())
        whole.addWidget(self.tabs, 1)
        for title, page in self._pages:
            self.tabs.addTab(page, title)
        self.tabs.currentChanged.connect(self._fill_tab)
        self._synthesis.edit_asked.connect(self.edit_asked)
        self._synthesis.people_asked.connect(self._show_people)
        self._synthesis.company_asked.connect(self.company_asked)
        self.needs.opened.connect(self._open_need)
        self.people.opened.connect(self._open_person)

    def show_lot(self, lot_id: str) -> None:
        """Raises Refusal when the lot is no longer there."""
        sheet = self._workspace.ask(lot_sheet, lot_id, self._workspace.today())
        self.sheet = sheet
        self._name.setText(sheet.name)
        self._state.show_state(sheet.standing.label, badge_tone(sheet.standing))
        self._clause.show_state(sheet.clause.label, "neutral")
        notified = f"notifié le {written_date(sheet.notified_on)}" if sheet.notified_on else "à notifier"
        number, contract, buyer, town = sheet.contract_number, sheet.contract_name, sheet.buyer, sheet.place
        ways = (
            (number, contract, buyer, town, notified), (number, contract, buyer, notified), (number, buyer, notified),
            (number, notified),
        )  # fmt: skip
        whole, *shorter = (" · ".join(filter(None, parts)) for parts in ways)
        self._about.say(whole, shorter)
        month = sheet.month_to_enter
        self._enter.setVisible(month is not None)
        self._enter.setText(f"&Saisir {month.name}" if month else "")
        for place, count in (
            (PEOPLE, sheet.people.people), (NEEDS, sheet.needs), (EXCHANGES, sheet.exchanges),
            (DOCUMENTS, sheet.documents),
        ):  # fmt: skip
            title = self._pages[place][0]
            self.tabs.setTabText(place, f"{title}  {count}" if count else title)
        self._fill_tab(self.tabs.currentIndex())

    def show_account(self) -> None:
        """Go to the account of hours, ready for the keyboard."""
        self.tabs.setCurrentIndex(ACCOUNT)
        self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    @cached_property
    def _calibration(self) -> CalibrationTab:
        """Made when it is first looked at."""
        tab = CalibrationTab(self._workspace)
        tab.edit_asked.connect(self.edit_asked)
        tab.removal_asked.connect(self.removal_asked)
        self._calibration_place.addWidget(scrolled(tab))
        return tab

    @cached_property
    def account(self) -> AccountTab:
        """Made when it is first looked at."""
        tab = AccountTab(self._workspace)
        self._account_place.addWidget(tab)
        return tab

    def _header(self) -> QFrame:
        frame = QFrame()
        frame.setObjectName("lotHeader")
        frame.setProperty("card", "plain")
        self._name = ElidedLabel("", "sheet", fewest=12)
        self._state, self._clause, self._about = Badge(), Badge(), ElidedLabel("", "second")
        self._print = ActionButton("Fiche &de suivi", "printer")
        self._print.clicked.connect(self.sheet_asked)
        self.agenda_button = IconButton("calendar", "Mettre à l’ordre du jour")
        self.agenda_button.clicked.connect(self._put_on_agenda)
        self._enter = ActionButton("&Saisir", "table-2", primary=True)
        self._enter.clicked.connect(self.hours_asked)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._name)
        first.addWidget(self._state)
        first.addWidget(self._clause)
        first.addStretch()
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addLayout(first)
        lines.addWidget(self._about)
        row = Flow()
        frame.setLayout(row)
        row.setContentsMargins(16, 9, 16, 7)
        row.add_growing(words)
        row.add_row(Flow(widgets=[self.agenda_button, self._print, self._enter]))
        return frame

    def _fill_tab(self, place: int) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        if place == SYNTHESIS:
            self._synthesis.show_sheet(sheet, self._workspace.today())
        elif place == CALIBRATION:
            self._calibration.show_sheet(sheet, self._workspace.ask(office.rules).hours_of_one_fte)
        elif place == ACCOUNT:
            self.account.show_lot(sheet.lot_id)
        elif place == PEOPLE:
            self.people.show_rows(self._workspace.show(placements_of_lot, sheet.lot_id))
        elif place == HOURS:
            self.months.show_rows(list(reversed(sheet.months)))
        elif place == NEEDS:
            self.needs.show_rows(self._workspace.show(lot_needs, sheet.lot_id))
        elif place == EXCHANGES:
            self.log.show_sheet(sheet)
        elif place == DOCUMENTS:
            self.documents.show_rows(self._workspace.show(lot_documents, sheet.lot_id))
        elif place == HISTORY:
            self.history.show_record(sheet.lot_id)

    def _put_on_agenda(self) -> None:
        if self.sheet is not None:
            name = f"{self.sheet.name}, {self.sheet.code}"
            AgendaForm(self, self._workspace, name, lot_id=self.sheet.lot_id).open()

    def _show_people(self) -> None:
        self.tabs.setCurrentIndex(PEOPLE)
        self.people.table.setFocus()

    def _ask_need(self) -> None:
        self.need_asked.emit(None)

    def _open_need(self, need: NeedLine) -> None:
        self.need_asked.emit(need)

    def _open_person(self, row: object) -> None:
        self.person_asked.emit(str(getattr(row, "beneficiary_id", "")))
