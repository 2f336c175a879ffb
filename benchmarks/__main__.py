"""What the reader is worth and what it costs: `make bench`, or `python -m benchmarks [--only PART,…] [--quick]`.

  claims        the four figures of the gold scorer on the reports, the open texts (tuned and held out) and the probes
  speed         words a second of reading against the language model alone: the same texts, the same run, one core
  gate          what `read --bulk` saves and loses, on reports of conflict and on other English
  judge         what `read --sure` makes of the claims: the rules alone, and with two chances asked for
  memory        peak memory of reading the reports in a process of its own
  model         the language model by itself, on the dev parts of the corpora it was learned from; size and speed
  attribution   sources, cues and contents on PolNeAR dev
  chains        whose words an expression of speech or belief is, on MPQA 2.0
  certainty     how surely an event is put forward, on UW and MEANTIME dev
  events        who does what to whom as PLOVER codes it, on PLV
  relations     who fights, helps, belongs to and leads whom, on re3d
  templates     incidents as MUC-4 wanted them: who did what to whom with what, and how sure it is
  scale         100,000 invented claims with planted aliases, copies and denials: what is found, time, memory
  times         dates and durations on TimeBank
  toponyms      which place a name means, on TR-News

`--phenomena` adds the probes by what they probe. A run appends its figures to `benchmarks/history.csv`; with `--quick`,
which measures samples, it does not. A part whose texts are not there is skipped and named.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import tables
from benchmarks.parts import PARTS, Asked


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, append."""
    ask = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("--only", default="", metavar="PART,…", help=f"of: {', '.join(PARTS)}")
    ask.add_argument("--phenomena", action="store_true", help="the probes by what each of them probes")
    ask.add_argument("--quick", action="store_true", help="measure samples; nothing is kept")
    ask.add_argument("--write-docs", action="store_true", help=f"put the tables on {tables.PAGE.name}")
    ask.add_argument("--no-history", action="store_true", help="keep nothing")
    ask.add_argument("--shared", type=Path, default=Path("../shared"), help="folder of gold, reports and bench")
    ask.add_argument("--parser", default="default", help="the parser to put under the reader")
    said = ask.parse_args(arguments)
    wanted = [part for part in said.only.split(",") if part] or [part for part in PARTS if part != "phenomena"]
    if unknown := [part for part in wanted if part not in PARTS]:
        ask.error(f"no part is called {', '.join(unknown)}; the parts are {', '.join(PARTS)}")
    if said.phenomena and "phenomena" not in wanted:
        wanted.append("phenomena")
    if said.quick and said.write_docs:
        ask.error("--write-docs puts whole figures on the page: leave out --quick")
    asked = Asked(said.shared, said.parser, said.quick)
    for part in wanted:
        if not PARTS[part].ready(said.shared):
            print(f"== {part}: skipped, its texts are not in {said.shared}\n", flush=True)
            continue
        for table in PARTS[part].measured(asked):
            print(table.text() + "\n", flush=True)
            if table.figures and not (said.quick or said.no_history):
                tables.remember(table.figures)
            if said.write_docs:
                page = tables.PAGE.read_text(encoding="utf8")
                tables.PAGE.write_text(tables.written(page, part, table.markdown()), encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
