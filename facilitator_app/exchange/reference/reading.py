"""A publisher's file read whole: which tables it holds, of which edition, and what was left aside."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Generator
from pathlib import Path

from facilitator_app.domain.reference import TableKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE, counted, written_date
from facilitator_app.exchange.chosen_file import cannot_read
from facilitator_app.exchange.reference.lines import lines_of
from facilitator_app.exchange.reference.making import row_of
from facilitator_app.exchange.reference.opened import files_in
from facilitator_app.exchange.reference.rows import CommuneRow, DistrictRow, Loaded, Row, TravelRow

MOST_ROWS = 300_000
_TOLD_EVERY = 500
_NOT_KNOWN = (
    f"Ce fichier n’est aucune des tables attendues{NO_BREAK_SPACE}: métiers ou appellations ROME, communes, QPV, CPV, "
    "NAF ou temps de trajet. Vérifiez que sa première ligne porte le nom des colonnes, par exemple «\u00a0code\u00a0»"
    " et «\u00a0libellé\u00a0»."
)
_TOO_MANY = f"Ce fichier a plus de 300{NO_BREAK_SPACE}000 lignes{NO_BREAK_SPACE}: gardez celles de votre région."
_NOT_DEGREES = (
    "Les contours de ce fichier ne sont pas en degrés ou ne se lisent pas. Prenez l’édition GeoJSON en WGS84 "
    "(latitude, longitude) sur le site de l’ANCT ou data.gouv.fr."
)
_EDITION = re.compile(r"(?<!\d)((?:19|20)\d{2}(?:[-_](?:0[1-9]|1[0-2])(?:[-_][0-3]\d)?)?)(?!\d)")
_RELEASE = re.compile(r"(?i)(?<![a-z0-9])v\d{2,3}(?!\d)")
Steps = Generator[tuple[int, int], None, Loaded]


def read(path: Path) -> Steps:
    """Yields (rows read, total or 0), returns what was read. Raises Refusal."""
    tables: dict[TableKind, dict[object, Row]] = {}
    left_aside = repeated = done = 0
    outlines_expected = False
    try:
        with files_in(path) as files:
            for file in files:
                for found in lines_of(file):
                    rows = tables.setdefault(found.kind, {})
                    outlines_expected |= "outline" in found.columns
                    for line in found.lines:
                        row = row_of(found.kind, found.columns, line)
                        done += 1
                        if done % _TOLD_EVERY == 0:
                            yield done, max(found.total, done)
                        if row is None:
                            left_aside += 1
                            continue
                        repeated += not _put(rows, row)
                        if len(rows) > MOST_ROWS:
                            raise Refusal.because(_TOO_MANY)
    except OSError as error:
        raise cannot_read(error) from None
    full = {kind: tuple(rows.values()) for kind, rows in tables.items() if rows}
    if not full:
        raise Refusal.because(_NOT_KNOWN)
    remarks = [
        f"{counted(left_aside, 'ligne laissée', 'lignes laissées')} de côté{NO_BREAK_SPACE}: titres, notes, ou codes "
        "illisibles." if left_aside else "",
        f"{counted(repeated, 'ligne répète', 'lignes répètent')} un code déjà lu." if repeated else "",
        *_about_districts(full.get(TableKind.DISTRICTS, ()), outlines_expected),
        *_about_communes(full.get(TableKind.COMMUNES, ())),
    ]  # fmt: skip
    return Loaded(full, edition(path), tuple(remark for remark in remarks if remark))


def edition(path: Path) -> str:
    """The version or the year written in the file's name, else the day of the file."""
    if found := _RELEASE.search(path.stem) or _EDITION.search(path.stem):
        return found[0].replace("_", "-")
    return f"fichier du {written_date(dt.date.fromtimestamp(path.stat().st_mtime))}"


def _put(rows: dict[object, Row], row: Row) -> bool:
    """Keep a row; False when it only repeats another. A commune takes one line for each of its postal codes."""
    key = (row.start, row.end) if isinstance(row, TravelRow) else row.code
    known = rows.get(key)
    if isinstance(row, CommuneRow) and isinstance(known, CommuneRow):
        postal = tuple(dict.fromkeys((*known.postal_codes, *row.postal_codes)))
        latitude, longitude = (
            (row.latitude, row.longitude) if known.latitude is None else (known.latitude, known.longitude)
        )
        rows[key] = CommuneRow(known.code, known.name, postal, latitude, longitude)
        return True
    rows[key] = row
    return known is None


def _about_districts(rows: tuple[Row, ...], outlines_expected: bool) -> list[str]:
    bare = sum(isinstance(row, DistrictRow) and row.outline is None for row in rows)
    if not bare:
        return []
    if bare == len(rows) and outlines_expected:
        raise Refusal.because(_NOT_DEGREES)
    return [f"{counted(bare, 'quartier', 'quartiers')} sans contour dans ce fichier{NO_BREAK_SPACE}: celui déjà chargé "
            "est gardé."]  # fmt: skip


def _about_communes(rows: tuple[Row, ...]) -> list[str]:
    bare = sum(isinstance(row, CommuneRow) and row.latitude is None for row in rows)
    missing = sum(isinstance(row, CommuneRow) and not row.postal_codes for row in rows)
    said = "ce que le programme savait déjà est gardé"
    return [
        text
        for count, text in (
            (bare, f"{counted(bare, 'commune', 'communes')} sans coordonnées dans ce fichier{NO_BREAK_SPACE}: {said}."),
            (missing, f"{counted(missing, 'commune', 'communes')} sans code postal dans ce fichier{NO_BREAK_SPACE}: "
                      f"{said}."),
        )
        if count
    ]  # fmt: skip
