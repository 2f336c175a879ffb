"""The worked cross-links of the model reports come out of the case coded by hand, row by row."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.weighing.crosslinks import ROWS, Row
from tests.weighing.modelcase import ABSENT, TABLE, Model, coded_case

pytestmark = pytest.mark.skipif(not TABLE.exists(), reason=ABSENT)

# Rows that do not hold, and why the rule or the row is wrong. One that comes to hold fails here, to be taken out.
NOT_HELD = {
    "A6": "The row takes a group for the separatists that another report speaks of in general. No rule that can be "
          "shown makes a part of a people one of its groups, so each report's observation stays a finding of its own.",
    "A24": "The row sets a struggle at home against support from abroad. Nobody asserts that the movement is "
           "indigenous: it is a reader's inference from an aim, and inferences are not counted as claims.",
}  # fmt: skip


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Model]:
    yield from coded_case(tmp_path_factory.mktemp("model"))


@pytest.mark.parametrize("row", [
    pytest.param(row, id=row.id, marks=pytest.mark.xfail(strict=True, reason=NOT_HELD[row.id]))
    if row.id in NOT_HELD else pytest.param(row, id=row.id) for row in ROWS
])  # fmt: skip
def test_a_row_comes_out_as_the_cross_links_say(row: Row, model: Model) -> None:
    assert [wrong for check in row.checks if (wrong := check(model)) is not None] == []


def test_nothing_is_corroborated_that_the_cross_links_do_not_call_so(model: Model) -> None:
    assert not [finding for finding in model.weighed if finding.grade == "corroborated"]


def test_one_group_under_five_spellings_is_one_actor(model: Model) -> None:
    most = max(model.case.actors, key=lambda actor: len(actor.members))
    assert len({name.form.form for name in most.names if name.form.kind == "full" and " " in name.form.form}) >= 4
