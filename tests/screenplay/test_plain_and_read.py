"""Plain layouts are understood, and every unusable file gets one sentence."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.errors import InputError
from filmwright.screenplay import plain
from filmwright.screenplay.read import looks_like_screenplay, read

TYPED = """
                         THE LAMP

                            by

                        Ana Ruiz

1    INT. LIGHTHOUSE - NIGHT                                  1

     Rain on the glass. TOBIAS, seventy, winds
     the clock.

                         TOBIAS
                    (to the
                    lamp)
               Not tonight, old
               friend.

                                                             2.

     He sits.

                         MARA (O.S.)
               Open the door!

                                        CUT TO:

     EXT. ROCKS - NIGHT

     Waves.
"""

PLAY = """THE LAMP

SCENE 1. A lighthouse.

Rain on the glass.

TOBIAS: Not tonight, old friend. (He winds the clock.) Not
tonight.
MARA (outside): Open the door!
[Knocking.]
TOBIAS. Who is it?
"""


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(e.kind, e.text) for e in plain.parse(text, source="t").elements]


def test_typed_pages_are_read_by_their_columns() -> None:
    script = plain.parse(TYPED, source="t")
    assert script.title() == "THE LAMP"
    assert script.elements[0].scene_number == "1"
    assert _kinds(TYPED) == [
        ("scene_heading", "INT. LIGHTHOUSE - NIGHT"),
        ("action", "Rain on the glass. TOBIAS, seventy, winds the clock."),
        ("character", "TOBIAS"),
        ("parenthetical", "to the lamp"),
        ("dialogue", "Not tonight, old friend."),
        ("action", "He sits."),
        ("character", "MARA (O.S.)"),
        ("dialogue", "Open the door!"),
        ("transition", "CUT TO:"),
        ("scene_heading", "EXT. ROCKS - NIGHT"),
        ("action", "Waves."),
    ]


def test_a_play_is_read_by_its_speakers() -> None:
    script = plain.parse(PLAY, source="t")
    assert script.title() == "THE LAMP"
    assert _kinds(PLAY) == [
        ("scene_heading", "A lighthouse"),
        ("action", "Rain on the glass."),
        ("character", "TOBIAS"),
        ("dialogue", "Not tonight, old friend."),
        ("parenthetical", "He winds the clock."),
        ("dialogue", "Not tonight."),
        ("character", "MARA"),
        ("parenthetical", "outside"),
        ("dialogue", "Open the door!"),
        ("action", "Knocking."),
        ("character", "TOBIAS"),
        ("dialogue", "Who is it?"),
    ]


def test_a_script_without_indents_is_fountain() -> None:
    assert _kinds("INT. A - DAY\n\nMARA\nHello.\n") == [("scene_heading", "INT. A - DAY"), ("character", "MARA"), ("dialogue", "Hello.")]


def test_a_premise_is_not_a_screenplay() -> None:
    assert not looks_like_screenplay("An old lighthouse keeper finds a violin: it plays by itself at night. He is afraid.")
    assert looks_like_screenplay(TYPED) and looks_like_screenplay(PLAY)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from([*TYPED.split("\n"), *PLAY.split("\n")]), max_size=30).map("\n".join)))
def test_any_text_is_read_as_something(text: str) -> None:
    plain.parse(text, source="any")
    looks_like_screenplay(text)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.fountain", "a.fdx", "a.txt", ""]))
def test_bytes_are_read_or_refused_in_a_sentence(data: bytes, name: str) -> None:
    try:
        read(data, source=name)
    except InputError as error:
        assert "\n" not in str(error) and len(str(error)) < 400


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>
<FinalDraft><Content><Paragraph><Text>&b;</Text></Paragraph></Content></FinalDraft>"""


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.fountain", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.txt", b"\x00\x01\x02ab", "binary"),
        ("a.txt", b"%PDF-1.7 ...", "PDF"),
        ("a.fountain", b"INT. A - DAY\n\nCaf\xe9", "a.fountain:3: byte 0xe9 is not UTF-8"),
        ("a.fdx", BOMB, "entities"),
        ("a.fdx", b"INT. A", "not a readable"),
        ("a.fdx", b"<x/>", "<FinalDraft>"),
        ("a.fdx", b"<FinalDraft/>", "no <Content>"),
        ("a.txt", b"Just some words.", "premise"),
        ("a.fdx", b"<FinalDraft><Content>" + b"<Paragraph>" * 300_000, "deeper"),
        ("a.docx", b"PK\x03\x04....", "zip"),
        ("a.txt", b"a" * 20_000_001, "20,000,000"),
    ],
)
def test_an_unusable_file_is_refused_with_the_reason(name: str, data: bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(data, source=name)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.fountain: cannot be read"):
        read(tmp_path / "none.fountain")
    with pytest.raises(InputError, match="folder"):
        read(tmp_path)


def test_utf16_is_read() -> None:
    assert read("INT. A - DAY\n\nMARA\nHé.\n".encode("utf-16"), source="a.txt").elements[2].text == "Hé."


def test_long_plain_texts_take_seconds() -> None:
    began = time.perf_counter()
    plain.parse(TYPED * 3_000, source="long")
    plain.parse(PLAY * 3_000, source="long")
    plain.parse("A" * 300_000 + "\n" + "A B " * 100_000 + "\n" + " " * 300_000 + "A.", source="long")
    assert time.perf_counter() - began < 10
