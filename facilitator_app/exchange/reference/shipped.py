"""The small tables shipped with the program: usual jobs of the ROME register, communes, CPV and NAF codes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Job:
    """A job sheet of the ROME register (France Travail), with the words people use for it."""

    code: str
    label: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune (INSEE code, not postal code) and its centre in degrees, None when it is not known."""

    code: str
    name: str
    postal_codes: tuple[str, ...]
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Label:
    """A code and what it says."""

    code: str
    label: str


@cache
def jobs(folder: Path) -> tuple[Job, ...]:
    """The jobs usual in clause work, by code; read once. Raises OSError when the table is missing."""
    return tuple(Job(row["code"], row["label"], row["words"]) for row in _rows(folder / "rome.csv"))


@cache
def communes(folder: Path) -> tuple[Commune, ...]:
    """The communes shipped, by code; read once. Raises OSError when the table is missing."""
    return tuple(
        Commune(
            row["code"],
            row["name"],
            tuple(row["postal_codes"].split()),
            float(row["latitude"]),
            float(row["longitude"]),
        )
        for row in _rows(folder / "communes.csv")
    )


@cache
def cpv(folder: Path) -> tuple[Label, ...]:
    """What contracts with the clause usually buy (CPV 2008), by code."""
    return tuple(Label(row["code"], row["label"]) for row in _rows(folder / "cpv.csv"))


@cache
def naf(folder: Path) -> tuple[Label, ...]:
    """What the companies of those contracts usually do (NAF rév. 2), by code."""
    return tuple(Label(row["code"], row["label"]) for row in _rows(folder / "naf.csv"))


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
