"""The contracts of the file, one a row, and what the reader noticed about them."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator_app.domain.considerations import SocialConsideration
from facilitator_app.domain.values import written_date, written_euros
from facilitator_app.domain.words import fold
from facilitator_app.ui.importing.lines_table import LinesTable, how_many, remarks_tone
from facilitator_app.ui.table import Column, RowsModel, Table
from facilitator_app.use_cases.contract_import import Line
from facilitator_app.use_cases.contract_import.decisions import Decisions
from facilitator_app.use_cases.import_decisions import Standing

NOT_SAID = "Non renseignée"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line and its place in the file: two records of a file may say the very same thing."""

    place: int
    line: Line
    order: tuple[str]
    """Its subject as it sorts, made while reading: folding thousands of texts at a click would be felt."""

    @classmethod
    def of(cls, place: int, line: Line) -> Entry:
        return cls(place, line, (fold(line.subject or line.label),))


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing the reader noticed, and about which contract."""

    place: int
    label: str
    text: str


class ContractTable(LinesTable[Entry, Decisions]):
    """What each contract of the file is, and which followed one it is joined to."""

    def __init__(self, decisions: Decisions) -> None:
        super().__init__("Contrats du fichier", decisions, key=lambda entry: entry.place, named=_name)

    def line(self, row: Entry) -> Line:
        return row.line

    def _columns(self) -> list[Column[Entry]]:
        return [
            Column("N° DECP", lambda entry: entry.line.published_id or "–", width=100, hidden_below=640),
            Column("Objet", _subject, tooltip=_subject, strong=True, stretch=True,
                   sort_key=lambda entry: entry.order),
            Column("Titulaire", lambda entry: entry.line.holders or "–", width=130, hidden_below=1120,
                   tooltip=lambda entry: entry.line.holders),
            Column("Montant HT", lambda entry: written_euros(entry.line.amount), number=True, width=104,
                   hidden_below=760, sort_key=lambda entry: entry.line.amount),
            Column("Notifié le", lambda entry: written_date(entry.line.notified_on), width=98, hidden_below=860,
                   sort_key=lambda entry: entry.line.notified_on),
            Column("Considération", _consideration, tone=_consideration_tone, width=150,
                   tooltip=_consideration),
            Column("Résultat", self._result, tone=self._tone, badge=True, width=142),
            Column("Rapproché de", self._joined, width=126, hidden_below=720,
                   tooltip=self._joined),
            Column("Remarques", lambda entry: how_many(entry.line.warnings), number=True, width=86,
                   tone=lambda entry: remarks_tone(entry.line.warnings),
                   sort_key=lambda entry: len(entry.line.warnings),
                   tooltip=lambda entry: "\n".join(entry.line.warnings)),
        ]  # fmt: skip

    def _result(self, entry: Entry) -> str:
        return self.standing(entry).label

    def _joined(self, entry: Entry) -> str:
        line, standing = entry.line, self.standing(entry)
        if standing is Standing.TO_DECIDE:
            return "À choisir"
        if standing is Standing.SET_ASIDE:
            return line.reason or "Par choix"
        if standing is Standing.CREATED:
            return "Nouveau marché"
        joined = self.decisions.joined_to(line)
        return next((name.split(" ")[0] for key, name in line.twins if key == joined), line.joined)


def remark_table() -> Table:
    """Everything the reader noticed, one remark a row."""
    columns = [
        Column[Remark]("Contrat", lambda remark: remark.label, width=330, tooltip=lambda remark: remark.label),
        Column[Remark]("Remarque", lambda remark: remark.text, stretch=True,
                       tooltip=lambda remark: remark.text),
    ]  # fmt: skip
    return Table(RowsModel(columns, key=lambda remark: remark.place), "Remarques du contrôle")


def remarks_of(entries: list[Entry]) -> list[Remark]:
    found = [(entry.line.label, warning) for entry in entries for warning in entry.line.warnings]
    return [Remark(place, label, warning) for place, (label, warning) in enumerate(found)]


def _subject(entry: Entry) -> str:
    """Records that could not be read have only a label."""
    return entry.line.subject or entry.line.label


def _name(entry: Entry) -> str:
    return f"{entry.line.published_id} {_subject(entry)}".strip()


def _consideration(entry: Entry) -> str:
    said = entry.line.considerations
    if entry.line.key == "":
        return "–"
    if said == (SocialConsideration.NONE.label,):
        return "Aucune"
    return ", ".join(said) or NOT_SAID


def _consideration_tone(entry: Entry) -> str:
    return "warning" if _consideration(entry) == NOT_SAID else ""
