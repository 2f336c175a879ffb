"""`python -m tests.weighing`: each row of the worked cross-links, what it asks for and what comes out."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.weighing.crosslinks import ROWS
from tests.weighing.modelcase import coded_case

with tempfile.TemporaryDirectory() as folder:
    for model in coded_case(Path(folder)):
        held = 0
        for row in ROWS:
            if len(sys.argv) > 1 and row.id not in sys.argv[1:]:
                continue
            wrong = [told for check in row.checks if (told := check(model)) is not None]
            held += not wrong
            print(f"{row.id:4} {wrong or 'holds'}")
        print(f"{held} of {len(ROWS)} rows hold")
