"""What a command answers to another program, when it is asked for JSON."""

from __future__ import annotations

import json
from typing import Any


def print_json(answer: Any) -> None:
    """On several lines, so that a person may read it too; accents as they are."""
    print(json.dumps(answer, ensure_ascii=False, indent=1))
