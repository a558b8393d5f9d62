"""Letters to sounds: exactly what is written is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from said_right import FRESH, HELD_OUT, MENDED_ON, Case, cases, heard

from filmwright.sound.voices.lexicon import lexicon
from filmwright.sound.voices.phonemes import SYMBOLS
from filmwright.sound.voices.reading import plain_text, read_aloud, symbols
from filmwright.sound.voices.spelling_out import cardinal, ordinal, say, year


def sounds(text: str, word: int) -> str:
    return read_aloud(text, "american")[word].sounds


@pytest.mark.parametrize("case", cases(MENDED_ON), ids=lambda case: f"{case.sentence} [{case.part}]")
def test_a_sentence_decides_how_its_words_and_figures_are_said(case: Case) -> None:
    said, right = heard(case)
    assert right, f"heard {said}"


@pytest.mark.parametrize(("path", "wrong"), [(HELD_OUT, 0), (FRESH, 5)], ids=["held out", "fresh"])
def test_sentences_that_nothing_was_mended_on_are_read_no_worse_than_measured(path: Path, wrong: int) -> None:
    assert sum(not heard(case)[1] for case in cases(path)) <= wrong


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [("The pipe is lead.", 3, "lˈɛd"), ("A tear fell.", 1, "tˈɪə"), ("They had a row about it.", 3, "ɹˈW"), ("Ask Eleanor.", 1, "ˈɛlənɔː")],
)
def test_british_voices_choose_as_american_ones_do_and_sound_no_r_before_a_consonant(text: str, word: int, expected: str) -> None:
    assert read_aloud(text, "british")[word].sounds == expected


def test_a_date_is_said_in_the_order_of_the_accent() -> None:
    said = {accent: "".join(w.sounds for w in read_aloud("On 3/4/1921.", accent)) for accent in ("american", "british")}
    assert "mˈɑɹʧ" in said["american"] and "ˈApɹəl" not in said["american"]
    assert "ˈApɹᵊl" in said["british"] or "ˈApɹɪl" in said["british"] or "ˈApɹəl" in said["british"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1987", "nineteen eighty seven"),
        ("1905", "nineteen oh five"),
        ("3:15", "three fifteen"),
        ("7:05", "seven oh five"),
        ("$3.50", "three dollars and fifty cents"),
        ("£1", "one pound"),
        ("21st", "twenty first"),
        ("1,204", "one thousand two hundred and four"),
        ("3.14", "three point one four"),
        ("50%", "fifty percent"),
        ("1/2", "a half"),
        ("-5", "minus five"),
        ("IV", "four"),
        ("20th", "twentieth"),
        ("0", "zero"),
    ],
)
def test_figures_are_said_as_words(written: str, said: str) -> None:
    assert " ".join(say(written) or []) == said


@given(st.integers(min_value=0, max_value=10**15))
def test_every_number_has_words_and_a_rank(number: int) -> None:
    assert all(word.isalpha() for word in cardinal(number) + ordinal(number))
    assert year(number)


def test_initials_are_spelt_and_stuttering_repeats_the_first_sound() -> None:
    assert sounds("The U.S.A. won.", 1).count("ˈ") >= 3
    assert sounds("B-but why?", 0).startswith("bə")


def test_interjections_are_sounds_and_not_spellings() -> None:
    assert sounds("Shhhh!", 0).startswith("ʃ")
    assert sounds("Ugh.", 0) == "ˈʌɡ"
    assert "n" in sounds("Nooooo!", 0)


def test_emphasis_marks_are_heard_and_not_said() -> None:
    words = read_aloud("I *told* you, **never**. A \\* star.", "british")
    assert [word.text for word in words if word.emphasised] == ["told", "never"]
    assert "ˈ" in words[1].sounds
    assert plain_text("I *told* _you_.") == "I told you."


def test_an_abbreviation_does_not_end_the_sentence() -> None:
    assert symbols(read_aloud("Mr. Gray came.", "american")).count(".") == 1


@pytest.mark.parametrize("name", ["Marrok", "Thessaly", "Quilliam", "Zibby", "O'Malley", "Ørsted"])
@pytest.mark.parametrize("accent", ["american", "british"])
def test_a_name_no_lexicon_has_is_pronounced_with_one_main_stress(name: str, accent: str) -> None:
    said = read_aloud(name, accent)[0].sounds  # type: ignore[arg-type]
    assert len(said) > 2 and "ˈ" in said


@given(st.text(max_size=60) | st.text(alphabet="0123456789²½¼٣.,:/-+'\"$£€¢%°#&kmbnstrdhapXVIé ", max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_only_symbols_the_voice_knows(text: str) -> None:
    for accent in ("american", "british"):
        for word in read_aloud(text, accent):  # type: ignore[arg-type]
            assert set(word.sounds + word.after) <= set(SYMBOLS)


@given(
    st.lists(
        st.sampled_from(["the", "keeper", "plays", "a", "violin", "at", "night", "42", "Mr.", "don't", "it's", "sea-side", "well,", "oh"]),
        min_size=1,
        max_size=12,
    )
)
@settings(max_examples=60, deadline=None)
def test_every_written_word_is_there_once_in_order(words: list[str]) -> None:
    said = read_aloud(" ".join(words), "british")
    assert [w.text for w in said] == [word.rstrip(".,") for word in words]
    assert all(word.sounds for word in said)


def test_the_lexicon_inflects_what_it_does_not_list() -> None:
    book = lexicon("american")
    assert book.word("lamplighters").endswith("z")
    assert book.word("Tobias's").endswith(("ᵻz", "z"))
