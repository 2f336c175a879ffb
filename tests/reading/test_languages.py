"""What a reader of English does not read is named, with its place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.languages import other_languages
from sayso.records import Document

ENGLISH = "The Kessar Front said on Monday that it had released the two engineers it held in the Odra valley.\n"


def a_document(text: str) -> Document:
    return Document(id="d-0", name="wire.txt", sha256="", text=text)


def test_an_english_report_raises_no_trouble():
    assert other_languages(a_document(ENGLISH * 5)) == ()


def test_a_paragraph_in_cyrillic_is_named_with_its_place_and_language():
    russian = "Представитель фронта заявил, что двое инженеров были освобождены после переговоров."
    (trouble,) = other_languages(a_document(ENGLISH + russian + "\n" + ENGLISH))
    assert trouble.kind == "other-language"
    assert (trouble.start, trouble.end) == (len(ENGLISH), len(ENGLISH) + len(russian) - 1)
    assert "Cyrillic script (probably Russian)" in trouble.why


def test_known_names_inside_an_unread_passage_are_listed():
    arabic = "أعلنت جبهة KLF أنها أطلقت سراح المهندسين بعد مفاوضات طويلة مع الحكومة"
    (trouble,) = other_languages(a_document(ENGLISH + arabic), names=["KLF", "Odra Guard"])
    assert "Arabic script" in trouble.why
    assert "Actors named there: KLF." in trouble.why


def test_a_name_in_its_own_script_in_brackets_is_no_passage():
    assert other_languages(a_document("The Kessar Front (جبهة كيسار) denied the attack on the bridge.")) == ()


def test_a_line_of_its_own_is_a_passage_however_short():
    (trouble,) = other_languages(a_document(ENGLISH + "停火\n" + ENGLISH))
    assert "Chinese script" in trouble.why


def test_a_long_paragraph_in_another_latin_language_is_named():
    french = (
        "Le porte-parole du Front de Kessar a déclaré lundi soir que ses combattants avaient relâché deux ingénieurs "
        "capturés la semaine dernière près du barrage, sans contrepartie, après des négociations avec les autorités."
    )
    (trouble,) = other_languages(a_document(ENGLISH + french + "\n"))
    assert (trouble.start, trouble.end) == (len(ENGLISH), len(ENGLISH) + len(french))
    assert "French" in trouble.why


def test_paragraphs_of_one_language_that_follow_each_other_are_one_passage():
    line = "Представитель фронта заявил, что двое инженеров были освобождены после переговоров.\n"
    assert len(other_languages(a_document(ENGLISH + line + "\n" + line))) == 1


def test_a_list_of_foreign_names_is_read_as_english():
    assert other_languages(a_document("Amina Farah, Jakub Novotný, Ahmet Yılmaz, Nguyễn Văn Hùng, José Pereira.")) == ()


@given(st.text(max_size=200))
def test_a_passage_lies_within_its_text_and_holds_a_letter(text: str):
    for trouble in other_languages(a_document(text)):
        assert trouble.start is not None
        assert trouble.end is not None
        assert 0 <= trouble.start < trouble.end <= len(text)
        assert any(character.isalpha() for character in text[trouble.start : trouble.end])
