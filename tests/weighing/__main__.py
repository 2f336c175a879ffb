"""`python -m tests.weighing [--reader] [A1 …]`: each row of the worked cross-links, what it asks for, what comes out.

With `--reader`, from what our own reader reads instead of the claims coded by hand.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.weighing.crosslinks import ROWS
from tests.weighing.modelcase import coded_case, read_case

wanted = [word for word in sys.argv[1:] if not word.startswith("-")]
cases = read_case if "--reader" in sys.argv else coded_case

with tempfile.TemporaryDirectory() as folder:
    for model in cases(Path(folder)):
        held = 0
        for row in ROWS:
            if wanted and row.id not in wanted:
                continue
            wrong = [told for check in row.checks if (told := check(model)) is not None]
            held += not wrong
            print(f"{row.id:4} {wrong or 'holds'}")
        print(f"{held} of {len(ROWS)} rows hold")
