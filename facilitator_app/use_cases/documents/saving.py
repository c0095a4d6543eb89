"""Writing documents in a folder that was chosen, one or all those of a month."""

from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Callable, Generator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from facilitator_app.domain import words
from facilitator_app.domain.issued_document import DocumentKind
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import Month
from facilitator_app.use_cases.documents.issuing import Issued, issue

_AT_ONCE = 25  # documents in one gesture: the file of the house is free again for the screen between two


@dataclass(frozen=True, slots=True)
class Printed:
    """What `print_many` did; `left_out` says why some lots have no document."""

    files: tuple[Path, ...]
    left_out: tuple[str, ...]


def file_name(number: str) -> str:
    """Made of the number alone: nothing typed by anybody reaches the folder."""
    return words.file_name(number, kind="pdf")


def save(pdf: bytes, path: Path) -> None:
    """Write the whole file or none of it. Raises Refusal when the folder or the disk does not allow it."""
    _in_place(_aside(pdf, path), path)


def issue_to(
    session: Session, kind: DocumentKind, lot_id: str, month: Month, now: dt.datetime, path: Path,
    with_people: bool = False,
) -> Issued:  # fmt: skip
    """Issue a document and write it there: number and file are kept together or not at all. Raises Refusal."""
    document = issue(session, kind, lot_id, month, now, with_people)
    save_with(session, document.pdf, path)
    return document


def save_with(session: Session, pdf: bytes, path: Path) -> None:
    """Write the file, and take it away if the transaction fails later: its number would be that of the next one."""
    save(pdf, path)

    def take_away(_session: Session) -> None:
        with suppress(OSError):
            path.unlink(missing_ok=True)

    event.listen(session, "after_rollback", take_away, once=True)


def print_many(
    transaction: Callable[[], AbstractContextManager[Any]],
    kind: DocumentKind,
    lots: Sequence[str],
    month: Month,
    folder: Path,
    now: dt.datetime,
) -> Generator[tuple[int, int], None, Printed]:
    """Issue the document of each lot into the folder, yielding (done, total).

    Documents are kept and their files appear a batch at a time: stopping, or a full disk, leaves neither a number
    without its file nor a file without its number. A lot that cannot be printed is left out and said at the end.
    """
    files: list[Path] = []
    left_out: list[str] = []
    done = 0
    for start in range(0, len(lots), _AT_ONCE):
        some = lots[start : start + _AT_ONCE]
        label = f"{kind.label}, {month.full_name}, {len(some)} {'lot' if len(some) == 1 else 'lots'}"
        aside: list[tuple[Path, Path]] = []
        try:
            with transaction() as session:
                for lot_id in some:
                    try:
                        document = issue(session, kind, lot_id, month, now, label=label)
                    except Refusal as refusal:
                        left_out.append(str(refusal))
                    else:
                        path = folder / file_name(document.number)
                        aside.append((_aside(document.pdf, path), path))
                    done += 1
                    yield done, len(lots)
            for written, path in aside:
                _in_place(written, path)
                files.append(path)
        finally:  # when the caller stops or something fails, nothing was kept: nothing may stay in the folder
            for written, _ in aside:
                written.unlink(missing_ok=True)
    return Printed(tuple(files), tuple(left_out))


def _aside(pdf: bytes, path: Path) -> Path:
    """Write beside the place wanted, under a name that nothing else uses."""
    written = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with written.open("wb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        with suppress(OSError):
            written.unlink(missing_ok=True)
        raise _refusal(path, error) from error
    return written


def _in_place(written: Path, path: Path) -> None:
    try:
        written.replace(path)
    except OSError as error:
        with suppress(OSError):
            written.unlink(missing_ok=True)
        raise _refusal(path, error) from error


def _refusal(path: Path, error: OSError) -> Refusal:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Refusal.because("Le disque est plein. Libérez de la place ou choisissez un autre dossier.", "folder")
    if isinstance(error, PermissionError) and path.is_file():
        return Refusal.because(
            f"Le fichier {path.name} est ouvert ou protégé. Fermez-le dans le lecteur, puis recommencez.", "folder"
        )
    return Refusal.because(
        f"Le dossier «\u00a0{path.parent.name or path.parent}\u00a0» ne permet pas d’écrire. Choisissez-en un autre, "
        "par exemple Documents.",
        "folder",
    )
