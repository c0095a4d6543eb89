"""What must work in a process that has loaded nothing else: the order of imports is not that of the tests."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_a_house_is_made_by_a_process_that_only_opens_it(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from facilitator_app.database.opening import open_house;"
        "open_house(Path(sys.argv[1])).close()"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path / "maison.db")], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
