"""`arrimage print`: issue one document of a lot or of a person and save it in a folder."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from facilitator_app import cli_opening
from facilitator_app.domain.refusal import Refusal

OF_LOT = ("follow-up", "attestation")
OF_PERSON = (
    "eligibility-sheet", "eligibility-certificate", "proof-checklist", "positioning-sheet", "person-follow-up",
    "cv-sheet", "review-sheet", "information-notice",
)  # fmt: skip
WHOLE_FILE = "whole-file"
DETAILED = ("proof-checklist", "positioning-sheet", "review-sheet")
"""Those that are about a criterion, a need or a placement of the person."""
_VALUES = {"follow-up": "follow_up", "attestation": "attestation"}

Transaction = Callable[[], AbstractContextManager[Any]]


def add_to(commands: Any) -> None:
    """`commands` is what argparse gives for the commands of a parser."""
    # --person names whom the document is about; who gives the phrase of an encrypted house is then --phrase-of.
    prints = commands.add_parser(
        "print", help="enregistre un document d’un lot ou d’une personne en PDF", conflict_handler="resolve"
    )
    prints.add_argument("kind", choices=(*OF_LOT, *OF_PERSON, WHOLE_FILE))
    cli_opening.about_a_house(prints)
    prints.add_argument("--phrase-of", dest="person", metavar="NOM", help="dont on donne la phrase, base chiffrée")
    prints.add_argument("--lot", metavar="CODE", help="d’un document de lot, par exemple M-2026-014-L1")
    prints.add_argument("--month", metavar="AAAA-MM", help="d’un document de lot")
    prints.add_argument("--person", dest="beneficiary", metavar="ID", help="d’un document de personne")
    prints.add_argument(
        "--for", dest="detail", default="", metavar="QUOI",
        help="critère (proof-checklist), besoin (positioning-sheet, par exemple B-112), parcours (review-sheet)",
    )  # fmt: skip
    prints.add_argument("--to", required=True, type=Path, metavar="DOSSIER")
    prints.set_defaults(act=_print)


def _print(asked: argparse.Namespace) -> int:
    of_lot = asked.kind in OF_LOT
    if of_lot and (asked.lot is None or asked.month is None):
        raise Refusal.because("Ce document est celui d’un lot : ajoutez --lot et --month.")
    if not of_lot and not asked.beneficiary:
        raise Refusal.because("Ce document est celui d’une personne : ajoutez --person.")
    _refuse_unused(asked, of_lot=of_lot)
    with cli_opening.house(asked) as house:
        if of_lot:
            print(print_document(house.transaction, asked.kind, asked.lot, asked.month, asked.to))
        else:
            print(print_of_person(house.transaction, asked.kind, asked.beneficiary, asked.detail, asked.to))
    return 0


def _refuse_unused(asked: argparse.Namespace, *, of_lot: bool) -> None:
    """What is given must serve, or be said not to: the document would not be the one that was meant."""
    unused = [
        *(("--person",) if of_lot and asked.beneficiary else ()),
        *(("--lot",) if not of_lot and asked.lot else ()),
        *(("--month",) if not of_lot and asked.month else ()),
        *(("--for",) if asked.detail and asked.kind not in DETAILED else ()),
    ]
    if unused:
        raise Refusal.because(f"« {asked.kind} » ne se sert pas de {' ni de '.join(unused)} : retirez-le.")


def print_document(transaction: Transaction, kind: str, lot_code: str, month: str, folder: Path) -> str:
    """Returns the sentence that says what was saved; raises Refusal when it could not be."""
    from sqlalchemy import select

    from facilitator_app.domain.contract import Lot
    from facilitator_app.domain.issued_document import DocumentKind
    from facilitator_app.domain.values import Month
    from facilitator_app.use_cases.documents.issuing import issue
    from facilitator_app.use_cases.documents.saving import file_name, save_with

    try:
        asked = Month.read(month)
    except ValueError:
        raise Refusal.because(f"« {month} » n’est pas un mois. Exemple : 2026-10.") from None
    wanted = next(each for each in DocumentKind if each.value == _VALUES[kind])
    with transaction() as session:
        lot_id = session.scalar(select(Lot.id).where(Lot.code == lot_code))
        if lot_id is None:
            raise Refusal.because(f"Aucun lot ne porte le code « {lot_code} ». Exemple : M-2026-014-L1.")
        document = issue(session, wanted, lot_id, asked, _now())
        cli_opening.make_folder(folder)
        path = folder / file_name(document.number)
        save_with(session, document.pdf, path)
    return f"{document.perimeter} : {path.name}"


def print_of_person(transaction: Transaction, kind: str, person: str, detail: str, folder: Path) -> str:
    """The same for a document of a person; her whole file is a PDF and a JSON."""
    from sqlalchemy import select

    from facilitator_app.domain.keys import Key
    from facilitator_app.domain.need import Need
    from facilitator_app.domain.person_document import PersonDocumentKind
    from facilitator_app.use_cases.documents import person_documents
    from facilitator_app.use_cases.documents.saving import file_name, save_with
    from facilitator_app.use_cases.personal_data.handing_over import hand_over

    with transaction() as session:
        cli_opening.refuse_unknown_person(session, person)
        if kind == WHOLE_FILE:
            cli_opening.make_folder(folder)
            readable, complete = hand_over(session, Key(person), _now(), folder)
            return f"Dossier complet : {readable.name}, {complete.name}"
        asked = next(each for each in PersonDocumentKind if each.value == kind.replace("-", "_"))
        if asked is PersonDocumentKind.POSITIONING_SHEET:
            detail = session.scalar(select(Need.id).where(Need.code == detail)) or detail
        document = person_documents.issue(session, asked, person, _now(), detail)
        cli_opening.make_folder(folder)
        path = folder / file_name(document.number)
        save_with(session, document.pdf, path)
    return f"{asked.label} : {path.name}"


def _now() -> dt.datetime:
    return dt.datetime.now().replace(microsecond=0)
