"""Loading a published table in place of the former edition, in one transaction, with what it changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from facilitator_app.domain.base import Base
from facilitator_app.domain.districts import box_of, packed
from facilitator_app.domain.reference import (
    CODED,
    CodedLabel,
    KnownCommune,
    QpvDistrict,
    ReferenceTable,
    TableKind,
    TravelTime,
)
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import fold
from facilitator_app.exchange.reference.pasted import read_pasted
from facilitator_app.exchange.reference.reading import read
from facilitator_app.exchange.reference.rows import CommuneRow, DistrictRow, LabelRow, Loaded, Row, TravelRow
from facilitator_app.use_cases import reference
from facilitator_app.use_cases.reference.second_look import look_twice
from facilitator_app.use_cases.reference.tables import folded_commune, folded_label, read_again

_UNJOURNALLED = {"unjournalled": True}
_AT_ONCE = 2_000  # rows
_NAMED = 5
Values = dict[str, Any]
Transaction = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True, slots=True)
class TableReport:
    """What loading a table changed."""

    kind: TableKind
    version: str
    rows: int
    added: int
    removed: int
    changed: int
    former: str  # the edition replaced, empty for the tables shipped


@dataclass(frozen=True, slots=True)
class Report:
    """All the tables of a file, and what was left aside in it."""

    tables: tuple[TableReport, ...]
    remarks: tuple[str, ...]


def loading(
    transaction: Transaction, path: Path, today: dt.date, confirmed: bool = False
) -> Generator[tuple[int, int], None, Report]:
    """Yields (done, total); stopping it, or a Refusal, leaves the former edition as it was.

    Raises ToConfirm when that one was the better and the loss was not `confirmed`.
    """
    found = yield from read(path)
    return (yield from _replacing(transaction, found, path.name, today, confirmed=confirmed))


def load_pasted(transaction: Transaction, text: str, today: dt.date) -> Report:
    """The travel times copied from a spreadsheet: they replace those of the same journeys and keep the others."""
    steps = _replacing(transaction, read_pasted(text), "collage", today, keep_others=True)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            report: Report = end.value
            return report


def forget(session: Session, kind: TableKind) -> None:
    """Go back to what the program ships."""
    for statement in (_all_of(kind), delete(ReferenceTable).where(ReferenceTable.kind == kind)):
        session.execute(statement, execution_options=_UNJOURNALLED | {"synchronize_session": False})


def _replacing(
    transaction: Transaction,
    found: Loaded,
    source: str,
    today: dt.date,
    *,
    keep_others: bool = False,
    confirmed: bool = False,
) -> Generator[tuple[int, int], None, Report]:
    total = sum(map(len, found.tables.values()))
    done = 0
    reports: list[TableReport] = []
    remarks = list(found.remarks)
    with transaction() as session:
        for kind, rows in found.tables.items():
            former = _former(session, kind)
            fresh = _values(kind, rows, former, remarks)
            wanted = former | fresh if keep_others else fresh
            edition = session.scalar(select(ReferenceTable.version).where(ReferenceTable.kind == kind)) or ""
            lost = len(former.keys() - wanted.keys())
            if edition and not confirmed:
                look_twice(kind, edition, found.version, len(former), lost)
            reports.append(
                TableReport(
                    kind,
                    found.version,
                    len(wanted),
                    len(wanted.keys() - former.keys()),
                    lost,
                    sum(former[key] != row for key, row in wanted.items() if key in former),
                    edition,
                )
            )
            forget(session, kind)
            lines = list(wanted.values())
            for start in range(0, len(lines), _AT_ONCE):
                yield done + start, total
                piece = lines[start : start + _AT_ONCE]
                session.execute(insert(_CLASSES[kind].__table__), piece, execution_options=_UNJOURNALLED)  # type: ignore[arg-type]  # always a Table
            done += len(rows)
            session.execute(
                insert(ReferenceTable),
                [{"kind": kind, "version": found.version[:60], "loaded_on": today, "source_name": source[:200],
                  "rows": len(wanted)}],
                execution_options=_UNJOURNALLED,
            )  # fmt: skip
    read_again()
    if any(report.removed for report in reports):
        remarks.append("Un code retiré de la table reste écrit tel quel là où il sert déjà.")
    return Report(tuple(reports), tuple(remarks))


_CLASSES: Mapping[TableKind, type[Base]] = {
    **dict.fromkeys(CODED, CodedLabel),
    TableKind.COMMUNES: KnownCommune,
    TableKind.DISTRICTS: QpvDistrict,
    TableKind.TRAVEL: TravelTime,
}


def _all_of(kind: TableKind) -> Any:
    mapped = _CLASSES[kind]
    return delete(CodedLabel).where(CodedLabel.kind == kind) if mapped is CodedLabel else delete(mapped)


def _former(session: Session, kind: TableKind) -> dict[Any, Values]:
    """The rows of the edition loaded, by key; for communes, what the program ships when none is."""
    table = _CLASSES[kind].__table__
    asked = select(table)
    if kind in CODED:
        asked = asked.where(CodedLabel.kind == kind)
    keys = [column.name for column in table.primary_key if column.name != "kind"]
    found: dict[Any, Values] = {}
    for row in session.execute(asked).mappings():
        key = tuple(row[name] for name in keys)
        found[key if len(key) > 1 else key[0]] = dict(row)
    return found


def _values(
    kind: TableKind, rows: Sequence[Row], former: Mapping[Any, Values], remarks: list[str]
) -> dict[Any, Values]:
    """What to write, by key."""
    if kind is TableKind.TRAVEL:
        return _journeys([row for row in rows if isinstance(row, TravelRow)], remarks)
    fresh: dict[Any, Values] = {}
    for row in rows:
        if isinstance(row, LabelRow):
            fresh[row.code] = {
                "kind": kind, "code": row.code, "label": row.label, "attached_to": row.attached_to,
                "folded": folded_label(row.label, row.code, row.code.replace(".", "")),
            }  # fmt: skip
        elif isinstance(row, CommuneRow):
            fresh[row.code] = _commune(row, former.get(row.code))
        elif isinstance(row, DistrictRow):
            fresh[row.code] = _district(row, former.get(row.code))
    return fresh


def _commune(row: CommuneRow, former: Values | None) -> Values:
    """What the file does not tell is what was known before: INSEE's own list has neither postal codes nor centres."""
    postal, latitude, longitude = " ".join(row.postal_codes), row.latitude, row.longitude
    if not postal or latitude is None:
        known = None if former else reference.commune(row.code)
        if former:
            postal = postal or former["postal_codes"]
            if latitude is None:
                latitude, longitude = former["latitude"], former["longitude"]
        elif known:
            postal = postal or " ".join(known.postal_codes)
            if latitude is None:
                latitude, longitude = known.latitude, known.longitude
    return {
        "code": row.code, "name": row.name, "postal_codes": postal, "latitude": latitude, "longitude": longitude,
        "folded": folded_commune(row.name, row.code, postal),
    }  # fmt: skip


def _district(row: DistrictRow, former: Values | None) -> Values:
    values: Values = {"code": row.code, "name": row.name, "communes": " ".join(row.communes)}
    if row.outline is not None:
        box = box_of(row.outline)._asdict()
        values |= {**box, "outline": packed(row.outline)}
    else:
        values |= {part: former[part] if former else None for part in ("west", "south", "east", "north", "outline")}
        values["communes"] = values["communes"] or (former["communes"] if former else "")
    return values | {"folded": fold(f"{row.name} {row.code}")}


def _journeys(rows: Sequence[TravelRow], remarks: list[str]) -> dict[Any, Values]:
    found: dict[Any, Values] = {}
    unknown: dict[str, None] = {}
    known: dict[str, str | None] = {}
    for row in rows:
        ends = []
        for written in (row.start, row.end):
            if written not in known:
                known[written] = _commune_code(written)
            if known[written] is None:
                unknown[written] = None
            ends.append(known[written])
        start, end = ends
        if start and end:
            found[start, end] = {"start": start, "end": end, "car": row.car, "public": row.public}
    if unknown:
        said = ", ".join(list(unknown)[:_NAMED]) + ("…" if len(unknown) > _NAMED else "")
        remarks.append(f"Communes inconnues, trajets laissés de côté\u00a0: {said}.")
    if not found:
        raise Refusal.because(
            "Aucun trajet ne se lit. Chaque ligne porte la commune de départ, celle d’arrivée, puis les minutes en "
            "voiture et en transports en commun, par exemple\u00a0: Toulon ; La Garde ; 15 ; 35."
        )
    return found


def _commune_code(written: str) -> str | None:
    """The INSEE code of a commune written by its code, its name, or its postal code and name."""
    if place := reference.commune(f"{written.upper():0>5}"):
        return place.code
    first, _, rest = written.partition(" ")
    found = reference.commune_named(rest, first) if rest and first.isdecimal() else reference.commune_named(written)
    return found.code if found else None
