"""Every command and every public name has its page, and the page says what the code says."""

from __future__ import annotations

import pytest
from tests.support.reference import PAGES, REFERENCE


@pytest.mark.parametrize("page", sorted(PAGES))
def test_the_reference_says_what_the_code_says(page: str):
    written = (REFERENCE / page).read_text(encoding="utf8")
    assert written == PAGES[page](), "Run `python -m tests.support.reference` and look at what changed."
