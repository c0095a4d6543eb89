"""The page of personal data: what the retention clock asks, who is left alone, and who looked at whose file."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from facilitator_app.domain.keys import Key
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import counted, plural
from facilitator_app.ui import dialogs
from facilitator_app.ui.background import Background, ProgressCard
from facilitator_app.ui.backups.copies import Copies
from facilitator_app.ui.page import Page
from facilitator_app.ui.personal_data import files
from facilitator_app.ui.personal_data.forms import HoldDialog, LengthsDialog
from facilitator_app.ui.personal_data.tables import Part, kept_columns, look_columns, restricted_columns
from facilitator_app.ui.widgets import ActionButton, Banner, PageHeader
from facilitator_app.ui.workspace import Workspace
from facilitator_app.use_cases.personal_data import access_log, erasure, restriction, retention
from facilitator_app.use_cases.personal_data.retention import Due

TABS = ("archive", "anonymise", "held", "restricted", "looks")
CLOCKED = TABS[:3]


class PersonalDataPage(Page):
    """`open(tab=…)` shows one of `TABS`."""

    SHOWS = frozenset(
        {
            "beneficiary", "placement", "monthly_hours", "proposal", "eligibility_proof", "protected_proof", "rules",
            "retention_hold", "restriction",
        }
    )  # fmt: skip
    go_to = Signal(str, dict)
    help_text = (
        "Une fiche sert 24 mois après le dernier contact, reste 24 mois à l’écart, puis perd tout ce qui nomme la "
        "personne\u00a0; ses heures restent comptées. Rien ne se fait sans vous\u00a0: relisez la liste, prolongez ce "
        "qui doit l’être, puis confirmez. Entrée ouvre la fiche."
    )

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.background = Background(self)
        self._reading = Background(self)
        self._read_again = False
        self._copies = Copies(workspace.database.path, workspace.database.key)
        lengths = ActionButton("&Durées de conservation", "clock")
        lengths.clicked.connect(self.change_lengths)
        papers = ActionButton("Registre et analyse d’&impact", "file-text")
        papers.clicked.connect(self.save_papers)
        exposed = ActionButton("&Qui était dans ce fichier", "shield-alert")
        exposed.clicked.connect(self.list_exposed)
        self._header = PageHeader("Données personnelles", "", [papers, exposed, lengths])
        self.banner = Banner("info", "")
        self.banner.hide()
        self._make_parts()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName("Listes des données personnelles")
        for tab, part in self._parts.items():
            self.tabs.addTab(part, _TITLES[tab])
        self.tabs.currentChanged.connect(self._show_looks)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (self._header, self.banner, ProgressCard(self.background, self)):
            whole.addWidget(widget)
        whole.addWidget(self.tabs, 1)
        self.zones: list[QWidget] = [self._header, self.tabs]
        self.background.finished.connect(self._ended)
        self.background.failed.connect(self._failed)
        self._reading.finished.connect(self._show_due)
        self._reading.failed.connect(self._failed)
        self._reading.settled.connect(self._catch_up_again)
        for tab in CLOCKED:
            self._parts[tab].wait()
        self._header.set_subtitle("Calcul en cours")

    def open(self, tab: str = "", **_other: Any) -> None:
        if self.is_stale:
            self.refresh()
        if tab in TABS:
            self.tabs.setCurrentIndex(TABS.index(tab))
            self._parts[tab].table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read everything again; the clock of everybody off the window's thread, for it looks at the whole file."""
        super().refresh()
        self._show_list("restricted", self._workspace.show(restriction.restricted))
        self._show_looks()
        if self._reading.busy:
            self._read_again = True
        else:
            self._reading.start(self._asking)

    def settled(self) -> bool:
        """Whether the lists shown are those of the file."""
        return not self._reading.busy

    def archive(self) -> None:
        """Archive the whole list, once confirmed; off the window's thread, for it may be half of the file."""
        people: list[Key] = [row.id for row in self._parts["archive"].rows()]
        if self.background.busy or not people:
            return
        if dialogs.confirm(
            self,
            f"Archiver {_files(len(people))}\u00a0?",
            f"{_they(len(people))} les listes\u00a0; leurs heures restent comptées. Ce geste pourra être annulé.",
            f"Archiver {_files(len(people))}",
        ):
            self.banner.hide()
            self.background.start(lambda: self._archiving(people), "Archivage")

    def anonymise(self) -> None:
        """Anonymise the whole list, once confirmed; then in the copies, unless told otherwise."""
        people: list[Key] = [row.id for row in self._parts["anonymise"].rows()]
        if self.background.busy or not people:
            return
        files = _files(len(people))
        if not dialogs.confirm(
            self,
            f"Anonymiser {files} pour toujours\u00a0?",
            "Noms, coordonnées, remarques et historique seront effacés. Les heures et les totaux restent. Ce geste ne "
            "peut pas être annulé. Les documents enregistrés dans vos dossiers ne sont pas touchés\u00a0: "
            "supprimez-les vous-même.",
            f"Anonymiser {files}",
        ):
            return
        copies = self._workspace.copies()
        if copies and not dialogs.confirm(
            self,
            f"Effacer aussi dans {counted(len(copies), 'sauvegarde')}\u00a0?",
            "Sinon, ces personnes y restent nommées jusqu’à leur remplacement, dans six mois au plus. Une sauvegarde "
            "reprise les oublie de toute façon.",
            "Effacer aussi",
            "Pas dans les sauvegardes",
        ):
            self.background.start(lambda: self._forgetting(people, None), "Anonymisation")
            return
        self.background.start(lambda: self._forgetting(people, copies), "Anonymisation")

    def hold(self) -> None:
        """Keep the selected file longer."""
        part = self._parts[TABS[self.tabs.currentIndex()]]
        if (row := part.current()) is not None:
            HoldDialog(self, self._workspace, row.id, row.name).open()

    def release(self) -> None:
        """Let the clock run again for the selected file."""
        if (row := self._parts["held"].current()) is not None:
            self._act(retention.release, row.id)

    def lift(self) -> None:
        """Show the selected person in lists again."""
        if (row := self._parts["restricted"].current()) is not None:
            self._act(restriction.lift, row.id)

    def change_lengths(self) -> None:
        LengthsDialog(self, self._workspace).open()

    def hand_over(self) -> None:
        """Write the whole file of the person selected."""
        row = self._parts[TABS[self.tabs.currentIndex()]].current()
        if row is not None:
            self._write(files.hand_over, getattr(row, "beneficiary_id", row.id))

    def save_papers(self) -> None:
        """Write the entry of the register and the impact assessment."""
        self._write(files.save_papers)

    def list_exposed(self) -> None:
        """Write who is in the house's file, or in a copy of it."""
        self._write(files.list_exposed)

    def _write(self, write: Callable[..., str], *details: Any) -> None:
        try:
            if said := write(self, self._workspace, *details):
                self._say("success", said)
        except Refusal as refusal:
            self._say("danger", str(refusal))

    def _archiving(self, people: list[Key]) -> Generator[tuple[int, int], None, None]:
        yield 0, 1
        self._workspace.do_behind(retention.archive_due, people, self._workspace.today())

    def _forgetting(
        self, people: list[Key], copies: list[Path] | None
    ) -> Generator[tuple[int, int], None, tuple[str, str]]:
        """Forget in the file, then in each copy; gives what there is to say of it."""
        with self._workspace.transaction() as session:
            erasure.anonymise(session, people, self._workspace.today())
        self._workspace.drop_passing_files()
        if copies is None:
            return "info", "Ces personnes sont anonymisées\u00a0; les sauvegardes les nomment encore, six mois au plus."
        self._copies.owe_forgetting()  # also where no copy can be reached today
        left: list[Path] = []
        for place, copy in enumerate(copies):
            yield place, len(copies)
            if not self._workspace.forget_in_copy(copy):
                left.append(copy)
        yield len(copies), len(copies)
        if left:
            names = ", ".join(copy.name for copy in left[:3])
            many = counted(len(left), "sauvegarde illisible", "sauvegardes illisibles")
            return "warning", f"{many} à supprimer de votre main\u00a0: {names}."
        if any(not place.is_dir() for place in self._workspace.other_places):
            return "info", (
                "Ces personnes ne sont plus nommées sur ce poste\u00a0; les copies du deuxième endroit les oublieront "
                "dès qu’il sera rebranché."
            )
        return "success", "Ces personnes ne sont plus nommées dans aucun fichier d’Arrimage."

    def _ended(self, said: tuple[str, str] | None) -> None:
        if said is not None:
            self._say(*said)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refusal):
            raise error
        self._say("danger", str(error))

    def _asking(self) -> Generator[tuple[int, int], None, Due]:
        yield 0, 1
        return self._workspace.show(retention.due, self._workspace.today())

    def _show_due(self, due: Due) -> None:
        if self._read_again:
            return  # written meanwhile: it is being asked again
        for tab, rows in zip(CLOCKED, (due.to_archive, due.to_anonymise, due.held), strict=True):
            self._show_list(tab, rows)
        self.archive_all.setText(f"Archiver {_files(len(due.to_archive))}")
        self.anonymise_all.setText(f"Anonymiser {_files(len(due.to_anonymise))}")
        said = f"{counted(due.count, 'fiche')} à traiter" if due.count else "rien à traiter aujourd’hui"
        self._header.set_subtitle(f"{counted(due.people, 'personne')} au fichier · {said}")

    def _catch_up_again(self) -> None:
        if self._read_again:
            self._read_again = False
            self._reading.start(self._asking)

    def _show_list(self, tab: str, rows: Sequence[Any]) -> None:
        self.tabs.setTabText(TABS.index(tab), f"{_TITLES[tab]} {len(rows)}" if rows else _TITLES[tab])
        self._parts[tab].show_rows(rows)

    def _act(self, act: Any, *details: Any) -> None:
        self.banner.hide()
        try:
            self._workspace.do(act, *details)
        except Refusal as refusal:
            self._say("danger", str(refusal))

    def _say(self, tone: str, text: str) -> None:
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        fresh = Banner(tone, text)
        layout.replaceWidget(self.banner, fresh)
        self.banner.deleteLater()
        self.banner = fresh
        fresh.appear()

    def _show_looks(self) -> None:
        """Read only when looked at: the log has a line for every file opened in a year."""
        if self.tabs.currentWidget() is self._parts["looks"]:
            self._parts["looks"].show_rows(self._workspace.show(access_log.looks))

    def _open_person(self, row: Any) -> None:
        if getattr(row, "why", "") == retention.UNDONE:
            self._say("info", "L’inscription de cette personne a été annulée\u00a0; Historique la rétablit.")
            return
        self.go_to.emit("beneficiaries", {"beneficiary": getattr(row, "beneficiary_id", row.id)})

    def _make_parts(self) -> None:
        self.archive_all = ActionButton("Archiver", "archive", primary=True)
        self.anonymise_all = ActionButton("Anonymiser", "eye-off", primary=True)
        hold = [ActionButton("&Conserver plus longtemps", "lock") for _ in range(2)]
        release = ActionButton("&Reprendre le décompte", "clock")
        lift = ActionButton("Le&ver la limitation", "eye")
        whole = [ActionButton("Dossier &complet…", "folder-plus") for _ in range(2)]
        self._parts = {
            "archive": Part(
                "Fiches à archiver",
                "Le dernier contact date de plus longtemps que la durée d’usage. Archivées, elles sortent des listes.",
                kept_columns("À archiver depuis"),
                ("shield-check", "Aucune fiche à archiver", "La liste se remplit d’elle-même avec le temps."),
                [self.archive_all, hold[0]],
            ),
            "anonymise": Part(
                "Fiches à anonymiser",
                "La durée d’archive est passée, ou l’inscription a été annulée il y a un mois. Anonymisées, elles ne "
                "nomment plus personne\u00a0; leurs heures restent comptées.",
                kept_columns("À anonymiser depuis"),
                ("shield-check", "Aucune fiche à anonymiser", "Elles viendront ici à la fin de leur archive."),
                [self.anonymise_all, hold[1]],
            ),
            "held": Part(
                "Fiches conservées plus longtemps",
                "Le décompte est arrêté pour un motif écrit, jusqu’à la date indiquée.",
                kept_columns("Conservée jusqu’au"),
                ("lock", "Aucune conservation prolongée", "Un contrôle FSE ou un litige peut en demander une."),
                [release],
            ),
            "restricted": Part(
                "Personnes aux données limitées",
                "À leur demande, elles ne paraissent dans aucune liste ni aucun export (RGPD, article 18).",
                restricted_columns(),
                ("eye-off", "Aucune limitation", "Elle se demande depuis la fiche de la personne."),
                [lift, whole[0]],
            ),
            "looks": Part(
                "Consultations",
                "Qui a ouvert quelle fiche, le temps que vous réglez. Ce journal ne mesure le travail de personne.",
                look_columns(),
                ("history", "Aucune consultation notée", "Chaque fiche ouverte s’inscrira ici."),
                [whole[1]],
            ),
        }
        for part in self._parts.values():
            part.table.activated_row.connect(self._open_person)
        self.archive_all.clicked.connect(self.archive)
        self.anonymise_all.clicked.connect(self.anonymise)
        for button in hold:
            button.clicked.connect(self.hold)
        release.clicked.connect(self.release)
        lift.clicked.connect(self.lift)
        for button in whole:
            button.clicked.connect(self.hand_over)


_TITLES = {
    "archive": "À archiver", "anonymise": "À anonymiser", "held": "Prolongées", "restricted": "Limitées",
    "looks": "Consultations",
}  # fmt: skip


def _files(number: int) -> str:
    """What a button acts on; on a greyed one, what it would."""
    if number == 0:
        return "les fiches"
    return "la fiche" if number == 1 else f"les {number} fiches"


def _they(number: int) -> str:
    return f"Elle{plural(number)} {'quittent' if number > 1 else 'quitte'}"
