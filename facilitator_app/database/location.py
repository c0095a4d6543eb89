"""Where a house's file may live: on a disk of this PC, where file locks can be trusted."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

from facilitator_app.domain.refusal import Refusal

_NETWORK_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "9p", "afpfs", "davfs", "ncpfs"}
_CLOUD_FOLDERS = {
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "nextcloud",
    "owncloud",
    "icloud drive",
    "kdrive",
}
_WINDOWS_REMOTE_DRIVE = 4  # DRIVE_REMOTE of GetDriveTypeW
_NO_SUCH_PLACE = {errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.EINVAL, errno.ENAMETOOLONG, errno.ELOOP}


class UnsafePlace(Refusal):
    """A network share or a synchronised folder; a copy of the file on this PC is the way out."""


def make_room(path: Path) -> None:
    """Make the folder of the file. Raises Refusal when no house's file can have this name.

    A device or a folder must not be taken for a file: a new schema is swapped in the place of what was there.
    """
    try:
        if not path.name or (path.exists() and not path.is_file()):
            raise Refusal.because(
                f"«\u00a0{path.name or path}\u00a0» n’est pas un fichier. Indiquez-en un, comme arrimage.db."
            )
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in _NO_SUCH_PLACE:
            raise Refusal.because(
                f"Le dossier de «\u00a0{path.name[-60:]}\u00a0» ne peut pas être créé, ou ce nom est trop long. "
                "Vérifiez le nom et le disque."
            ) from None
        raise


def is_on_network(folder: Path) -> bool:
    whole = folder.absolute()
    return whole.as_posix().startswith("//") or _is_network(whole)


def is_synchronised(folder: Path) -> bool:
    """Whether a cloud service copies what is in this folder."""
    return any(_is_cloud(part) for part in folder.absolute().parts)


def refuse_unsafe(path: Path) -> None:
    """Raises UnsafePlace for a network share or a folder that a cloud service copies while it is being written."""
    if is_on_network(path):
        raise UnsafePlace.because(
            "Une base ne peut pas vivre sur un dossier partagé du réseau\u00a0: elle s’y abîmerait. "
            "Copiez-la dans un dossier de ce poste, puis ouvrez la copie."
        )
    if is_synchronised(path.absolute().parent):
        raise UnsafePlace.because(
            "Une base ne peut pas vivre dans un dossier synchronisé (OneDrive, Dropbox…)\u00a0: elle s’y abîmerait. "
            "Copiez-la dans un dossier de ce poste, puis ouvrez la copie."
        )


def _is_cloud(folder: str) -> bool:
    name = folder.casefold()
    return name in _CLOUD_FOLDERS or name.startswith("onedrive - ")


if sys.platform == "win32":  # pragma: no cover

    def _is_network(path: Path) -> bool:
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(path.anchor) == _WINDOWS_REMOTE_DRIVE)

else:

    def _is_network(path: Path) -> bool:
        try:
            mounts = Path("/proc/self/mounts").read_text("utf-8").splitlines()
        except OSError:
            return False
        systems = {point: system for _, point, system, *_ in (line.split() for line in mounts)}
        for folder in (path, *path.parents):
            if system := systems.get(str(folder).replace(" ", "\\040")):
                return system in _NETWORK_SYSTEMS
        return False
