"""What is said of a row of a list of people under the table: who it is, and whom it may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator_app.domain.values import written_date
from facilitator_app.ui.importing.choice_panel import MOST_CHOICES, Offer, Particulars, first_remarks
from facilitator_app.use_cases.duplicates import PersonTwin
from facilitator_app.use_cases.people_import import Choice, PersonLine
from facilitator_app.use_cases.people_import.decisions import PeopleDecisions

NEW, NOBODY = "Nouvelle personne", Choice()
REOPENING = "le retour sera noté dans son suivi"


def people_particulars(line: PersonLine, decisions: PeopleDecisions) -> Particulars:
    chosen = decisions.chosen(line)
    offers = [Offer(*offered, is_chosen=offered[0] == chosen) for offered in _choices_of(line)]
    remarks = first_remarks(line.warnings, between="\u00a0; ")
    return Particulars(line.label, _about(line), remarks, offers if line.is_doubtful else ())


def _choices_of(line: PersonLine) -> Iterator[tuple[Choice, str, str]]:
    """What may be chosen, the likeliest first, and «new» at the end: the choice and its two lines of words."""
    for twin in line.twins[:MOST_CHOICES]:
        if twin.side.archived_on:
            yield Choice(person_id=twin.id), _named(twin), "compléter, la fiche reste close"
            yield Choice(person_id=twin.id, reopen=True), f"Rouvrir et compléter {twin.side.name}", REOPENING
        else:
            yield Choice(person_id=twin.id), _named(twin), _shared(twin.same, twin.differs)
    for sibling in line.siblings[: max(MOST_CHOICES - len(line.twins), 1)]:
        born = f", {written_date(sibling.birth_date)}" if sibling.birth_date else ""
        name = f"Ligne {sibling.number}\u00a0: {sibling.name}{born}"
        yield Choice(row=sibling.key), name, _shared(sibling.same, sibling.differs)
    yield NOBODY, NEW, ""


def _named(twin: PersonTwin) -> str:
    side = twin.side
    born = f", {written_date(side.birth_date)}" if side.birth_date else ""
    closed = f", fiche close le {written_date(side.archived_on)}" if side.archived_on else ""
    return f"{side.name}{born}{closed}"


def _shared(same: Sequence[str], differs: Sequence[str]) -> str:
    return ", ".join((*same[:2], *differs[:2]))


def _about(line: PersonLine) -> str:
    person = line.person
    parts = [
        written_date(person.birth_date) if person.birth_date else "",
        person.town,
        person.phone,
        f"complète {line.joined}" if line.joined and line.differences else f"déjà inscrite\u00a0: {line.joined}"
        if line.joined else "",
        line.reason,
    ]  # fmt: skip
    return " · ".join(part for part in parts if part)
