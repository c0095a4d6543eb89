"""Paramètres: the house's details and rules, the look of this PC, and where the data is."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from facilitator_app.domain.refusal import Problem, Refusal
from facilitator_app.domain.words import fold, words_sought
from facilitator_app.ui.accessible import announce, bare
from facilitator_app.ui.banners import said_instead
from facilitator_app.ui.form import Form
from facilitator_app.ui.main_window import MainWindow
from facilitator_app.ui.settings.data_section import DataSection
from facilitator_app.ui.settings.fields import (
    eligibility_section,
    look_section,
    office_section,
    rules_section,
    targets_section,
    weights_section,
)
from facilitator_app.ui.settings.logo import LogoRow
from facilitator_app.ui.unsaved import Unsaved
from facilitator_app.ui.widgets import ActionButton, Banner, Card, Flow, Label, PageHeader, SearchBox, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases import kept_typing, office
from facilitator_app.use_cases.kept_typing import Typed
from facilitator_app.use_cases.office import DETAILS_FIELDS, LocalRules

_FIRST_FIELDS = {
    "office": "name", "rules": "eligibility_months", "eligibility": "eligibility_months", "targets": "target_women",
    "look": "theme",
}  # fmt: skip
_PLACE = "settings"
_OFTEN_EMPTY = {
    "yearly_target", "permanent_months", "alternating_months", "new_period_gap_months",
    *(field.name for field in fields_of(LocalRules) if field.name.startswith("target_")),
}  # fmt: skip


class SettingsPage(QWidget):
    """Nothing changes before Enregistrer (Ctrl+S)."""

    SHOWS = frozenset({"office", "rules"})
    go_to = Signal(str, dict)
    said = Signal(str)
    help_text = (
        "Les coordonnées s’impriment en tête des documents. Les règles changent les calculs et les alertes de toute"
        " l’application. Rien n’est changé avant Enregistrer. Les quatre poids de l’appariement font 100 points."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._stale = True
        self._edited = False
        self._shown: dict[str, Any] = {}
        self._shown_typed: Typed = {}
        self._unsaved = Unsaved(self, workspace, "les réglages", self.is_changed, self.save, self._set_aside)
        self.save_button = ActionButton("En&registrer", "save", "Ctrl+S", primary=True)
        self._header = PageHeader("Paramètres", "Enregistrés dans la base, sauf l’apparence", [self.save_button])
        self.search = SearchBox("Chercher un réglage\u00a0: éligibilité, cible, thème…", "Chercher un réglage")
        self._banner = Banner("success", "")
        self._banner.hide()
        self.form = Form(page_columns=2)
        self._sections = {
            "office": office_section(self.form), "eligibility": eligibility_section(self.form),
            "rules": rules_section(self.form),
            "targets": targets_section(self.form), "weights": weights_section(self.form),
            "look": look_section(self.form),
        }  # fmt: skip
        self._data = DataSection(workspace, self.form)
        self._sections["data"] = self._data.card
        self._words = {key: fold(" ".join(_words_of(card))) for key, card in self._sections.items()}
        self._nothing = Label("Aucun réglage ne correspond. Essayez un mot plus court.", "second")
        self._nothing.hide()
        self.logo = LogoRow(workspace)
        self._sections["office"].body.addLayout(self.logo)
        self._add_criteria()
        self._add_counting_rules()
        self._lay_out()
        workspace.changed.connect(self._changed)
        self.form.changed.connect(self._note_edit)
        self.save_button.clicked.connect(self.save)
        self.search.searched.connect(self._filter)
        self.logo.said.connect(self._say)
        self._data.said.connect(self._say)
        self._data.copies_asked.connect(self._show_copies)

    @property
    def zones(self) -> list[QWidget]:
        """What F6 goes through."""
        return [self._header, self.search, self.form]

    def open(self, section: str = "") -> None:
        """Show the settings, the focus in the first field of that section."""
        if not self._edited:
            self.refresh()
            self._take_up()
        if field := _FIRST_FIELDS.get(section):
            self.search.clear()
            self.form.editor(field).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Show what is kept; what was typed and not saved is given up."""
        self._stale = self._edited = False
        details, rules = self._workspace.ask(office.details), self._workspace.ask(office.rules)
        values: dict[str, Any] = {name: getattr(details, name) for name in DETAILS_FIELDS}
        values |= {field.name: getattr(rules, field.name) for field in fields_of(LocalRules)}
        window = self.window()
        if isinstance(window, MainWindow):
            values |= {"theme": window.look.theme, "text_size": window.look.text_size}
        self._sections["look"].setVisible(isinstance(window, MainWindow))
        self.form.set_values(values)
        self._unsaved.forget()
        with suppress(Refusal):
            self._shown = self.form.values()
        self._shown_typed = self.form.typed()
        self.logo.show_state(details.logo_id is not None)

    def is_changed(self) -> bool:
        """Whether what is typed differs from what is kept."""
        try:
            return self._edited and self.form.values() != self._shown
        except Refusal:
            return True

    def save(self) -> bool:
        """Keep everything at once, or say under each field what is wrong; whether it was kept."""
        self._banner.hide()
        try:
            values = self.form.values()
            missing = [name for name in values if values[name] is None and name not in _OFTEN_EMPTY and name != "theme"]
            missing = [name for name in missing if name != "text_size"]
            if missing:
                raise Refusal(*(Problem(name, "Indiquez une valeur.") for name in missing))
            with QSignalBlocker(self.form):
                self._workspace.do(_keep, values)
        except Refusal as refusal:
            self.search.clear()
            self.form.show_problems(refusal.problems)
            if not self.isVisible():
                self.go_to.emit("settings", {})  # asked at the closing of the window: what is wrong is said here
            return False
        self._edited = False
        window = self.window()
        if isinstance(window, MainWindow):
            window.set_theme(values["theme"])
            window.set_text_size(values["text_size"])
        self.refresh()
        self._say("success", "Les réglages s’appliquent dès maintenant.", "Paramètres enregistrés.")
        return True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous() and self.is_changed():
            self.said.emit("Réglages modifiés, pas encore enregistrés\u00a0: ils attendent dans Paramètres")

    def _say(self, tone: str, text: str, title: str = "") -> None:
        self._banner = said_instead(self._banner, tone, text, title)

    def _filter(self, text: str) -> None:
        """Show the sections that contain every word typed."""
        words = words_sought(text)
        shown = {key for key, said in self._words.items() if all(word in said for word in words)}
        for key, card in self._sections.items():
            card.setVisible(key in shown)
        self._nothing.setVisible(not shown)
        if words:
            announce(self, f"{len(shown)} section{'s' if len(shown) > 1 else ''}")

    def _changed(self, tables: frozenset[str]) -> None:
        if not tables & self.SHOWS or self._edited:
            return
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

    def _note_edit(self) -> None:
        self._edited = True
        self._unsaved.note()

    def _set_aside(self) -> None:
        """The house is closed on what was typed: it is found again by whoever typed it."""
        typed = {field: said for field, said in self.form.typed().items() if said != self._shown_typed[field]}
        now = dt.datetime.combine(self._workspace.today(), dt.datetime.now().time())
        with suppress(Refusal):  # a file that cannot be written: nobody may be there to be told
            self._workspace.do(kept_typing.keep, self._workspace.database.author, _PLACE, typed, now)

    def _take_up(self) -> None:
        """Put back what was typed when the house was last closed, to be saved or given up."""
        author = self._workspace.database.author
        found = self._workspace.ask(kept_typing.kept, author, _PLACE, self._workspace.today())
        if found is None:
            return
        with suppress(Refusal):  # found once more the next time
            self._workspace.do(kept_typing.forget, author, _PLACE)
        self.form.type_again(found.typed)
        self._edited = True
        if not self.is_changed():
            self._edited = False
            return
        self._unsaved.note()
        given_up = ActionButton("Revenir aux réglages enregistrés", "undo-2")
        given_up.clicked.connect(self._give_up)
        when = f"le {found.at:%d/%m/%Y} à {found.at:%H:%M}"
        text = f"Tapés avant la fermeture de la base, {when}. Ils s’appliqueront une fois enregistrés."
        title = "Des réglages ne sont pas encore enregistrés."
        self._banner = said_instead(self._banner, "warning", text, title, [given_up])

    def _give_up(self) -> None:
        self._banner.hide()
        self.refresh()

    def _show_copies(self) -> None:
        self.go_to.emit("backups", {})

    def _add_criteria(self) -> None:
        self.criteria_button = ActionButton("Critères et pièces acceptées…", "clipboard-check")
        self.criteria_button.clicked.connect(self.edit_criteria)
        self._sections["eligibility"].body.addWidget(self.criteria_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_counting_rules(self) -> None:
        self.counting_button = ActionButton("Règles de comptage…", "clock")
        self.counting_button.clicked.connect(self.edit_counting_rules)
        self.labour_button = ActionButton("Parts de main-d’œuvre…", "gauge")
        self.labour_button.clicked.connect(self.edit_labour_shares)
        self._sections["rules"].body.addLayout(Flow(widgets=[self.counting_button, self.labour_button]))

    def edit_counting_rules(self) -> None:
        """Which declared hours are counted where contracts say nothing."""
        from facilitator_app.ui.contracts.account_forms import CountingRulesDialog

        CountingRulesDialog(self, self._workspace, None).open()

    def edit_labour_shares(self) -> None:
        """Open the table of labour shares by trade, that calibrations propose."""
        from facilitator_app.ui.plan.labour_dialog import LabourDialog

        LabourDialog(self, self._workspace).open()

    def edit_criteria(self) -> None:
        """Open the list of the criteria of eligibility, each with its proofs."""
        from facilitator_app.ui.eligibility.criteria_dialog import CriteriaDialog

        CriteriaDialog(self, self._workspace).open()

    def _lay_out(self) -> None:
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(20, 14, 20, 14)
        self._column.setSpacing(12)
        self._column.addWidget(self.search)
        self._column.addWidget(self._banner)
        self._column.addWidget(self._nothing)
        self._column.addWidget(self.form)
        self._column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(scrolled(content), 1)


def _keep(session: Any, values: dict[str, Any]) -> None:
    """Details and rules in one gesture; the problems of both are said together."""
    details = replace(office.details(session), **{name: values[name] for name in DETAILS_FIELDS})
    rules = LocalRules(**{field.name: values[field.name] for field in fields_of(LocalRules)})
    office.change_settings(session, details, rules)


def _words_of(card: Card) -> list[str]:
    labels = [bare(label.text()) for label in card.findChildren(QLabel)]
    return labels + [bare(button.text()) for button in card.findChildren(QPushButton)]
