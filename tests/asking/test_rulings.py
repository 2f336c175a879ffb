"""An analyst's rulings on sources: read from a file, or refused with what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.case import ACTORS, FIGHTING, REPORTS, a_claim, a_report, a_source
from tests.weighing.test_findings import CODEBOOK, train

from sayso.asking.rulings import load_rulings
from sayso.records import AskingError, Claim, Finding
from sayso.weighing import findings


def weighed(folder: Path, rulings: str, *claims: Claim) -> Finding:
    (folder / "rulings.toml").write_text(rulings, encoding="utf8")
    held = {f"d-{name}": a_report(name) for name in REPORTS}
    found = findings([*FIGHTING, *claims], ACTORS, documents=held, codebook=CODEBOOK,
                     rulings=load_rulings(folder / "rulings.toml"))  # fmt: skip
    return next(one for one in found if claims[0].id in one.claims and claims[0].id not in one.entailed)


def test_a_source_counts_in_the_class_that_is_ruled(tmp_path: Path) -> None:
    said = train(a_source("officials", "unnamed"))
    assert weighed(tmp_path, "", said).support["X"] == 1
    ruled = '[[source]]\nname = "officials"\nside = "Navar Guard"\nreason = "They speak for the Guard."\n'
    assert weighed(tmp_path, ruled, said).support["P"] == 1
    bystander = '[[source]]\nname = "Navar Guard"\nclass = "N"\nreason = "Another guard of that name."\n'
    finding = weighed(tmp_path, bystander, train("Navar Guard"), train("Halden Institute", "two.txt"))
    assert finding.grade == "corroborated"


def test_a_reason_to_merge_is_switched_off_by_its_name(tmp_path: Path) -> None:
    panels = [train(a_source(name, "document"), report) for name, report in (
        ("UN Panel of Experts report", "one.txt"), ("Security Council monitoring report", "two.txt"))]  # fmt: skip
    [root] = weighed(tmp_path, "", *panels).roots
    assert root.merged_because == ("one family of reports: United Nations reporting",)
    assert "one family" not in str(weighed(tmp_path, '[merging]\noff = ["R7"]\n', *panels).roots)
    words = "the Navar Guard trains the Kessar Front at two camps"
    copies = [a_claim("Navar Guard", "train", "Kessar Front", report=report, quote=words) for report in REPORTS]
    assert weighed(tmp_path, "", *copies).support["U"] == 1
    apart = weighed(tmp_path, '[merging]\noff = ["R1", "R2"]\n', *copies)
    assert apart.support["U"] == len(REPORTS)


@pytest.mark.parametrize(("rulings", "told"), [
    ("[[source]]\nname = 'x'\n", "needs a name and a reason"),
    ("[[source]]\nname = 'x'\nreason = 'y'\nclass = 'Z'\n", "'Z' is no class"),
    ("[[source]]\nname = 'x'\nreason = 'y'\n", "says nothing"),
    ("[merging]\noff = ['R0']\n", "'R0' is no reason"),
    ("[parties]\n", "there is no 'parties'"),
    ("[[source", "cannot be read"),
])  # fmt: skip
def test_rulings_that_make_no_sense_are_refused_with_the_way_out(tmp_path: Path, rulings: str, told: str) -> None:
    (tmp_path / "rulings.toml").write_text(rulings, encoding="utf8")
    with pytest.raises(AskingError, match=told):
        load_rulings(tmp_path / "rulings.toml")
