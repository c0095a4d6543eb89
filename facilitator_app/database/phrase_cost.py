"""How dear each try of a phrase is made: Argon2id, as slow as this machine bears without keeping its owner waiting."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cache

from facilitator_app.domain.passphrase import as_meant
from facilitator_app.domain.refusal import Refusal

SALT_BYTES = 16
_KEK_BYTES = 32
_MIB = 1024


@dataclass(frozen=True, slots=True)
class Cost:
    """Parameters of Argon2id; memory in KiB."""

    iterations: int
    lanes: int
    memory: int

    @property
    def bearable(self) -> bool:
        """Whether to try at all: a forged file must not make the machine work for hours or fill its memory."""
        return (
            1 <= self.iterations <= MOST.iterations
            and 1 <= self.lanes <= MOST.lanes
            and 8 * self.lanes <= self.memory <= MOST.memory
        )


USUAL = Cost(iterations=3, lanes=4, memory=64 * _MIB)
LEAST = Cost(iterations=2, lanes=1, memory=19 * _MIB)  # the floor that OWASP recommends
MOST = Cost(iterations=10, lanes=16, memory=512 * _MIB)
_DEAREST_MEMORY = 256 * _MIB  # the house may be opened tomorrow on a smaller machine
_AIM_SECONDS = 0.35  # opening a house, key included, stays under 0.6 s
_TOO_FAST, _TOO_SLOW = 0.3, 0.45


def stretched(phrase: str, salt: bytes, cost: Cost) -> bytes:
    """The 32 bytes that a phrase gives."""
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derivation = Argon2id(
        salt=salt, length=_KEK_BYTES, iterations=cost.iterations, lanes=cost.lanes, memory_cost=cost.memory
    )
    try:
        return derivation.derive(as_meant(phrase).encode("utf-8", "surrogatepass"))
    except MemoryError:
        raise Refusal.because(
            "Ce poste n’a plus assez de mémoire pour vérifier la phrase de passe. "
            "Fermez d’autres programmes, puis recommencez."
        ) from None


@cache
def for_this_machine() -> Cost:
    """The dearest cost that takes about a third of a second here; measured once while the program runs.

    Time grows with memory: one measure tells how much more, or less, the machine bears.
    """
    taken = min(_seconds(USUAL), _seconds(USUAL))
    return fitted(taken)


def fitted(usual_seconds: float) -> Cost:
    """The cost for a machine on which the usual one takes that long."""
    if _TOO_FAST <= usual_seconds <= _TOO_SLOW:
        return USUAL
    memory = int(USUAL.memory / _MIB * _AIM_SECONDS / max(usual_seconds, 0.001)) * _MIB
    if memory < LEAST.memory:
        return LEAST
    return Cost(USUAL.iterations, USUAL.lanes, min(memory, _DEAREST_MEMORY))


def _seconds(cost: Cost) -> float:
    start = time.perf_counter()
    stretched("mesure", b"\0" * SALT_BYTES, cost)
    return time.perf_counter() - start
