"""The file that a publisher offers, out of its archive, and of what shape it is."""

from __future__ import annotations

import gzip
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.values import NO_BREAK_SPACE
from facilitator_app.exchange import safe_zip
from facilitator_app.exchange.chosen_file import ARCHIVE, OLD_OFFICE, cannot_read, head_of, other_kind

INSTEAD = "choisissez le fichier du site qui le publie (CSV, classeur, JSON ou GeoJSON, ou leur archive zip)"
LARGEST = 200_000_000  # bytes, unpacked
_NOT_A_FILE = f"Ce n’est pas un fichier{NO_BREAK_SPACE}: {INSTEAD}."
_EMPTY = f"Ce fichier est vide{NO_BREAK_SPACE}: {INSTEAD}."
_TOO_LARGE = (
    f"Ce fichier dépasse 200{NO_BREAK_SPACE}Mo{NO_BREAK_SPACE}: prenez l’édition simplifiée ou celle de votre région."
)
_READABLE = (".csv", ".txt", ".json", ".geojson", ".xlsx", ".xls", ".ods")
_NOTHING_INSIDE = (
    f"Cette archive ne contient ni CSV, ni classeur, ni GeoJSON{NO_BREAK_SPACE}: prenez le format GeoJSON plutôt que "
    "Shapefile sur le site qui la publie."
)
_OFFICE = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
_GZIP = b"\x1f\x8b"
_PIECE = 1024 * 1024


@contextmanager
def files_in(path: Path) -> Iterator[tuple[Path, ...]]:
    """The file, or those of its archive put for a moment in a temporary folder. Raises Refusal."""
    head, size = head_of(path, INSTEAD, _NOT_A_FILE)
    if not head:
        raise Refusal.because(_EMPTY)
    if size > LARGEST:
        raise Refusal.because(_TOO_LARGE)
    try:
        if head.startswith(b"PK"):
            names = safe_zip.check(path)
            if _OFFICE.intersection(names):
                yield (path,)
                return
            with TemporaryDirectory(prefix="referentiel-") as folder:
                yield _unzipped(path, names, Path(folder))
        elif head.startswith(_GZIP):
            with TemporaryDirectory(prefix="referentiel-") as folder:
                yield (_gunzipped(path, Path(folder)),)
        elif (kind := other_kind(head)) and kind != OLD_OFFICE:
            said = "une archive d’un autre genre que zip" if kind == ARCHIVE else kind
            raise Refusal.because(f"Ce fichier est {said}{NO_BREAK_SPACE}: {INSTEAD}.")
        else:
            yield (path,)
    except OSError as error:
        raise cannot_read(error) from None


def is_json(path: Path) -> bool:
    """Whether the text begins as JSON does."""
    with path.open("rb") as file:
        head = file.read(64)
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip()[:1] in (b"{", b"[")


def _unzipped(path: Path, names: tuple[str, ...], folder: Path) -> tuple[Path, ...]:
    """Each readable file under a plain name of ours: what the archive calls it is only looked at."""
    wanted = [name for name in names if name.lower().endswith(_READABLE) and not name.startswith("__MACOSX")]
    if not wanted:
        raise Refusal.because(_NOTHING_INSIDE)
    made: list[Path] = []
    with zipfile.ZipFile(path) as archive:
        for number, name in enumerate(wanted):
            target = folder / f"{number}.{name.rsplit('.', 1)[1].lower()}"
            with archive.open(name) as packed, target.open("wb") as plain:
                shutil.copyfileobj(packed, plain)
            made.append(target)
    return tuple(made)


def _gunzipped(path: Path, folder: Path) -> Path:
    target, written = folder / "contenu", 0
    try:
        with gzip.open(path) as packed, target.open("wb") as plain:
            while piece := packed.read(_PIECE):
                written += len(piece)
                if written > LARGEST:
                    raise Refusal.because(_TOO_LARGE)
                plain.write(piece)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise Refusal.because(safe_zip.DAMAGED) from None
    return target
