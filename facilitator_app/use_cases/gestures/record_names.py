"""What a person would call a record: «Karim Bensalem», «lot M-2026-014-L1», «heures de mars 2026, Karim Bensalem»."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.categories import DEFAULT_CATEGORIES
from facilitator_app.domain.columns import Content
from facilitator_app.domain.field_names import kind_name
from facilitator_app.domain.protected_criteria import protection_of
from facilitator_app.domain.records import BY_TABLE
from facilitator_app.use_cases.gestures import contract_names
from facilitator_app.use_cases.gestures.done import batches
from facilitator_app.use_cases.stored_files import format_name

CATEGORIES = {category.code: category.label for category in DEFAULT_CATEGORIES}
_USUAL = ("code", "number", "name", "title", "label")
_NAMED_BY = {
    "contact": ("company_id",), "lot_holder": ("company_id", "lot_id"), "eligibility_proof": ("beneficiary_id",),
    "eligibility_extension": ("beneficiary_id",), "eligibility_refusal": ("beneficiary_id",),
    "protected_proof": ("beneficiary_id",), "retention_hold": ("beneficiary_id",), "restriction": ("beneficiary_id",),
    "proposal": ("beneficiary_id", "need_id"), "placement": ("beneficiary_id", "lot_id"),
    "person_event": ("beneficiary_id",), "training": ("beneficiary_id",), "obstacle": ("beneficiary_id",),
    "tutor_evaluation": ("placement_id",), "referral": ("beneficiary_id",), "person_exit": ("beneficiary_id",),
    "later_situation": ("beneficiary_id",),
    "monthly_hours": ("placement_id",), "month_statement": ("lot_id",), "not_the_same": ("one_id", "other_id"),
    **contract_names.NAMED_BY,
}  # fmt: skip
"""The columns whose records are part of the name of a record."""
WITHOUT_KEY = {("not_the_same", "one_id"): "beneficiary", ("not_the_same", "other_id"): "beneficiary",
               ("issued_document", "company_id"): "company"}  # fmt: skip
"""The tables that columns point to without saying so to the database."""


def referred(table: str, field: str) -> str | None:
    """The table that a field points to."""
    kind = BY_TABLE.get(table)
    if kind is None or field not in kind.__table__.c:
        return None
    keys = kind.__table__.c[field].foreign_keys
    return next((key.column.table.name for key in keys), WITHOUT_KEY.get((table, field)))


class RecordNames:
    """Names of records, removed ones included, read hundreds at a time and kept; initials when names are hidden."""

    def __init__(self, session: Session, hide_names: bool = False) -> None:
        self._session, self._hidden = session, hide_names
        self._known: dict[tuple[str, str], str] = {}
        self._people: dict[str, str] = {}  # of a placement, its person alone

    def learn(self, wanted: Mapping[str, Iterable[str]]) -> None:
        """Read what is needed to name these records, by table."""
        for table, keys in wanted.items():
            if table not in BY_TABLE:
                continue
            unknown = sorted({key for key in keys if key and (table, key) not in self._known})
            for some in batches(unknown):
                self._read(table, some)

    def of(self, table: str, key: str) -> str:
        """The name of a record that was learnt; the kind of record when the house no longer has it."""
        return self._known.get((table, key), kind_name(table))

    def person_of(self, placement_id: str) -> str:
        """Whose placement it is, once it was learnt."""
        return self._people.get(placement_id, "")

    def _read(self, table: str, keys: Iterable[str]) -> None:
        kind = BY_TABLE[table]
        columns = [column for column in kind.__table__.columns if not isinstance(column.type, Content)]
        wanted = select(*columns).where(kind.__table__.c.id.in_(keys))
        rows = self._session.execute(wanted).mappings().all()
        for column in _NAMED_BY.get(table, ()):
            self.learn({referred(table, column) or "": {row[column] for row in rows}})
        for row in map(dict, rows):
            self._known[table, row["id"]] = NAMERS.get(table, RecordNames._usual)(self, table, row)

    def _usual(self, table: str, row: Mapping[str, Any]) -> str:
        own = next((str(row[name]) for name in _USUAL if row.get(name)), "")
        return own or kind_name(table)

    def _person(self, _table: str, row: Mapping[str, Any]) -> str:
        words = f"{row['first_name']} {row['last_name']}".strip()
        return " ".join(f"{word[:1]}." for word in words.split()) if self._hidden else words

    def _contact(self, _table: str, row: Mapping[str, Any]) -> str:
        return f"{row['name']}, {self.of('company', row['company_id'])}"

    def _contract(self, _table: str, row: Mapping[str, Any]) -> str:
        return f"marché {row['number']}" + (f", {row['short_name']}" if row["short_name"] else "")

    def _lot(self, _table: str, row: Mapping[str, Any]) -> str:
        return f"lot {row['code']}"

    def _holder(self, _table: str, row: Mapping[str, Any]) -> str:
        return f"{self.of('company', row['company_id'])}, {self.of('lot', row['lot_id'])}"

    def _proof(self, _table: str, row: Mapping[str, Any]) -> str:
        code = row["category"]
        is_hidden = self._hidden or protection_of(code) is not None
        criterion = "critère" if is_hidden else CATEGORIES.get(code, code)
        return f"{criterion}, {self.of('beneficiary', row['beneficiary_id'])}"

    def _of_person(self, table: str, row: Mapping[str, Any]) -> str:
        return f"{kind_name(table).lower()}, {self.of('beneficiary', row['beneficiary_id'])}"

    def _evaluation(self, table: str, row: Mapping[str, Any]) -> str:
        person = self.person_of(row["placement_id"])
        return kind_name(table).lower() + (f", {person}" if person else "")

    def _need(self, _table: str, row: Mapping[str, Any]) -> str:
        return f"besoin {row['code']}, {row['title']}"

    def _proposal(self, _table: str, row: Mapping[str, Any]) -> str:
        return f"{self.of('beneficiary', row['beneficiary_id'])}, {self.of('need', row['need_id'])}"

    def _placement(self, _table: str, row: Mapping[str, Any]) -> str:
        self._people[row["id"]] = person = self.of("beneficiary", row["beneficiary_id"])
        return f"parcours de {person}, {self.of('lot', row['lot_id'])}"

    def _hours(self, _table: str, row: Mapping[str, Any]) -> str:
        person = self.person_of(row["placement_id"])
        return f"heures {row['month'].of_full_name}" + (f", {person}" if person else "")

    def _statement(self, _table: str, row: Mapping[str, Any]) -> str:
        return f"{row['month'].full_name}, {self.of('lot', row['lot_id'])}"

    def _document(self, _table: str, row: Mapping[str, Any]) -> str:
        return f"{row['kind'].label} {row['number']}"

    def _apart(self, _table: str, row: Mapping[str, Any]) -> str:
        people = (self.of("beneficiary", row[name]) for name in ("one_id", "other_id"))
        return f"{' et '.join(people)}, personnes distinctes"

    def _category(self, _table: str, row: Mapping[str, Any]) -> str:
        return f"critère «\u00a0{row['label']}\u00a0»"

    def _file(self, _table: str, row: Mapping[str, Any]) -> str:
        return f"fichier {format_name(row['media_type'])}"

    def _house(self, table: str, _row: Mapping[str, Any]) -> str:
        return {"office": "coordonnées de la structure", "rules": "règles de la structure"}[table]


NAMERS: dict[str, Callable[[RecordNames, str, Mapping[str, Any]], str]] = {
    "beneficiary": RecordNames._person,
    "contact": RecordNames._contact,
    "contract": RecordNames._contract,
    "lot": RecordNames._lot,
    "lot_holder": RecordNames._holder,
    "eligibility_proof": RecordNames._proof,
    "protected_proof": RecordNames._of_person,
    "eligibility_extension": RecordNames._of_person,
    "eligibility_refusal": RecordNames._of_person,
    "retention_hold": RecordNames._of_person,
    "restriction": RecordNames._of_person,
    "person_event": RecordNames._of_person,
    "training": RecordNames._of_person,
    "obstacle": RecordNames._of_person,
    "tutor_evaluation": RecordNames._evaluation,
    "referral": RecordNames._of_person,
    "person_exit": RecordNames._of_person,
    "later_situation": RecordNames._of_person,
    "need": RecordNames._need,
    "proposal": RecordNames._proposal,
    "placement": RecordNames._placement,
    "monthly_hours": RecordNames._hours,
    "month_statement": RecordNames._statement,
    "issued_document": RecordNames._document,
    "person_document": RecordNames._document,
    "office": RecordNames._house,
    "rules": RecordNames._house,
    "not_the_same": RecordNames._apart,
    "eligibility_category": RecordNames._category,
    "stored_file": RecordNames._file,
    "buyer": RecordNames._usual,
    "company": RecordNames._usual,
    **contract_names.NAMERS,
}
