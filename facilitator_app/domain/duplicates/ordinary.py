"""What two strangers ordinarily share, so that a base of ten people is judged as sensibly as a large one."""

from __future__ import annotations

from facilitator_app.domain.duplicates.comparing import CLOSE, DIFFERENT, NEAR, PART, SAME, TURNED

PEOPLE = 1000
"""What follows weighs as much as this many people, or strangers met."""

# The part of people who bear the same value as somebody taken at random.
SHARED = {
    "last": 1 / 2000,
    "first": 1 / 200,
    "born": 1 / 12_000,
    "phone": 1 / 50_000,
    "email": 1 / 50_000,
    "address": 1 / 5_000,
    "place": 1 / 15,
}
_CODES: dict[int, float] = {SAME: 0.10, CLOSE: 0.10, DIFFERENT: 0.80}
_TOWNS: dict[int, float] = {SAME: 0.10, CLOSE: 0.01, DIFFERENT: 0.89}
# How two strangers compare when what they have is not the same.
LEVELS: dict[str, dict[int, float]] = {
    "last": {PART: 0.003, CLOSE: 0.002, NEAR: 0.02, DIFFERENT: 0.97},
    "first": {PART: 0.01, CLOSE: 0.005, NEAR: 0.02, DIFFERENT: 0.95},
    "order": {SAME: 1.0, TURNED: 1.0},  # both orders are tried, and the better kept: neither says anything by itself
    "born": {TURNED: 0.00004, CLOSE: 0.001, NEAR: 0.01, DIFFERENT: 0.989},
    "sex": {SAME: 0.5, DIFFERENT: 0.5},
    "phone": {DIFFERENT: 1.0},
    "email": {DIFFERENT: 1.0},
    "address": {CLOSE: 0.001, PART: 0.005, NEAR: 0.03, DIFFERENT: 0.96},
    "place": {
        **{10 * code + town: a * b for code, a in _CODES.items() for town, b in _TOWNS.items()},
        **{10 * code: a for code, a in _CODES.items()},
        **_TOWNS,
    },
}
