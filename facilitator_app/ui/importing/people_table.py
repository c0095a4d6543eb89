"""The people of a list, one a row."""

from __future__ import annotations

from facilitator_app.domain.values import written_date
from facilitator_app.domain.words import fold
from facilitator_app.ui.importing.lines_table import LinesTable, how_many, remarks_tone
from facilitator_app.ui.table import Column
from facilitator_app.use_cases.import_decisions import Standing
from facilitator_app.use_cases.people_import import Choice, PersonLine
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions

WORDS = {
    Standing.TO_DECIDE: "À décider",
    Standing.CREATED: "Nouvelle",
    Standing.UPDATED: "Complétée",
    Standing.IDENTICAL: "Identique",
    Standing.SET_ASIDE: "De côté",
}


class PeopleTable(LinesTable[PersonLine, PeopleDecisions]):
    """Who each row of the file is, and what the import would do for her."""

    left = "laissée de côté"

    def __init__(self, decisions: PeopleDecisions) -> None:
        super().__init__("Personnes du fichier", decisions, key=lambda line: line.key, named=_name)

    def _columns(self) -> list[Column[PersonLine]]:
        return [
            Column("Ligne", lambda line: str(line.person.number), number=True, width=56, hidden_below=640,
                   sort_key=lambda line: line.person.number),
            Column("Personne", _name, strong=True, width=190, sort_key=lambda line: fold(_name(line)),
                   tooltip=_name),
            Column("Naissance", lambda line: written_date(line.person.birth_date), width=98,
                   sort_key=lambda line: line.person.birth_date),
            Column("Commune", lambda line: line.person.town or "–", width=120, hidden_below=900),
            Column("Résultat", self._result, tone=self._tone, badge=True, width=120),
            Column("Ce qui sera fait", self._said, stretch=True, tooltip=self._said),
            Column("Remarques", lambda line: how_many(line.warnings), number=True, width=92,
                   tone=lambda line: remarks_tone(line.warnings),
                   sort_key=lambda line: len(line.warnings), tooltip=lambda line: "\n".join(line.warnings)),
        ]  # fmt: skip

    def _result(self, line: PersonLine) -> str:
        return WORDS[self.standing(line)]

    def _said(self, line: PersonLine) -> str:
        standing = self.standing(line)
        if standing is Standing.TO_DECIDE:
            return _like(line)
        if standing is Standing.SET_ASIDE:
            return line.reason if line.reason and not line.is_doubtful else "Laissée de côté par choix"
        if standing is Standing.CREATED:
            return "Nouvelle fiche"
        chosen = self.decisions.chosen(line)
        name = _joined(line, chosen) if chosen else line.joined
        return f"{name}\u00a0: {', '.join(line.differences)}" if line.differences else name


def _like(line: PersonLine) -> str:
    if line.twins:
        return f"Ressemble à {line.twins[0].side.name}"
    return f"Ressemble à la ligne {line.siblings[0].number}, {line.siblings[0].name}"


def _joined(line: PersonLine, chosen: Choice) -> str:
    for twin in line.twins:
        if twin.id == chosen.person_id:
            return f"{twin.side.name}, fiche rouverte" if chosen.reopen else twin.side.name
    return next((f"Même personne que la ligne {row.number}" for row in line.siblings if row.key == chosen.row), "")


def _name(line: PersonLine) -> str:
    return line.person.name or "–"
