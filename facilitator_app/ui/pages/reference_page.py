"""Référentiels: the published tables of the house, their editions, and loading another one."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator_app.domain.reference import TableKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted, written_date, written_number
from facilitator_app.ui import dialogs
from facilitator_app.ui.accessible import announce
from facilitator_app.ui.background import Background, ProgressCard
from facilitator_app.ui.banners import said_instead
from facilitator_app.ui.look import scaled
from facilitator_app.ui.page import Page
from facilitator_app.ui.reference.paste_dialog import PasteDialog
from facilitator_app.ui.reference.words import told
from facilitator_app.ui.rows import Column, RowsModel
from facilitator_app.ui.table import Table
from facilitator_app.ui.text_size import is_new_text_size
from facilitator_app.ui.widgets import ActionButton, Banner, Card, Flow, Label, PageHeader, SearchBox, scrolled
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.reference import loading as reference_loading
from facilitator_app.use_cases.reference import view as reference_view
from facilitator_app.use_cases.reference.loading import Report
from facilitator_app.use_cases.reference.second_look import ToConfirm
from facilitator_app.use_cases.reference.tables import read_again
from facilitator_app.use_cases.reference.view import Edition, Entry

_FILES = "Tables publiées (*.csv *.txt *.json *.geojson *.xlsx *.xls *.ods *.zip *.gz);;Tous les fichiers (*)"
_WHERE = {
    TableKind.JOBS: "francetravail.org, open data ROME",
    TableKind.JOB_NAMES: "francetravail.org, open data ROME",
    TableKind.COMMUNES: "data.gouv.fr, La Poste, INSEE",
    TableKind.DISTRICTS: "data.gouv.fr, ANCT (GeoJSON, WGS84)",
    TableKind.CPV: "Office des publications de l’UE, data.gouv.fr",
    TableKind.NAF: "insee.fr",
    TableKind.TRAVEL: "votre propre tableau",
}


class ReferencePage(Page):
    """The tables above, a look into the selected one below."""

    go_to = Signal(str, dict)
    said = Signal(str)
    help_text = (
        "Arrimage est livré avec les métiers, communes et codes utiles autour de Toulon. Chargez ici le fichier publié "
        "de chaque table\u00a0: il est reconnu à son contenu, et remplace l’édition précédente en une fois. Un code "
        "retiré reste écrit tel quel là où il sert. Les quartiers prioritaires situent une adresse sans Internet."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.background = Background(self)
        self.background.finished.connect(self._loaded)
        self.background.failed.connect(self._failed)
        self.background.stopped.connect(self._stopped)
        self.load_button = ActionButton("&Charger un fichier…", "folder-open", primary=True)
        self.load_button.clicked.connect(self.choose_file)
        self.paste_button = ActionButton("Coller des tra&jets…", "clipboard-paste")
        self.paste_button.clicked.connect(self.paste)
        self._header = PageHeader("Référentiels", "", [self.paste_button, self.load_button])
        self.banner = Banner("info", "")
        self.banner.hide()
        self._make_tables()
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(16, 12, 16, 14)
        self._column.setSpacing(10)
        for widget in (self.banner, ProgressCard(self.background, self), self.table):
            self._column.addWidget(widget)
        self._column.addLayout(self._buttons)
        self._column.addWidget(self._look_card, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._header)
        whole.addWidget(scrolled(content), 1)
        self.zones: list[QWidget] = [self._header, self.table, self._look_card]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if is_new_text_size(event) and hasattr(self, "entries"):
            self._measure()

    def _measure(self) -> None:
        self.table.setMinimumHeight(scaled(250))
        self.entries.setMinimumHeight(scaled(180))

    def open(self, **_target: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        super().refresh()
        rows = self._workspace.ask(reference_view.editions)
        self.model.show(rows)
        loaded = sum(row.loaded_on is not None for row in rows)
        self._header.set_subtitle(f"{counted(len(rows), 'table')}, {counted(loaded, 'chargée')} par vous")
        if not self.table.currentIndex().isValid():
            self.table.select_place(0)
        self._show_entries()

    # Acts

    def choose_file(self) -> None:
        if (chosen := dialogs.choose_file(self, "Charger un référentiel", _FILES)) is not None:
            self.load(chosen)

    def load(self, file: Path, confirmed: bool = False) -> None:
        """Read the file and replace the tables it holds, off the window's thread."""
        if self.background.busy:
            return
        self._file = file
        self.banner.hide()
        self.load_button.setEnabled(False)
        today = self._workspace.today()
        job = partial(reference_loading.loading, self._workspace.transaction, file, today, confirmed)
        self.background.start(job, f"Chargement de {file.name}")

    def paste(self) -> None:
        dialog = PasteDialog(self, self._workspace)
        dialog.kept.connect(self._loaded)
        dialog.open()

    def go_back(self) -> None:
        """Give up what was loaded of the selected table."""
        edition: Edition | None = self.table.current_row()
        if edition is None or edition.loaded_on is None:
            return
        effect = "La table livrée avec Arrimage, plus courte, servira de nouveau. Vos fiches ne changent pas."
        if edition.kind in (TableKind.DISTRICTS, TableKind.TRAVEL):
            effect = "Arrimage n’en livre pas\u00a0: cette table sera vide. Vos fiches ne changent pas."
        if dialogs.confirm(self, f"Retirer «\u00a0{edition.kind.label}\u00a0»\u00a0?", effect, "Retirer la table"):
            self._workspace.do(reference_loading.forget, edition.kind)
            read_again()
            self.refresh()
            self._say("success", f"{edition.kind.label}\u00a0: la table chargée est retirée.")

    def compare_districts(self) -> None:
        """What the outlines say of the people followed, to be noted or not."""
        from facilitator_app.ui.reference.districts_dialog import DistrictsDialog

        dialog = DistrictsDialog(self, self._workspace)
        dialog.kept.connect(self._noted)
        dialog.open()

    def edit_criteria(self) -> None:
        """Open the list of the criteria of eligibility, each with its proofs."""
        from facilitator_app.ui.eligibility.criteria_dialog import CriteriaDialog

        CriteriaDialog(self, self._workspace).open()

    # What comes back

    def _noted(self, count: int) -> None:
        self._say("success", f"{counted(count, 'fiche dit', 'fiches disent')} maintenant si la personne habite en QPV.")

    def _loaded(self, report: Report) -> None:
        self.load_button.setEnabled(True)
        self.refresh()
        if report.tables:
            self.table.select_row(report.tables[0].kind)
        self._say("success", told(report), "Table chargée" if len(report.tables) < 2 else "Tables chargées")

    def _failed(self, error: Exception) -> None:
        self.load_button.setEnabled(True)
        if not isinstance(error, Refusal):
            raise error
        if isinstance(error, ToConfirm):
            if dialogs.confirm(self, "Charger ce fichier à la place\u00a0?", str(error), "Charger quand même"):
                self.load(self._file, confirmed=True)
            else:
                self._say("info", "La table déjà chargée est gardée.")
            return
        self._say("danger", str(error), "Rien n’a été changé.")

    def _stopped(self) -> None:
        self.load_button.setEnabled(True)
        self._say("info", "Chargement arrêté\u00a0: rien n’a été changé.")

    def _say(self, tone: str, text: str, title: str = "") -> None:
        self.banner = said_instead(self.banner, tone, text, title)

    # The look into a table

    def _selected(self, _row: object) -> None:
        self._show_entries()

    def _search(self, _text: str) -> None:
        self._show_entries()
        announce(self.entries, counted(len(self.entries_model.rows), "ligne trouvée", "lignes trouvées"))

    def _show_entries(self) -> None:
        edition: Edition | None = self.table.current_row()
        if edition is None:
            return
        self.back_button.setEnabled(edition.loaded_on is not None)
        self.districts_button.setVisible(edition.kind is TableKind.DISTRICTS and edition.loaded_on is not None)
        self._look_card.set_title(edition.kind.label)
        self._look_card.set_remark(f"publié par\u00a0: {_WHERE[edition.kind]}")
        found = self._workspace.ask(reference_view.look_up, edition.kind, self.search.text())
        self.entries_model.show(found)
        self.nothing.setVisible(not found)
        self.nothing.setText(_nothing(edition, self.search.text().strip()))

    def _make_tables(self) -> None:
        columns: list[Column[Edition]] = [
            Column("Table", lambda row: row.kind.label, strong=True, stretch=True),
            Column("Édition", _version, width=170),
            Column("Chargée le", lambda row: written_date(row.loaded_on) if row.loaded_on else "", width=110,
                   hidden_below=620),
            Column("Lignes", lambda row: written_number(row.rows), lambda row: row.rows, number=True, width=90),
            Column("État", _state, tone=_tone, badge=True, width=150, hidden_below=760),
        ]  # fmt: skip
        self.model: RowsModel[Edition] = RowsModel(columns, key=lambda row: row.kind)
        self.table = Table(self.model, "Tables de référence")
        self.table.current_row_changed.connect(self._selected)
        self.back_button = ActionButton("&Retirer cette table…", "trash-2")
        self.back_button.clicked.connect(self.go_back)
        self.districts_button = ActionButton("Comparer aux &personnes suivies…", "users")
        self.districts_button.clicked.connect(self.compare_districts)
        self.criteria_button = ActionButton("Cri&tères et pièces acceptées…", "clipboard-check")
        self.criteria_button.setToolTip(
            "Catégories de publics, leur test, leurs pièces et l’âge le plus grand de chacune"
        )
        self.criteria_button.clicked.connect(self.edit_criteria)
        self._buttons = Flow()
        for button in (self.back_button, self.districts_button, self.criteria_button):
            self._buttons.addWidget(button)
        self.search = SearchBox("Chercher un code ou un mot", "Chercher dans cette table")
        self.search.searched.connect(self._search)
        found: list[Column[Entry]] = [
            Column("Code", lambda row: row.code, width=130),
            Column("Libellé", lambda row: row.label, strong=True, stretch=True),
            Column("Précision", lambda row: row.detail, width=260, hidden_below=700),
        ]
        self.entries_model: RowsModel[Entry] = RowsModel(found, key=lambda row: (row.code, row.label))
        self.entries = Table(self.entries_model, "Lignes de la table")
        self._measure()
        self._look_card = Card("Lignes")
        self.nothing = Label("", "second", wrap=True)
        self.nothing.hide()
        self._look_card.add(self.search)
        self._look_card.add(self.nothing)
        self._look_card.add(self.entries, 1)


def _version(row: Edition) -> str:
    if row.loaded_on is None:
        return "livrée avec Arrimage" if row.rows else ""
    return row.version or row.source_name


def _nothing(row: Edition, text: str) -> str:
    if row.rows:
        return f"Aucune ligne ne correspond à «\u00a0{text}\u00a0». Essayez un mot plus court."
    if row.kind is TableKind.TRAVEL:
        return "Sans vos temps de trajet, Arrimage estime à vol d’oiseau. Collez ou chargez les vôtres."
    return f"Cette table est vide. Chargez le fichier publié par\u00a0: {_WHERE[row.kind]}."


def _state(row: Edition) -> str:
    if row.loaded_on is not None:
        return "Chargée"
    return "Table livrée" if row.rows else "À charger"


def _tone(row: Edition) -> str:
    if row.loaded_on is not None:
        return "success"
    return "neutral" if row.rows else "info"
