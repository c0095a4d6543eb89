"""What happens to a house when machines, disks and people misbehave: killed programs, power cuts, full disks, bad bits.

The same tests run few rounds in `make test` and many in `make trust`. Each
has a control: the same scene without the protection, which must break, for a
test whose control survives proves nothing.
"""

from __future__ import annotations

import os

LONG = os.environ.get("ARRIMAGE_TRUST") == "1"


def rounds(quick: int, long: int) -> int:
    """How many times to try: `quick` at each change, `long` in `make trust`."""
    return long if LONG else quick
