"""The papers received for a month of a lot, where they are kept; read to be shown beside the grid of hours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator_app.domain.company import Company
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.returns import Answer, HolderReturn, ReturnKind
from facilitator_app.domain.values import Month

LARGEST = 60_000_000
"""Bytes: a scan of hundreds of pages; beyond, it is not a return."""
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp"})


@dataclass(frozen=True, slots=True)
class Paper:
    """What a holder sent, and where the file is."""

    company: str
    path: Path

    @property
    def is_pdf(self) -> bool:
        return self.path.suffix.lower() == ".pdf"

    @property
    def is_picture(self) -> bool:
        return self.path.suffix.lower() in PICTURES


def papers_of(session: Session, lot_id: str, month: Month) -> list[Paper]:
    """Those noted for a period that holds this month, by company; a return sent back is not one."""
    rows = session.execute(
        select(HolderReturn.kind, HolderReturn.ends, HolderReturn.paper, Company.name)
        .join(Company, Company.id == HolderReturn.company_id)
        .where(
            HolderReturn.lot_id == lot_id,
            HolderReturn.ends.between(month, month.plus(2)),
            HolderReturn.kind != ReturnKind.FORECAST,
            HolderReturn.answer != Answer.REFUSED,
            HolderReturn.paper != "",
        )
        .order_by(Company.folded, HolderReturn.ends)
    )
    return [Paper(name, Path(paper)) for kind, ends, paper, name in rows if month >= ends.plus(1 - kind.months)]


def read(paper: Paper) -> bytes:
    """The file as it is now. Raises Refusal when it is no longer there or cannot be read."""
    path = paper.path
    try:
        if not path.is_file():
            raise Refusal.because(
                f"{path.name} n’est plus à sa place. Dans Relevés attendus, choisissez de nouveau le fichier reçu."
            )
        if path.stat().st_size > LARGEST:
            raise Refusal.because(f"{path.name} est trop gros pour être montré ici\u00a0: ouvrez-le à part.")
        return path.read_bytes()
    except OSError as error:
        raise Refusal.because(f"{path.name} ne peut pas être lu. Vérifiez le dossier ou le réseau.") from error
