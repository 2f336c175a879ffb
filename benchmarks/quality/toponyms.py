"""Where a name lies, on TR-News (Kamalloo and Rafiei 2018): names of places in news, each with its entry in GeoNames.

    python -m benchmarks.quality.toponyms TRNEWS.jsonl [--parser NAME] [--errors N]

The names are given; what is measured is which place each is taken for, in the light of the other names of its article.
Accuracy at 161 km: a town is right where ours lies no farther than that from the one coded. A state or a first division
has no place of its own on our map, only what it holds: it is right where the same one is named, which asks more.

  all           of all names with coordinates in the gold: right
  resolved      of those we give one place: right
  left open     of all: several places bear the name and nothing tells which, or the gazetteer has none
"""

from __future__ import annotations

import argparse
import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from benchmarks.counting import between, share_interval
from benchmarks.tables import Table, progress
from sayso.reading.places import Places, Site, load_places

NEAR_KM = 161
EARTH_KM = 12_742  # across
TARGET = 0.70
Verdict = Literal["right", "wrong", "ambiguous", "unknown"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One name: what was coded and what it was taken for."""

    phrase: str
    kind: str  # GeoNames feature code
    coded: str
    read: str
    verdict: Verdict


def outcomes(article: dict[str, Any], places: Places) -> Iterator[Outcome]:
    """The names of one article whose place is coded with coordinates."""
    named = [t["phrase"] for t in article["toponyms"]]
    around = places.around(named)
    for toponym in article["toponyms"]:
        if not toponym.get("gaz_lat"):
            continue
        text = toponym["phrase"]
        people = places.state(text)
        site = Site(name=people.name, level="state", state=people.code) if people else None
        if people is None or people.form == "metonym":  # Moscow is a town here
            site = places.site(text, around)
        if site is not None:
            verdict: Verdict = "right" if same(site, toponym, places) else "wrong"
        else:
            verdict = "ambiguous" if places.sites(text) else "unknown"
        coded = f"{toponym['gaz_name']}, {toponym.get('gaz_country', '')}"
        read = f"{site.name}, {site.state} ({site.level})" if site else ""
        yield Outcome(text, toponym.get("gaz_fcode") or "", coded, read, verdict)


def same(site: Site, toponym: dict[str, Any], places: Places) -> bool:
    """Is our place the one coded?"""
    if site.lat is not None and site.lon is not None:
        away = apart_km(site.lat, site.lon, float(toponym["gaz_lat"]), float(toponym["gaz_lon"]))
        if away < NEAR_KM:
            return True
    state = places.state(toponym.get("gaz_country") or toponym["gaz_name"])
    if state is None or state.code != site.state or site.level == "town":
        return False
    code = toponym.get("gaz_fcode") or ""
    if site.level == "state":
        return code.startswith("PCL")
    coded = places.site(f"{toponym['gaz_name']}, {state.name}")
    return code.startswith("ADM") and coded is not None and (coded.admin1, coded.level) == (site.admin1, site.level)


def apart_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The way over the surface of a round Earth."""
    degree = math.pi / 180
    up, along = (other_lat - lat) * degree / 2, (other_lon - lon) * degree / 2
    share = math.sin(up) ** 2 + math.cos(lat * degree) * math.cos(other_lat * degree) * math.sin(along) ** 2
    return EARTH_KM * math.asin(math.sqrt(share))


def articles(path: Path, every: int = 1) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()[::every]]


def table(path: Path, every: int = 1) -> Table:
    places = load_places()
    found = [list(outcomes(article, places)) for article in progress(articles(path, every), "toponyms")]
    rows: list[tuple[str, ...]] = []
    figures: dict[str, float] = {}
    for name, group in (("all", ""), ("… states", "PCL"), ("… divisions", "ADM"), ("… towns", "PPL")):
        of_group = [[o for o in article if o.kind.startswith(group)] for article in found]
        counts = [(sum(o.verdict == "right" for o in article), len(article)) for article in of_group]
        right, of = (sum(part) for part in zip(*counts, strict=True))
        given = sum(o.verdict in ("right", "wrong") for article in of_group for o in article)
        left = sum(o.verdict == "ambiguous" for article in of_group for o in article)
        figures[f"toponyms.{name.removeprefix('… ')}"] = right / max(of, 1)
        rows.append((name, f"{right / max(of, 1):.3f}", between(share_interval(counts)),
                     f"{right / max(given, 1):.3f}", f"{left / max(of, 1):.3f}", f"{right} of {of}"))  # fmt: skip
    note = (
        f"Target: accuracy at 161 km {TARGET:.2f}, the names given. Of those resolved: how often a place given is the "
        "right one. Left open: several places bear the name, and nothing in the report tells which."
    )
    head = ("TR-News", "accuracy", "95 %", "of those resolved", "left open", "names")
    return Table("toponyms", head, tuple(rows), figures, note)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("toponyms", type=Path)
    ask.add_argument("--parser", default="default", help="taken for the sake of the other benches; names are given")
    ask.add_argument("--errors", type=int, default=0, help="print the names most often not right")
    said = ask.parse_args()
    print(table(said.toponyms).text())
    places = load_places()
    wrong = Counter(
        (o.verdict, o.phrase, o.coded, o.read) for article in articles(said.toponyms)
        for o in outcomes(article, places) if o.verdict != "right"
    )  # fmt: skip
    for (verdict, phrase, coded, read), times in wrong.most_common(said.errors):
        print(f"{times:3} {verdict:9} {phrase!r} is {coded}; read {read}")


if __name__ == "__main__":
    main()
