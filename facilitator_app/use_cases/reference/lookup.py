"""Finding a job, a commune or a code as one types, in what the house loaded, else in the tables shipped.

A code that is not in them is kept as it was typed, never refused.
"""

from __future__ import annotations

from facilitator_app.exchange.reference import Commune, Job, Label
from facilitator_app.use_cases.reference.tables import tables


def find_jobs(text: str, most: int = 20) -> list[Job]:
    """Jobs whose code, label, usual words or names hold a word beginning with each one typed; all for no text.

    Those whose label or name begins with the text come first.
    """
    return tables().jobs.find(text, most)


def job_label(code: str) -> str:
    """The official label of a ROME code; the code itself when it is not in the table."""
    wanted = code.strip().upper()
    job = tables().jobs.job(wanted) or tables().shipped_jobs.get(wanted)
    return job.label if job else code


def find_communes(text: str, most: int = 20) -> list[Commune]:
    """Communes by the beginning of their words, of a postal code or of the INSEE code; «st» stands for «saint»."""
    return tables().communes.find(text, most)


def commune(code: str | None) -> Commune | None:
    """The commune of that INSEE code, None when it is in no table."""
    if not code:
        return None
    return tables().communes.commune(code) or tables().shipped_communes.commune(code)


def commune_named(name: str, postal_code: str = "") -> Commune | None:
    """The commune of exactly that name (accents and case apart), the postal code telling namesakes apart."""
    found = list(tables().communes.named(name))
    if postal_code:
        found = [place for place in found if postal_code in place.postal_codes] or found
    return found[0] if found else None


def find_cpv(text: str, most: int = 20) -> list[Label]:
    """CPV codes by the beginning of the words of their label, or of the code."""
    return tables().cpv.find(text, most)


def cpv_label(code: str) -> str:
    """What a CPV code says, with or without its key; empty when it is not in the table."""
    wanted = code.strip()
    known = tables().cpv
    if label := known.label(wanted):
        return label
    found = [row.label for row in known.find(wanted[:8], 1) if row.code[:8] == wanted[:8]] if wanted else []
    return found[0] if found else ""


def find_naf(text: str, most: int = 20) -> list[Label]:
    """NAF codes by the beginning of the words of their label, or of the code."""
    return tables().naf.find(text, most)


def naf_label(code: str) -> str:
    """What a NAF code says, dotted or not; empty when it is not in the table."""
    wanted = code.strip().upper()
    if len(wanted) > 2 and wanted[2] != ".":
        wanted = f"{wanted[:2]}.{wanted[2:]}"
    return tables().naf.label(wanted) or ""
