"""A hidden name is hidden wherever it stands, and nothing moves."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.support.makers import a_claim, a_document

from sayso.exporting.masking import masked

REPORT = a_document("Mira Dal said Kessar attacked Navar.")
CLAIM = a_claim(REPORT, "Mira Dal said Kessar attacked Navar.", by=["Mira Dal"])


def hide(text: str) -> str:
    return text.replace("Mira Dal", "▮▮▮▮ ▮▮▮")


def test_a_name_is_hidden_in_quotes_and_sources_alike():
    hidden = masked(CLAIM, hide)
    assert "Mira" not in repr(hidden)
    assert hidden == replace(
        CLAIM, quote="▮▮▮▮ ▮▮▮ said Kessar attacked Navar.", sources=(replace(CLAIM.sources[0], name="▮▮▮▮ ▮▮▮",
                                                                            text="▮▮▮▮ ▮▮▮"),)
    )  # fmt: skip
    assert len(hidden.quote) == hidden.end - hidden.start


@given(st.sampled_from(["Navar", "Kessar", "attack"]))
def test_what_holds_no_hidden_name_stays_equal(name: str):
    assert masked(replace(CLAIM, quote=name, sources=()), hide) == replace(CLAIM, quote=name, sources=())
