"""What a word is: the habit of the UD treebanks of English."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.syntax import as_tokens, tokenize
from sayso.records.errors import ReadingError


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Abdullah al-Ani, a 20-year-old", "Abdullah al - Ani , a 20 - year - old"),
        ("Khyber-Pakhtunkhwa's counter-insurgency", "Khyber - Pakhtunkhwa 's counter-insurgency"),
        ("Tehreek-e-Taliban, anti-state, re-armed", "Tehreek - e - Taliban , anti-state , re-armed"),
        ("They didn't, couldn’t; we've said it's John's.", "They did n't , could n’t ; we 've said it 's John 's ."),
        ("The rebels' camp cannot hold, I'm gonna go", "The rebels ' camp can not hold , I 'm gon na go"),
        ("Shi'ite and Ba'athist, O'Brien of al-Qa'ida", "Shi'ite and Ba'athist , O'Brien of al - Qa'ida"),
        ("Gen. Sabri of the U.S. (No. 5 Brigade) etc.", "Gen. Sabri of the U.S. ( No. 5 Brigade ) etc ."),
        ("U.S.-led, U.N.-backed", "U.S. - led , U.N. - backed"),
        ("J. R. Malik chose plan B.", "J. R. Malik chose plan B ."),
        ("At 5:30 p.m. on 11/28/2024, 4,000 of 1,00,000", "At 5:30 p.m. on 11/28/2024 , 4,000 of 1,00,000"),
        ("2011-2014, 5–10 km, 5km, 10am, 3.5%, $4bn", "2011 - 2014 , 5 – 10 km , 5 km , 10 am , 3.5 % , $ 4 bn"),
        ("call 555-0134 or 713-555-0134, 2024-03-05", "call 555-0134 or 713-555-0134 , 2024-03-05"),
        ("and/or 9/11, w/o", "and / or 9/11 , w/o"),
        ("desk@wire.example, https://wire.example/a-b?c=d.", "desk@wire.example , https://wire.example/a-b?c=d ."),
        ("the 1990s, the 5th, 155mm, AK-47", "the 1990s , the 5th , 155 mm , AK - 47"),
        ("“Go!” … he said... ‘No’ — “‘never’”", "“ Go ! ” … he said ... ‘ No ’ — “ ‘ never ’ ”"),
        ("He left.The army—tired—slept", "He left . The army — tired — slept"),
        ("(TTP)[3] AT&T & R&D", "( TTP ) [ 3 ] AT&T & R&D"),
        ("#FreeSelim @wire #5", "#FreeSelim @wire # 5"),
        ("فوج نے، حملہ۔ की сказал,", "فوج نے ، حملہ ۔ की сказал ,"),
        ("Cafe\u0301-owner naı\u0308ve", "Cafe\u0301 - owner naı\u0308ve"),
        ("a\u00a0b\u200bc\ufeff d", "a b c d"),
    ],
)  # fmt: skip
def test_words_are_cut_as_in_the_treebanks(text, words):
    assert " ".join(tokenize(text).words) == words


def test_offsets_count_in_the_whole_text_and_syntactic_words_of_one_written_word_meet():
    text = "Yes. They can't go."
    tokens = tokenize(text, 5, 19)
    assert tokens.words == ("They", "ca", "n't", "go", ".")
    assert tokens.starts == (5, 10, 12, 16, 18)
    assert tokens.ends == (9, 12, 15, 18, 19)


def test_the_name_of_a_group_in_capitals_is_not_taken_for_a_contraction():
    assert tokenize("IM and im").words == ("IM", "and", "i", "m")


@settings(deadline=None)  # a busy machine is no fault of the text
@given(st.text())
def test_no_text_is_too_strange_for_its_words_to_quote_themselves(text):
    tokens = tokenize(text)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == list(tokens.words)
    assert not any(any(c.isspace() for c in word) for word in tokens.words)
    assert all(b <= c for b, c in zip(tokens.ends, tokens.starts[1:], strict=False))


@settings(deadline=None)  # a busy machine is no fault of the text
@given(st.lists(st.text(min_size=1), min_size=1))
def test_words_given_by_hand_count_in_their_joined_line(words):
    tokens = as_tokens(words)
    line = " ".join(words)
    assert [line[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == words


@pytest.mark.parametrize("words", [[], ["The", ""]])
def test_a_sentence_without_words_is_refused(words):
    with pytest.raises(ReadingError, match="Leave it out"):
        as_tokens(words)
