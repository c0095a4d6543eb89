"""What `arrimage print` does: issue one document of a lot and save it in a folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from sqlalchemy import select

from facilitator_app.domain.contract import Lot
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month
from facilitator_app.use_cases.documents.issuing import issue
from facilitator_app.use_cases.documents.many import file_name, save_with

KINDS = {"follow-up": DocumentKind.FOLLOW_UP_SHEET, "attestation": DocumentKind.HOURS_CERTIFICATE}


def print_document(
    transaction: Callable[[], AbstractContextManager[Any]], kind: str, lot_code: str, month: str, folder: Path
) -> str:
    """Returns the sentence that says what was saved; raises Refusal when it could not be."""
    try:
        asked = Month.read(month)
    except ValueError:
        raise Refusal.because(f"« {month} » n’est pas un mois. Exemple : 2026-10.") from None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Refusal.because(
            f"Le dossier « {folder.name[-60:]} » ne peut pas être créé. Choisissez-en un autre, par exemple Documents."
        ) from None
    with transaction() as session:
        lot_id = session.scalar(select(Lot.id).where(Lot.code == lot_code))
        if lot_id is None:
            raise Refusal.because(f"Aucun lot ne porte le code « {lot_code} ». Exemple : M-2026-014-L1.")
        now = dt.datetime.now().replace(microsecond=0)
        document = issue(session, KINDS[kind], lot_id, asked, now)
        path = folder / file_name(document.number)
        save_with(session, document.pdf, path)
    return f"{document.perimeter} : {path.name}"
