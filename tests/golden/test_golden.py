"""Golden stories: what is read stays read, and what is read anew is noted with `python -m tests.golden --mark`."""

from __future__ import annotations

import pytest
from tests.golden.stories import Story, stories

from sayso.codebook.predicates import load
from sayso.reading.frames import FramesReader
from sayso.records import ReadingError

STORIES = stories()


@pytest.fixture(scope="module")
def reader() -> FramesReader:
    try:
        return FramesReader.open()
    except ReadingError as missing:
        pytest.skip(f"The golden stories need the language model: {missing}")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_story_is_read_as_far_as_it_says(story: Story, reader: FramesReader) -> None:
    changed = [
        f"{'now read' if now else 'lost'}: {expected['predicate']} “{expected['words']}”"
        for expected, now in zip(story.expected, story.reached(reader), strict=True)
        if now != expected.get("reached", True)
    ]
    assert not changed, "\n".join([*changed, "`make golden` shows the difference; `make golden MARK=--mark` notes it."])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_story_quotes_its_report_and_gives_reasons(story: Story) -> None:
    codebook = load()
    for expected in story.expected:
        assert expected["predicate"] in codebook
        assert story.document.text.count(expected["words"]) == 1, expected["words"]
        assert expected.get("reached", True) or len(expected["reason"]) > 20, f"not read, why? {expected['words']!r}"
