"""One list of people, row by row: what would be done, or done for good."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import partial

from sqlalchemy.orm import Session

from facilitator_app.domain.keys import Key
from facilitator_app.domain.values import NO_BREAK_SPACE, written_date
from facilitator_app.exchange.garbage_collection import garbage_collection_paused
from facilitator_app.exchange.people import Field, PeopleFile, ReadPerson, read_people
from facilitator_app.use_cases import gestures
from facilitator_app.use_cases.duplicates import PersonTwin
from facilitator_app.use_cases.import_report import Outcome
from facilitator_app.use_cases.people_import.known import Identity, Known, identities_of
from facilitator_app.use_cases.people_import.mapping import remember
from facilitator_app.use_cases.people_import.outcome import Choice, PeopleReport, PersonLine
from facilitator_app.use_cases.people_import.siblings import Sibling, siblings_of
from facilitator_app.use_cases.people_import.writing import Writer
from facilitator_app.use_cases.reopening import open_again

_NOBODY: tuple[Key, ...] = ()
_STEP = 500  # rows looked at one by one between two signs of progress
TO_DECIDE = "À décider, ressemble à une personne déjà inscrite"
RESEMBLES_A_ROW = "À décider, ressemble à la ligne"
CLOSED = "À décider, sa fiche est close"
RESTRICTED = "Ses données sont limitées à sa demande."
REOPENED = "fiche rouverte"
LEFT = "Laissée de côté par choix."


class PeopleImport:
    """Run in a transaction that is rolled back, it says what would be done; in one that is committed, it does it.

    `fields` says what each column of the file holds; `choices` are by the key of the line they are about.
    """

    def __init__(
        self,
        file: PeopleFile,
        fields: Sequence[Field | None],
        today: dt.date,
        choices: Mapping[str, Choice] | None = None,
    ) -> None:
        self._file, self._fields, self._today = file, tuple(fields), today
        self._choices = choices or {}
        self._identities: dict[int, Identity] = {}  # by line number
        self._met: dict[Identity, tuple[ReadPerson, Key]] = {}
        self.lines: list[PersonLine] = []
        self.report = PeopleReport(file=file.path.name, format=file.format)

    def run(self, session: Session) -> Iterator[tuple[int, int]]:
        """Yields (rows done, rows in all) now and then. Raises Refusal when a column that is needed is not there."""
        with garbage_collection_paused():
            yield from self._run(session)

    def _run(self, session: Session) -> Iterator[tuple[int, int]]:
        gestures.call_it(session, f"Import de {self.report.file}"[:200])
        self._session = session
        people = read_people(self._file, self._fields, self._today)
        for heading, field in self._file.left_for_another(self._fields):
            self.report.warnings.append(
                f"colonne «\u00a0{heading}\u00a0» laissée\u00a0: une autre dit «\u00a0{field.label}\u00a0»"
            )
        total = max(len(people), 1)
        yield 0, total
        known, writer = Known(session), Writer(session, self._today)
        usable = [person for person in people if not person.reason]
        self._identities = identities_of(usable)
        same = known.same(usable, self._identities)
        alike = known.alike(person for person in usable if person.number not in same)
        matched = [key for keys in same.values() for key in keys]
        matched += [choice.person_id for choice in self._choices.values() if choice.person_id]
        self._records, self._criteria = known.records(matched), known.criteria(matched)
        self._siblings = siblings_of(usable, self._identities, len(usable) + known.count)
        shared = self._shared_identifiers(usable)
        resembling = same.keys() | self._siblings.keys() | shared.keys()
        resembling |= {int(key.removeprefix("ligne ")) for key in alike}
        alone = self._alone(usable, resembling)
        writer.create_all(alone.values(), [self._identities[number][0] for number in alone])
        others: dict[int, PersonLine] = {}
        for done, person in enumerate(people, 1):
            if person.number not in alone:
                others[person.number] = self._line(person, same, alike, shared, known, writer)
                if len(others) % _STEP == 0:
                    yield done, total
        writer.flush(meanwhile=partial(self._tell, people, others))
        remember(session, self._file, self._fields, self._today)
        yield total, total

    def _tell(self, people: Sequence[ReadPerson], others: Mapping[int, PersonLine]) -> None:
        """The lines in the order of the file; those that are not among the `others` are new people."""
        self.lines = [
            others.get(person.number)
            or PersonLine(str(person.number), Outcome.CREATED, person, warnings=person.remarks)
            for person in people
        ]
        self.report.note(*self.lines)

    def _alone(self, people: Sequence[ReadPerson], resembling: Set[int]) -> dict[int, ReadPerson]:
        """By their numbers, those about whom no other row nor record nor choice has anything to say: nearly all."""
        named = {sibling.key for siblings in self._siblings.values() for sibling in siblings}
        named |= self._choices.keys() | {choice.row for choice in self._choices.values()}
        resembling = resembling | {int(key) for key in named if key.isdecimal()}
        if len(set(self._identities.values())) < len(self._identities):
            rows = Counter(self._identities.values())
            resembling |= {number for number, identity in self._identities.items() if rows[identity] > 1}
        return {person.number: person for person in people if person.number not in resembling}

    def _line(
        self,
        person: ReadPerson,
        same: Mapping[int, Sequence[Key]],
        alike: Mapping[str, Sequence[PersonTwin]],
        shared: Mapping[int, str],
        known: Known,
        writer: Writer,
    ) -> PersonLine:
        twins = tuple(alike.get(f"ligne {person.number}", ()))
        line = self._one(person, same.get(person.number, _NOBODY), twins, known, writer)
        if person.number in shared:
            line = line._replace(warnings=(*line.warnings, shared[person.number]))
        return line

    def _one(
        self, person: ReadPerson, same: Sequence[Key], twins: tuple[PersonTwin, ...], known: Known, writer: Writer
    ) -> PersonLine:
        key = str(person.number)
        if person.reason:
            return PersonLine(key, Outcome.SET_ASIDE, person, reason=person.reason, warnings=person.remarks)
        choice, identity = self._choices.get(key), self._identities[person.number]
        if not (choice or same or twins or identity in self._met or person.number in self._siblings):
            self._met[identity] = person, writer.create(person, identity[0])
            return PersonLine(key, Outcome.CREATED, person, warnings=person.remarks)
        if choice and choice.leave:
            return self._aside(person, LEFT, twins, self._siblings.get(person.number, ()))
        if met := self._met.get(identity):
            return self._again(person, *met, writer)
        if any(one in known.restricted for one in same):
            return self._aside(person, RESTRICTED)
        if choice is None:
            closed = [one for one in same if self._records[one].archived_on]
            # Nothing of the file is asked about somebody whom the base knows by her very names and birthday.
            siblings = () if same else self._siblings.get(person.number, ())
            if len(same) > 1 or closed:
                twins = tuple(PersonTwin(side, 1.0, ("même identité",), ()) for side in known.sides(same))
                return self._aside(person, _closed(twins) if closed else f"{TO_DECIDE}.", twins)
            if not same and twins:
                return self._aside(person, f"{TO_DECIDE}{NO_BREAK_SPACE}: {twins[0].side.name}.", twins, siblings)
            if siblings:
                first = siblings[0]
                reason = f"{RESEMBLES_A_ROW} {first.number} du fichier{NO_BREAK_SPACE}: {first.name}."
                return self._aside(person, reason, siblings=siblings)
        siblings = self._siblings.get(person.number, ()) if choice else ()
        if choice and (row := self._met_at(choice.row)):
            self._met[identity] = row
            return self._again(person, *row, writer)._replace(twins=twins, siblings=siblings)
        joined = choice.person_id if choice else same[0] if same else None
        if joined is None or joined not in self._records:
            created = writer.create(person, identity[0])
            self._met[identity] = person, created
            rows = [met[1] for sibling in siblings if (met := self._met_at(sibling.key))]
            for other in dict.fromkeys([*same, *(twin.id for twin in twins), *rows]) if choice else ():
                writer.say_two(created, other)
            return PersonLine(key, Outcome.CREATED, person, warnings=person.remarks, twins=twins, siblings=siblings)
        reopened: list[str] = []
        if choice and choice.reopen:
            where = f" à l’import de {self.report.file}, ligne {person.number}"
            if open_again(self._session, self._records[joined], where, self._today):
                reopened.append(REOPENED)
        return self._join(person, joined, twins, writer, reopened)._replace(siblings=siblings)

    def _met_at(self, key: str) -> tuple[ReadPerson, Key] | None:
        """What was made of an earlier line; nothing when it was left."""
        return self._met.get(self._identities[int(key)]) if key.isdecimal() and int(key) in self._identities else None

    def _join(
        self, person: ReadPerson, joined: Key, twins: tuple[PersonTwin, ...], writer: Writer, done: Sequence[str] = ()
    ) -> PersonLine:
        """`done` is what was already done to the file of that person."""
        record = self._records[joined]
        self._met[self._identities[person.number]] = person, joined
        differences = [*done, *writer.complete(record, person)]
        differences += writer.add_criteria(joined, person.criteria, self._criteria.setdefault(joined, set()))
        closed = ("la fiche reste close",) if record.archived_on and differences else ()
        return PersonLine(
            str(person.number),
            Outcome.UPDATED if differences else Outcome.IDENTICAL,
            person,
            joined=record.full_name,
            differences=tuple(differences),
            warnings=(*person.remarks, *closed),
            twins=twins,
        )

    def _again(self, person: ReadPerson, first: ReadPerson, key: Key, writer: Writer) -> PersonLine:
        """The same person further down in the file completes what the first row said."""
        target = self._records.get(key, key)  # a new person is known by the key alone
        there = self._criteria.setdefault(key, {criterion.category for criterion in first.criteria})
        differences = [*writer.complete(target, person), *writer.add_criteria(key, person.criteria, there)]
        return PersonLine(
            str(person.number),
            Outcome.UPDATED if differences else Outcome.IDENTICAL,
            person,
            joined=first.name,
            differences=tuple(differences),
            warnings=(*person.remarks, f"même personne que la ligne {first.number} du fichier"),
        )

    def _aside(
        self,
        person: ReadPerson,
        reason: str,
        twins: tuple[PersonTwin, ...] = (),
        siblings: tuple[Sibling, ...] = (),
    ) -> PersonLine:
        return PersonLine(
            str(person.number), Outcome.SET_ASIDE, person, reason=reason, warnings=person.remarks, twins=twins,
            siblings=siblings,
        )  # fmt: skip

    def _shared_identifiers(self, people: Sequence[ReadPerson]) -> dict[int, str]:
        """Two people with one file number: a remark for each row after the first."""
        first: dict[str, ReadPerson] = {}
        found: dict[int, str] = {}
        for person in people:
            if person.identifier:
                other = first.setdefault(person.identifier, person)
                if self._identities[other.number] != self._identities[person.number]:
                    found[person.number] = (
                        f"le numéro de dossier {person.identifier} est aussi celui de la ligne {other.number}"
                    )
        return found


def _closed(twins: tuple[PersonTwin, ...]) -> str:
    day = next((twin.side.archived_on for twin in twins if twin.side.archived_on), None)
    return f"{CLOSED} (archivée le {written_date(day)})."
