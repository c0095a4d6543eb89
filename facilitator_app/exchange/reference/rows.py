"""What is read of a publisher's file: its rows, its edition, and what was left aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from facilitator_app.domain.districts import Outline
from facilitator_app.domain.reference import TableKind


class LabelRow(NamedTuple):
    """A code and what it says; `attached_to` is the ROME code of a job name."""

    code: str
    label: str
    attached_to: str = ""


class CommuneRow(NamedTuple):
    """A commune; what the file does not tell is empty or None."""

    code: str
    name: str
    postal_codes: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


class DistrictRow(NamedTuple):
    """A priority district; None for an outline that the file does not give."""

    code: str
    name: str
    communes: tuple[str, ...] = ()
    outline: Outline | None = None


class TravelRow(NamedTuple):
    """Minutes from one commune to another, by INSEE code or by name."""

    start: str
    end: str
    car: int | None
    public: int | None


Row = LabelRow | CommuneRow | DistrictRow | TravelRow


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds: one table, or several (the job sheets and their names in one workbook)."""

    tables: dict[TableKind, tuple[Row, ...]]
    version: str
    remarks: tuple[str, ...] = ()
