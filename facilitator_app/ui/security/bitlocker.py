"""What Windows shows of a volume's protection, as the padlock of its icon: told to anyone, without any right."""

from __future__ import annotations

import sys
from pathlib import Path

_ON, _OFF, _BEING_DECRYPTED, _LOCKED = 1, 2, 4, 6


def means(protection: int | None) -> bool | None:
    """Whether a volume of this System.Volume.BitLockerProtection is encrypted; None when somebody must look.

    Being encrypted (3), suspended (5: the key lies beside the lock) and what other versions say are looked at.
    """
    if protection in (_ON, _LOCKED):
        return True
    return False if protection in (_OFF, _BEING_DECRYPTED) else None


if sys.platform == "win32":  # pragma: no cover
    import ctypes
    import uuid

    _ITEM = uuid.UUID("7e9fb0d3-919f-4307-ab2e-9b1860310c93").bytes_le  # IShellItem2
    _RELEASE, _GET_INT32 = 2, 15  # places in the table of methods of that interface
    _ONE_THREAD = 2  # COINIT_APARTMENTTHREADED, as Qt's own thread has it

    class _Key(ctypes.Structure):
        """The number of a property: a family and a place in it."""

        _fields_ = (("family", ctypes.c_byte * 16), ("place", ctypes.c_ulong))

    def protection_of(path: Path) -> int | None:
        """None when this version of Windows, or this kind of disk, does not say."""
        try:
            ole = ctypes.windll.ole32
            ready = ole.CoInitializeEx(None, _ONE_THREAD) >= 0
            try:
                return _asked(path.absolute().anchor)
            finally:
                if ready:
                    ole.CoUninitialize()
        except (OSError, AttributeError):  # a call that failed, or a library without it
            return None

    def _asked(volume: str) -> int | None:
        key, item, value = _Key(), ctypes.c_void_p(), ctypes.c_int()
        name = ctypes.c_wchar_p("System.Volume.BitLockerProtection")
        if ctypes.windll.propsys.PSGetPropertyKeyFromName(name, ctypes.byref(key)) != 0:
            return None
        create = ctypes.windll.shell32.SHCreateItemFromParsingName
        if create(ctypes.c_wchar_p(volume), None, _ITEM, ctypes.byref(item)) != 0 or not item:
            return None
        get = ctypes.WINFUNCTYPE(ctypes.c_long, ctypes.POINTER(_Key), ctypes.POINTER(ctypes.c_int))
        release = ctypes.WINFUNCTYPE(ctypes.c_ulong)
        try:
            failed = get(_GET_INT32, "GetInt32")(item, ctypes.byref(key), ctypes.byref(value))
        finally:
            release(_RELEASE, "Release")(item)
        return None if failed else value.value

else:

    def protection_of(path: Path) -> int | None:
        return None
