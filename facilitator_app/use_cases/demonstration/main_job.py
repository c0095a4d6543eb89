"""The whole main job on the demonstration house, from published contracts to printed sheets, a line for each step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.need import ProposalState
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month, hours, written_number
from facilitator_app.use_cases.contract_import import ContractImport
from facilitator_app.use_cases.demonstration.house import build
from facilitator_app.use_cases.demonstration.published import follow_clauses
from facilitator_app.use_cases.documents.choices import lots_to_print
from facilitator_app.use_cases.documents.saving import print_many
from facilitator_app.use_cases.hours.entry import confirm, record
from facilitator_app.use_cases.hours.grid import grid
from facilitator_app.use_cases.hours.selectors import lots_to_declare
from facilitator_app.use_cases.hours.statement import validate_month
from facilitator_app.use_cases.matching.overall import overall
from facilitator_app.use_cases.matching.proposals import note_answer, placement_draft, prepare_proposal, proposals_of
from facilitator_app.use_cases.placement_checks import ToConfirm
from facilitator_app.use_cases.placements import PlacementDraft, start_placement

Sessions = Callable[[], AbstractContextManager[Any]]
FACILITATOR = "Hélène Arnoux"
_PRINTED_AT_MOST = 60  # lots: beyond, a house built for measurements would spend its time printing
_TYPED = ("98", "126", "151.67", "84", "112", "70")


def run_main_job(
    transaction: Sessions,
    reading: Sessions,
    folder: Path,
    *,
    scale: int = 1,
    seed: int = 2026,
    files: Sequence[Path] = (),
    today: dt.date | None = None,
) -> Iterator[str]:
    """Does each step and yields the sentence that says it. Raises Refusal when a file cannot be imported."""
    today = today or dt.date.today()
    month = Month.of(today).plus(-1)
    opened = [ContractImport(file) for file in files]  # unreadable files are refused before anything is built
    with transaction() as session:
        built = build(session, today, scale, seed)
    yield (
        f"Maison : {built.people} personnes, {built.contracts} marchés, {built.lots} lots, "
        f"{built.placements} parcours, {built.month_rows} mois d’heures, {built.needs} besoins."
    )
    for contracts in opened:
        yield _imported(transaction, contracts)
    if opened:
        with transaction() as session:
            followed = follow_clauses(session, month)
        yield f"Marchés publiés à clause sociale suivis : {followed}."
    yield from _matched(transaction, reading, today)
    yield _recorded(transaction, reading, month, today)
    yield from _printed(transaction, reading, folder / "documents", month, today)


def _imported(transaction: Sessions, contracts: ContractImport) -> str:
    with transaction() as session:
        for _ in contracts.run(session):
            pass
    return f"Import de {contracts.report.as_text().splitlines()[0]}."


def _matched(transaction: Sessions, reading: Sessions, today: dt.date) -> Iterator[str]:
    """Allocate every open post; half the people are proposed and accepted and start, others await an answer."""
    with reading() as session:
        best = overall(session, today)
    yield f"Appariement : {best.proposed.filled} postes sur {best.posts} ont une personne, note {best.proposed.total}."
    started = proposed = refused = 0
    for place, (need_id, person, _score) in enumerate(best.assigned):
        if place % 4 == 3:
            continue  # some needs stay open, with nobody yet
        try:
            with transaction() as session:
                prepare_proposal(session, need_id, [person], today)
                proposed += 1
                if place % 4 < 2:
                    _accept(session, need_id, person, today)
                    _start(session, need_id, person, today)
                    started += 1
        except Refusal:
            refused += 1
    left = f", {refused} à revoir" if refused else ""
    yield f"Propositions : {proposed}, dont {started} suivies d’une mise à l’emploi{left}."


def _accept(session: Session, need_id: str, person: str, today: dt.date) -> None:
    lines = proposals_of(session, need_id)
    proposal = next(line.id for line in lines if line.person == person)
    note_answer(session, proposal, ProposalState.ACCEPTED, "", today)


def _start(session: Session, need_id: str, person: str, today: dt.date) -> None:
    proposal = next(line.id for line in proposals_of(session, need_id) if line.person == person)
    draft = placement_draft(session, proposal)
    try:
        start_placement(session, draft, today)
    except ToConfirm:  # unusual only: a demonstration says yes
        details = {name: getattr(draft, name) for name in PlacementDraft.__dataclass_fields__}
        start_placement(session, PlacementDraft(**(details | {"confirmed": True})), today)


def _recorded(transaction: Sessions, reading: Sessions, month: Month, today: dt.date) -> str:
    """Type what is missing of the month, confirm what is unusual, validate."""
    with reading() as session:
        late = [lot for lot in lots_to_declare(session, today) if lot.awaits(month)]
    validated, typed = 0, 0
    for place, lot in enumerate(late):
        if place % 4 == 3:
            continue  # some declarations are still awaited, as in life
        with transaction() as session:
            shown = grid(session, lot.lot_id, month, today)
            amounts = (hours(_TYPED[n % len(_TYPED)]) for n in range(len(shown.empty)))
            typed += record(
                session, lot.lot_id, month, dict(zip((row.placement_id for row in shown.empty), amounts, strict=True))
            )
            for check in grid(session, lot.lot_id, month, today).checks:
                if check.needs_confirmation and check.placement_id:
                    confirm(session, check.placement_id, month)
            try:
                validate_month(session, lot.lot_id, month, FACILITATOR, today)
            except Refusal:
                continue
            validated += 1
    return f"Heures {month.of_name} : {typed} saisies, {validated} mois de lot validés."


def _printed(transaction: Sessions, reading: Sessions, folder: Path, month: Month, today: dt.date) -> Iterator[str]:
    folder.mkdir(parents=True, exist_ok=True)
    with reading() as session:
        lots = [lot.lot_id for lot in lots_to_print(session, month)][:_PRINTED_AT_MOST]
    now = dt.datetime.combine(today, dt.time(9, 0))
    for kind, name in (
        (DocumentKind.FOLLOW_UP_SHEET, "Fiches de suivi"),
        (DocumentKind.HOURS_CERTIFICATE, "Attestations d’heures"),
    ):
        steps = print_many(transaction, kind, lots, month, folder, now)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                printed = end.value
                break
        left = f", {len(printed.left_out)} sans objet" if printed.left_out else ""
        yield f"{name} : {written_number(len(printed.files))} enregistrées dans {folder.name}{left}."
