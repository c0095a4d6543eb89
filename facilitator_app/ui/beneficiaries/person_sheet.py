"""The right of the page of people: the sheet of one person, in tabs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from facilitator_app.domain.access_log import Look
from facilitator_app.domain.beneficiary import YesNoUnknown
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import written_date
from facilitator_app.ui.beneficiaries.overview import Overview
from facilitator_app.ui.beneficiaries.tables import documents_table, months_table, placements_table, proposals_table
from facilitator_app.ui.eligibility.known_then import KnownThenDialog
from facilitator_app.ui.eligibility.panel import EligibilityPanel
from facilitator_app.ui.history.sheet_history import SheetHistory
from facilitator_app.ui.list_part import LaterPart, ListPart
from facilitator_app.ui.personal_data.looks import Looks
from facilitator_app.ui.widgets import ActionButton, Avatar, Badge, Banner, ElidedLabel, Flow, IconButton, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.beneficiary_sheet import Sheet, sheet
from facilitator_app.use_cases.beneficiary_sheet_lines import PlacementLine
from facilitator_app.use_cases.district_offers import keep_district
from facilitator_app.use_cases.eligibility_then import known_then
from facilitator_app.use_cases.late_proof import judge_again

if TYPE_CHECKING:
    from facilitator_app.ui.following.tab import FollowingTab


class PersonSheet(QWidget):
    """Shows a person; asks the page for anything that changes her file."""

    edit_asked = Signal(str)
    go_to = Signal(str, dict)
    archive_asked = Signal(str)
    reopen_asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._looks = Looks(workspace, self)
        self._shown: Sheet | None = None
        self._following: FollowingTab | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._made_top())
        self._notice = Banner("warning", "")
        self._notice.hide()
        whole.addWidget(self._notice)
        self._tables: dict[str, LaterPart] = {
            "Éligibilité": LaterPart(self._made_eligibility),
            "Parcours": LaterPart(self._made_placements, edged=True),
            "Suivi": LaterPart(self._made_following),
            "Heures": LaterPart(months_table, edged=True),
            "Propositions": LaterPart(proposals_table, edged=True),
            "Documents": LaterPart(documents_table, edged=True),
        }
        self._history = SheetHistory(workspace, "Historique de la personne")
        self._history.gesture_asked.connect(self._see_gesture)
        self._overview = Overview()
        self._overview.district.taken.connect(self._keep_district)
        self._tabs = QTabWidget()
        self._tabs.setDocumentMode(True)
        self._tabs.tabBar().setAccessibleName("Parties de la fiche")
        self._tabs.addTab(scrolled(self._overview), "Fiche")
        for title, part in self._tables.items():
            self._tabs.addTab(part, title)
        self._tabs.addTab(self._history, "Historique")
        self._tabs.currentChanged.connect(self._fill_history)
        whole.addWidget(self._tabs, 1)

    def show_person(self, key: Key) -> None:
        """Raises Refusal when nobody bears that key any more."""
        self._show(self._workspace.show(sheet, key, self._workspace.today()))
        self._looks.note(key)

    def reveal(self) -> None:
        """Name the protected criteria of the person shown, until another is; the access log says so."""
        if self._shown:
            self._show(self._workspace.show(sheet, self._shown.id, self._workspace.today(), revealed=True))
            self._reveal.hide()
            self._looks.note(self._shown.id, Look.PROTECTED)

    def _show(self, shown: Sheet) -> None:
        self._shown = shown
        self._reveal.setVisible(any(proof.is_protected for proof in shown.proofs))
        self._show_top(shown)
        self._overview.show_sheet(shown, self._workspace.today())
        rows: dict[str, Any] = {
            "Éligibilité": shown,
            "Parcours": shown.placements,
            "Suivi": shown,
            "Heures": shown.months,
            "Propositions": shown.proposals,
            "Documents": shown.documents,
        }
        for place, title in enumerate(self._tables, start=1):
            if title in rows:
                self._tables[title].show_rows(rows[title])
                counted = title in ("Parcours", "Propositions", "Documents") and rows[title]
                self._tabs.setTabText(place, f"{title} {len(rows[title])}" if counted else title)
        self._fill_history()

    def show_following(self) -> None:
        """Go to what is noted of the person, ready to type."""
        self._tabs.setCurrentWidget(self._tables["Suivi"])
        # Once it is shown: it is made then, and what is hidden takes no focus.
        QTimer.singleShot(0, self, self._focus_following)

    def _focus_following(self) -> None:
        if self._following:
            self._following.focus_line()

    def person(self) -> Key | None:
        return self._shown.id if self._shown else None

    def _show_top(self, shown: Sheet) -> None:
        self._initials.show_initials(shown.initials)
        self._name.setText(shown.name)
        verdict = shown.verdict
        if verdict.eligible:
            end = shown.covered_until
            until = f" jusqu’au {written_date(end)}" if end and shown.placements and not shown.waiting else ""
            self._badge.show_state(f"Éligible{until}", "success")
        else:
            self._badge.show_state(verdict.title, "danger" if verdict.until else "warning")
        parts = [
            f"{shown.age}\u00a0ans" if shown.age is not None else "",
            shown.town,
            shown.situation.label[:1].lower() + shown.situation.label[1:],
            f"suivi\u00a0: {shown.advisor}" if shown.advisor else "",
        ]
        self._about.setText(" · ".join(part for part in parts if part))
        archived = shown.archived_on is not None
        what = "Rouvrir la fiche" if archived else "Archiver la fiche"
        self._archive.setToolTip(what)
        self._archive.setAccessibleName(what)
        self._propose.setEnabled(not archived)
        self._certificate.setEnabled(bool(shown.placements))
        self._notice.setVisible(archived)
        if archived:
            self._notice.set_text(
                f"Fiche close le {written_date(shown.archived_on)}\u00a0: {shown.archived_reason or 'sans motif noté'}."
            )

    def _fill_history(self) -> None:
        """Read only when looked at: a long file has thousands of entries."""
        if self._shown and self._tabs.currentWidget() is self._history:
            self._history.show_record(self._shown.id)

    def show_known_then(self, line: PlacementLine) -> None:
        """What the placement froze on its first day (Entrée or a double click on its line)."""
        known = self._workspace.show(known_then, line.id)
        KnownThenDialog(self, known, known.person, partial(self._judge_again, line.id)).open()

    def _judge_again(self, placement_id: Key) -> None:
        self._workspace.do(judge_again, placement_id, self._workspace.today())
        self._show_again()

    def _made_following(self) -> FollowingTab:
        from facilitator_app.ui.following.tab import FollowingTab

        self._following = FollowingTab(self._workspace)
        return self._following

    def _made_eligibility(self) -> EligibilityPanel:
        panel = EligibilityPanel(self._workspace)
        panel.decided.connect(self._show_again)
        return panel

    def _made_placements(self) -> ListPart[PlacementLine]:
        part = placements_table()
        part.table.activated_row.connect(self.show_known_then)
        return part

    def _show_again(self) -> None:
        if self._shown:
            self._show(self._workspace.show(sheet, self._shown.id, self._workspace.today()))

    def _keep_district(self, answer: YesNoUnknown) -> None:
        if self._shown:
            self._workspace.do(keep_district, self._shown.id, answer)
            self._show_again()

    def _see_gesture(self, gesture_id: str) -> None:
        self.go_to.emit("history", {"gesture": gesture_id})

    def _made_top(self) -> QVBoxLayout:
        who, buttons = QWidget(), QHBoxLayout()
        buttons.setSpacing(8)
        self._initials = Avatar()
        self._name, self._about, self._badge = ElidedLabel("", "sheet"), ElidedLabel("", "second"), Badge()
        row = QHBoxLayout(who)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._initials)
        row.addWidget(self._name, 1)
        self._certificate = ActionButton("A&ttestation", "printer")
        self._propose = ActionButton("&Proposer à un besoin", "handshake")
        self._papers = IconButton("file-text", "Documents de la personne, dossier complet")
        self._papers.clicked.connect(self.show_documents)
        self._archive = IconButton("archive", "Archiver la fiche")
        self._restrict = IconButton("eye-off", "Limiter ses données, à sa demande")
        self._restrict.clicked.connect(self.restrict)
        self._reveal = IconButton("eye", "Montrer le critère protégé (noté dans les consultations)")
        self._reveal.hide()
        self._reveal.clicked.connect(self.reveal)
        edit = IconButton("pencil", "Modifier la fiche", "F2")
        self._certificate.clicked.connect(self._ask_certificate)
        self._propose.clicked.connect(self._ask_proposal)
        self._archive.clicked.connect(self._ask_archive)
        edit.clicked.connect(self._ask_edit)
        for button in (
            self._reveal,
            self._certificate,
            self._propose,
            self._papers,
            self._restrict,
            self._archive,
            edit,
        ):
            buttons.addWidget(button)
        top = Flow()
        top.add_growing(who)
        top.add_row(buttons)
        whole = QVBoxLayout()
        whole.setContentsMargins(16, 12, 16, 8)
        whole.setSpacing(4)
        whole.addLayout(top)
        about = QHBoxLayout()
        about.setSpacing(8)
        about.addWidget(self._badge)
        about.addWidget(self._about, 1)
        whole.addLayout(about)
        return whole

    def show_documents(self) -> None:
        """The documents of the person, in a window of their own."""
        from facilitator_app.ui.documents.person_documents import PersonDocumentsDialog

        if self._shown:
            PersonDocumentsDialog(self, self._workspace, self._shown.id, self._shown.name).open()

    def restrict(self) -> None:
        """She asked that her data be left alone: say why, and she leaves lists and exports."""
        from facilitator_app.ui.personal_data.forms import RestrictDialog

        if self._shown:
            RestrictDialog(self, self._workspace, self._shown.id, self._shown.name).open()

    def _ask_certificate(self) -> None:
        """The certificate of the lot where the person last began to work."""
        if self._shown:
            lot = self._shown.placements[-1].lot_id
            self.go_to.emit("documents", {"lot": lot, "kind": DocumentKind.HOURS_CERTIFICATE})

    def _ask_proposal(self) -> None:
        if self._shown:
            self.go_to.emit("matching", {"beneficiary": self._shown.id})

    def _ask_edit(self) -> None:
        if self._shown:
            self.edit_asked.emit(self._shown.id)

    def _ask_archive(self) -> None:
        if self._shown:
            asked = self.archive_asked if self._shown.archived_on is None else self.reopen_asked
            asked.emit(self._shown.id)
