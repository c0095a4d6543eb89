"""Handing over to a person her whole file: a PDF to read, a JSON that holds everything; the access log says so."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from facilitator_app.documents.form_pdf import form_pdf
from facilitator_app.documents.whole_file import FilePart, WholeFileDocument, whole_file_form
from facilitator_app.domain import words
from facilitator_app.domain.access_log import Look
from facilitator_app.domain.keys import Key
from facilitator_app.use_cases.documents.house_facts import heading
from facilitator_app.use_cases.documents.saving import save
from facilitator_app.use_cases.personal_data import access_log
from facilitator_app.use_cases.personal_data.whole_file import Value, WholeFile, whole_file

_SHAPE = "arrimage-dossier-1"


def hand_over(session: Session, beneficiary_id: Key, now: dt.datetime, folder: Path) -> tuple[Path, Path]:
    """Write the PDF and the JSON into the folder, and note it in the access log. Raises Refusal."""
    file = whole_file(session, beneficiary_id, now)
    access_log.note(session, [beneficiary_id], Look.WHOLE_FILE, now.astimezone(dt.UTC), "demande de la personne")
    stem = f"Dossier {beneficiary_id[-6:]} {file.at:%Y-%m-%d}"
    readable, complete = (folder / words.file_name(stem, kind=kind) for kind in ("pdf", "json"))
    save(as_pdf(session, file), readable)
    try:
        save(as_json(file), complete)
    except BaseException:
        readable.unlink(missing_ok=True)
        raise
    return readable, complete


def as_json(file: WholeFile) -> bytes:
    """Everything, each value as kept and as read; the same file gives the same bytes."""
    told: dict[str, Any] = {
        "format": _SHAPE,
        "personne": {"id": file.person_id, "nom": file.name},
        "etabli_le": file.at.isoformat(timespec="seconds"),
        "enregistrements": [
            {
                "table": piece.table,
                "nature": piece.kind,
                "id": piece.id,
                "retire": piece.removed,
                "valeurs": {
                    value.field: {"libelle": value.label, "valeur": value.kept, "lecture": value.read}
                    for value in piece.values
                },
            }
            for piece in file.pieces
        ],
        "journal": [
            {
                "le": line.at.isoformat(), "par": line.author, "geste": line.gesture, "nature": line.kind,
                "champ": line.field, "avant": line.before, "apres": line.after,
            }
            for line in file.past
        ],
        "destinataires": [
            {"nom": one.name, "qualite": one.why, "donnees": one.what, "depuis": one.since and one.since.isoformat()}
            for one in file.recipients
        ],
        "consultations": [
            {"le": look.at.isoformat(), "par": look.author, "quoi": look.what} for look in file.looks
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2).encode("utf-8")


def as_pdf(session: Session, file: WholeFile) -> bytes:
    """The same, to be read: empty fields and what the program works out for itself are left to the JSON."""
    parts = [
        FilePart(
            piece.kind + (" (retiré)" if piece.removed else ""),
            tuple((value.label, value.read) for value in piece.values if value.shown and _says_something(value)),
        )
        for piece in file.pieces
    ]
    return form_pdf(
        whole_file_form(
            WholeFileDocument(
                heading=heading(session, file.at.date()),
                name=file.name,
                parts=tuple(parts),
                recipients=tuple((one.name, one.why, one.what, one.since) for one in file.recipients),
                past=tuple(_past(file)),
                looks=tuple((f"{look.at.astimezone():%d/%m/%Y}", look.author, look.what) for look in file.looks),
            )
        )
    )


def _says_something(value: Value) -> bool:
    """Hours of which none were for training, overtime… need not be listed."""
    return bool(value.read) and not (value.label.startswith("dont ") and value.read.startswith("0\u00a0"))


def _past(file: WholeFile) -> Iterator[tuple[str, ...]]:
    """A line for each record created, then one for each value that changed: what it holds today is said above."""
    created = set()
    for line in file.past:
        day = f"{line.at.astimezone():%d/%m/%Y}"
        if line.first:
            if line.record_id not in created:
                created.add(line.record_id)
                yield day, line.author, line.kind, "Création", "", ""
        elif line.before != line.after:
            yield day, line.author, line.kind, line.field, line.before, line.after
