"""The copies of a house carried to a second place, a stick or a shared folder, that a broken PC does not take with it.

A finished copy is never written in, only replaced whole: a network or cloud folder is safe for it.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator
from pathlib import Path

from facilitator_app.database import backups
from facilitator_app.database.files import side_file
from facilitator_app.database.troubles import said_in_french
from facilitator_app.domain.refusal import Refusal
from facilitator_app.domain.words import slug

_FIRST_PAGE = 4096  # bytes


class OutOfReach(Refusal):
    """The stick is not plugged in, or the network does not answer."""


def mark_of(path: Path) -> str:
    """What tells this house of this PC from all others."""
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def folder_in(place: Path, path: Path) -> Path:
    """Each house of each PC has its own folder there: thinning one must not let the copies of another go."""
    return place / f"{slug(path.stem, 30)}-{slug(platform.node(), 20)}-{mark_of(path)}"


def prepare(place: Path, path: Path) -> Path:
    """Make the folder of the house in a place just chosen. Raises Refusal when nothing can be written there."""
    try:
        with said_in_french():
            return _made(place, path)
    except OSError:  # neither full nor forbidden: the network fell, the name is of no file system, and so on
        raise Refusal.because(
            f"Rien ne peut être écrit dans «\u00a0{place}\u00a0». Vérifiez que le réseau répond ou que la clé est "
            "bien branchée, ou choisissez un autre dossier."
        ) from None


def _made(place: Path, path: Path) -> Path:
    if place.absolute() == backups.folder_of(path).absolute():
        raise Refusal.because("Les sauvegardes y sont déjà. Choisissez une clé USB ou un dossier d’un autre poste.")
    if place.is_file():
        raise Refusal.because(
            f"«\u00a0{place.name}\u00a0» est un fichier. Choisissez le dossier d’une clé USB ou d’un autre poste."
        )
    if not place.is_dir():  # not made: without its stick, the folder where it hangs would be one of this PC
        raise Refusal.because(
            f"Le dossier «\u00a0{place}\u00a0» n’existe plus. Branchez la clé ou le réseau, ou choisissez un autre "
            "dossier."
        )
    folder = folder_in(place, path)
    if folder.is_file():
        raise Refusal.because(
            f"Un fichier porte déjà le nom «\u00a0{folder.name}\u00a0» dans ce dossier. Renommez-le, puis recommencez."
        )
    folder.mkdir(exist_ok=True)
    trial = folder / "essai.tmp"
    trial.write_bytes(b"Arrimage")
    trial.unlink()
    return folder


def carry(path: Path, place: Path, key: bytes | None) -> Iterator[Path]:
    """Carry the copies taken since the last one there, at first only the newest; each is opened once there.

    Those that were written again on this PC since, for another key or to forget somebody, are carried again.
    Gives each as it is there, the newest first. Raises OutOfReach, or Refusal
    when one cannot be written or read back.
    """
    folder = folder_in(place, path)
    if not folder.is_dir():  # not made again: without its stick, the folder where it hangs is one of this PC
        raise OutOfReach.because(
            f"«\u00a0{place}\u00a0» n’est pas joignable. Branchez la clé ou le réseau, puis recommencez."
        )
    there = {copy.name for copy in backups.copies(folder) if backups.taken_at(copy)}
    newest = max(there, default="")
    here = [copy for copy in backups.copies(backups.folder_of(path)) if backups.taken_at(copy)]
    for copy in here if there else here[:1]:
        if copy.name <= newest and not (copy.name in there and _differs(copy, folder / copy.name)):
            continue
        carried = backups.copy_to(copy, folder)
        if not backups.is_sound(carried, key) and backups.is_sound(copy, key):
            backups.remove(carried)
            raise Refusal.because(
                f"La copie relue dans «\u00a0{place}\u00a0» est abîmée\u00a0: elle n’a pas été gardée. Essayez une "
                "autre clé USB ou un autre dossier."
            )
        yield carried


def only_there(path: Path, place: Path) -> list[Path]:
    """The copies of the house in that place that this PC no longer has; none when the place is away."""
    here = {copy.name for copy in backups.copies(backups.folder_of(path))}
    there = backups.copies(folder_in(place, path))
    return [copy for copy in there if backups.taken_at(copy) and copy.name not in here]


def slots_differ(path: Path, copy: Path) -> bool:
    """Whether the phrases that open the copy are not those of today."""
    return side_file(path).exists() and _bytes(side_file(path)) != _bytes(side_file(copy))


def _differs(copy: Path, there: Path) -> bool:
    """Whether a copy and the one carried are no longer the same: whatever is written in a base changes its first page.

    Another key changes it too.
    """
    return _bytes(copy, _FIRST_PAGE) != _bytes(there, _FIRST_PAGE) or _bytes(side_file(copy)) != _bytes(
        side_file(there)
    )


def _bytes(file: Path, most: int = -1) -> bytes:
    """What the file begins with; nothing when it is not there."""
    try:
        with file.open("rb") as content:
            return content.read(most)
    except FileNotFoundError:
        return b""
