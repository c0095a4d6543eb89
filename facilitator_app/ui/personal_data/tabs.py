"""The lists of personal data under their tabs, each with the buttons that act on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget

from facilitator_app.domain.keys import Key
from facilitator_app.ui.personal_data.tables import Part, kept_columns, look_columns, restricted_columns
from facilitator_app.ui.personal_data.words import the_files
from facilitator_app.ui.widgets import ActionButton
from facilitator_app.use_cases.personal_data.retention import Due

TABS = ("archive", "anonymise", "held", "restricted", "looks")
CLOCKED = TABS[:3]
_TITLES = {
    "archive": "À archiver", "anonymise": "À anonymiser", "held": "Prolongées", "restricted": "Limitées",
    "looks": "Consultations",
}  # fmt: skip


class DataTabs(QTabWidget):
    """The page connects the buttons: those of a whole list, and those of its selected line."""

    def __init__(self) -> None:
        super().__init__()
        self.setDocumentMode(True)
        self.tabBar().setAccessibleName("Listes des données personnelles")
        self._make_parts()
        for tab, part in self.parts.items():
            self.addTab(part, _TITLES[tab])

    def go_to(self, tab: str) -> None:
        self.setCurrentIndex(TABS.index(tab))
        self.parts[tab].table.setFocus(Qt.FocusReason.OtherFocusReason)

    def wait(self) -> None:
        """What the clock asks is not known yet."""
        for tab in CLOCKED:
            self.parts[tab].wait()

    def show_due(self, due: Due) -> None:
        """What the clock asks; each button says how many files it acts on."""
        for tab, rows in zip(CLOCKED, (due.to_archive, due.to_anonymise, due.held), strict=True):
            self.show_list(tab, rows)
        self.archive_all.setText(f"Archiver {the_files(len(due.to_archive))}")
        self.anonymise_all.setText(f"Anonymiser {the_files(len(due.to_anonymise))}")

    def show_list(self, tab: str, rows: Sequence[Any]) -> None:
        self.setTabText(TABS.index(tab), f"{_TITLES[tab]} {len(rows)}" if rows else _TITLES[tab])
        self.parts[tab].show_rows(rows)

    def people(self, tab: str) -> list[Key]:
        """Everybody of a list of files."""
        return [row.id for row in self.parts[tab].rows()]

    def current(self) -> Any:
        """The selected line of the list seen, or None."""
        return self.parts[TABS[self.currentIndex()]].current()

    def _make_parts(self) -> None:
        self.archive_all = ActionButton("Archiver", "archive", primary=True)
        self.anonymise_all = ActionButton("Anonymiser", "eye-off", primary=True)
        self.keep_longer = [ActionButton("&Conserver plus longtemps", "lock") for _ in range(2)]
        self.count_again = ActionButton("&Reprendre le décompte", "clock")
        self.lift = ActionButton("Le&ver la limitation", "eye")
        self.hand_over = [ActionButton("Dossier &complet…", "folder-plus") for _ in range(2)]
        self.parts = {
            "archive": Part(
                "Fiches à archiver",
                "Le dernier contact date de plus longtemps que la durée d’usage. Archivées, elles sortent des listes.",
                kept_columns("À archiver depuis"),
                ("shield-check", "Aucune fiche à archiver", "La liste se remplit d’elle-même avec le temps."),
                [self.archive_all, self.keep_longer[0]],
            ),
            "anonymise": Part(
                "Fiches à anonymiser",
                "La durée d’archive est passée, ou l’inscription a été annulée il y a un mois. Anonymisées, elles ne "
                "nomment plus personne\u00a0; leurs heures restent comptées.",
                kept_columns("À anonymiser depuis"),
                ("shield-check", "Aucune fiche à anonymiser", "Elles viendront ici à la fin de leur archive."),
                [self.anonymise_all, self.keep_longer[1]],
            ),
            "held": Part(
                "Fiches conservées plus longtemps",
                "Le décompte est arrêté pour un motif écrit, jusqu’à la date indiquée.",
                kept_columns("Conservée jusqu’au"),
                ("lock", "Aucune conservation prolongée", "Un contrôle FSE ou un litige peut en demander une."),
                [self.count_again],
            ),
            "restricted": Part(
                "Personnes aux données limitées",
                "À leur demande, elles ne paraissent dans aucune liste ni aucun export (RGPD, article 18).",
                restricted_columns(),
                ("eye-off", "Aucune limitation", "Elle se demande depuis la fiche de la personne."),
                [self.lift, self.hand_over[0]],
            ),
            "looks": Part(
                "Consultations",
                "Qui a ouvert quelle fiche, le temps que vous réglez. Ce journal ne mesure le travail de personne.",
                look_columns(),
                ("history", "Aucune consultation notée", "Chaque fiche ouverte s’inscrira ici."),
                [self.hand_over[1]],
            ),
        }
