"""Finding a job or a commune as one types, in the tables shipped with the program.

The tables are short on purpose: a code that is not in them is kept as it was typed, never refused.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

from facilitator_app.domain.words import fold
from facilitator_app.exchange import reference
from facilitator_app.exchange.reference import Commune, Job
from facilitator_app.places import resources

Entry = TypeVar("Entry")
_SHORTENED = {"st": "saint", "ste": "sainte"}


def find_jobs(text: str, most: int = 20) -> list[Job]:
    """Jobs whose code, label or usual words hold a word beginning with each word typed; all of them for no text.

    Those whose label or usual word begins with the text come first.
    """
    return [job for _, job in _best(_searchable_jobs(), text)][:most]


def job_label(code: str) -> str:
    """The official label of a ROME code; the code itself when it is not in the table."""
    job = _jobs_by_code().get(code.strip().upper())
    return job.label if job else code


def find_communes(text: str, most: int = 20) -> list[Commune]:
    """Communes by the beginning of their words, of a postal code or of the INSEE code; «st» stands for «saint»."""
    return [place for _, place in _best(_searchable_communes(), text)][:most]


def commune(code: str | None) -> Commune | None:
    """The commune of that INSEE code, None when it is not in the table."""
    return _communes_by_code().get(code or "")


def commune_named(name: str, postal_code: str = "") -> Commune | None:
    """The commune of exactly that name (accents and case apart), the postal code telling namesakes apart."""
    wanted = _folded(name)
    found = [place for place in reference.communes(_folder()) if _folded(place.name) == wanted]
    if postal_code:
        found = [place for place in found if postal_code in place.postal_codes] or found
    return found[0] if wanted and found else None


def _folder() -> Path:
    return resources() / "reference"


def _folded(text: str) -> str:
    return " ".join(_SHORTENED.get(word, word) for word in fold(text).split())


@cache
def _jobs_by_code() -> dict[str, Job]:
    return {job.code: job for job in reference.jobs(_folder())}


@cache
def _communes_by_code() -> dict[str, Commune]:
    return {place.code: place for place in reference.communes(_folder())}


@cache
def _searchable_jobs() -> tuple[tuple[str, Job], ...]:
    return tuple((f" {_folded(f'{job.label} {job.words} {job.code}')}", job) for job in reference.jobs(_folder()))


@cache
def _searchable_communes() -> tuple[tuple[str, Commune], ...]:
    return tuple(
        (f" {_folded(f'{place.name} {place.code}')} {' '.join(place.postal_codes)}", place)
        for place in reference.communes(_folder())
    )


def _best(entries: tuple[tuple[str, Entry], ...], text: str) -> list[tuple[str, Entry]]:
    """Entries holding every word typed, at the beginning of one of theirs; those beginning with the text first."""
    typed = _folded(text)
    beginnings = [f" {word}" for word in typed.split()]
    found = [entry for entry in entries if all(beginning in entry[0] for beginning in beginnings)]
    return sorted(found, key=lambda entry: not entry[0].startswith(f" {typed}")) if typed else found
