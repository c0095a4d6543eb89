"""What the publishers call their columns, so that a table is known by its content whatever its file is called."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator_app.domain.reference import TableKind
from facilitator_app.domain.words import fold

Columns = Mapping[str, int]
"""The place of each part of a row that the file gives."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table is recognised: the names of its columns, folded, best first, and what its codes look like."""

    kind: TableKind
    names: Mapping[str, tuple[str, ...]]
    needed: frozenset[str]
    coded: Mapping[str, re.Pattern[str]]

    def columns(self, header: Sequence[str]) -> Columns | None:
        """The place of each part in this header; None when a needed one is missing. A column serves once."""
        found: dict[str, int] = {}
        for part, names in self.names.items():
            for name in names:
                places = [place for place, title in enumerate(header) if title == name and place not in found.values()]
                if places:
                    found[part] = places[0]
                    break
        return found if self.needed <= found.keys() else None

    def fits(self, columns: Columns, sample: Sequence[Sequence[Any]], text: Callable[[Any], str]) -> bool:
        """Whether most of the codes of these lines look like codes of this table."""
        for part, look in self.coded.items():
            place = columns[part]
            values = [text(line[place]) for line in sample if place < len(line) and text(line[place])]
            if not values or 2 * sum(look.fullmatch(value) is not None for value in values) < len(values):
                return False
        return True


ROME = re.compile(r"[A-Na-n]\d{4}")
COMMUNE = re.compile(r"\d[\dABab]\d{3}|\d{4}")  # without its zero when a spreadsheet took it for a number
DISTRICT = re.compile(r"Q[NP]\w{5,7}")
CPV = re.compile(r"\d{7,8}(?:-\d)?")
NAF = re.compile(r"[A-Va-v]|\d{1,2}(?:\.?\d{1,2}[A-Za-z]?)?")
_OGR = re.compile(r"\d{4,7}")
_PLACE = re.compile(r".*\w.*")
_LABELS = ("libelle", "intitule", "label", "nom")

SHAPES = (
    Shape(
        TableKind.JOB_NAMES,
        {
            "code": ("code ogr", "code appellation", "ogr", "code"),
            "attached_to": ("code rome", "rome", "code rome parent", "metier code", "code fiche rome"),
            "label": ("libelle appellation long", "libelle appellation", "libelle appellation court", *_LABELS),
        },
        frozenset({"code", "attached_to", "label"}),
        {"code": _OGR, "attached_to": ROME},
    ),
    Shape(
        TableKind.JOBS,
        {
            "code": ("code rome", "code fiche rome", "rome", "code"),
            "label": ("libelle rome", "libelle fiche", "intitule rome", *_LABELS),
        },
        frozenset({"code", "label"}),
        {"code": ROME},
    ),
    Shape(
        TableKind.DISTRICTS,
        {
            "code": ("code qp", "code qpv", "codqpv", "code quartier", "codgeo qp", "code"),
            "name": ("lib qp", "nom qp", "libelle qp", "lib qpv", "nom qpv", "commune qp", *_LABELS),
            "communes": ("insee com", "insee", "code insee", "code commune", "codes insee", "com", "depcom"),
            "outline": ("geometry", "g"),
        },
        frozenset({"code", "name"}),
        {"code": DISTRICT},
    ),
    Shape(
        TableKind.TRAVEL,
        {
            "start": ("depart", "commune de depart", "commune depart", "code depart", "origine", "de"),
            "end": ("arrivee", "commune d arrivee", "commune arrivee", "code arrivee", "destination", "vers", "a"),
            "car": ("voiture", "minutes voiture", "en voiture", "voiture min", "minutes en voiture"),
            "public": (
                "transports en commun", "transport en commun", "minutes transports en commun",
                "en transports en commun",
                "tc", "minutes tc", "tc min", "bus", "transports",
            ),
        },
        frozenset({"start", "end"}),
        {"start": _PLACE, "end": _PLACE},
    ),
    Shape(
        TableKind.COMMUNES,
        {
            "code": (
                "code commune insee", "code insee", "insee", "insee com", "code commune", "codgeo", "com", "code geo",
                "code",
            ),
            "name": (
                "nom standard", "nom de la commune", "nom commune complet", "nom commune", "nom com", "commune",
                "libelle", "libgeo", "nom",
            ),
            "postal_codes": ("codes postaux", "codespostaux", "code postal", "code postaux", "cp"),
            "latitude": ("latitude centre", "latitude", "lat", "latitude mairie"),
            "longitude": ("longitude centre", "longitude", "lon", "long", "lng", "longitude mairie"),
            "point": ("geometry", "centre", "geopoint", "coordonnees gps", "geo point 2d", "coordonnees geographiques"),
            "level": ("typecom", "type"),
        },
        frozenset({"code", "name"}),
        {"code": COMMUNE},
    ),
    Shape(
        TableKind.CPV,
        {"code": ("code cpv", "cpv", "code"), "label": ("fr", "francais", "libelle fr", "description", *_LABELS)},
        frozenset({"code", "label"}),
        {"code": CPV},
    ),
    Shape(
        TableKind.NAF,
        {
            "code": ("code naf", "code ape", "naf", "ape", "code", "id", "sous classe"),
            "label": (
                "intitules de la naf rev 2 version finale", "intitules naf rev 2", "intitule naf", "libelle naf",
                "intitules", *_LABELS,
            ),
        },
        frozenset({"code", "label"}),
        {"code": NAF},
    ),
)  # fmt: skip


def recognised(
    header: Sequence[Any], sample: Sequence[Sequence[Any]], text: Callable[[Any], str]
) -> tuple[TableKind, Columns] | None:
    """The table that these titles and these first lines announce."""
    titles = [fold(text(title)) for title in header]
    for shape in SHAPES:
        columns = shape.columns(titles)
        if columns is not None and shape.fits(columns, sample, text):
            return shape.kind, columns
    return None
