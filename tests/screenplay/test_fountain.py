"""What Fountain means, and that reading and writing agree."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.records.emphasis import escape, mark, plain, runs
from filmwright.records.script import Element, Screenplay
from filmwright.screenplay import fdx, fountain

_LINES = st.sampled_from(
    [
        "INT. HOUSE - DAY",
        ".snow",
        "EXT. SEA #2a#",
        "MARA",
        "MARA (V.O.) ^",
        "@McCoy",
        "(softly)",
        "((a) b)",
        "Hello *there*.",
        "~la la",
        "~",
        "CUT TO:",
        "> FADE OUT",
        "> THE END <",
        "===",
        "# ACT",
        "## 2",
        "= what happens",
        "!SHOUT",
        "!  INDENTED",
        "[[note]]",
        "[[two\nlines]]",
        "[[open",
        "text [[in]] text",
        "/* gone */",
        "/*\nMARA\nGone\n*/",
        "a /* b */ c",
        "/* open",
        "",
        "",
        "",
        "  ",
        "\t",
        "   ===",
        "Title: X",
        "  Y",
        "Author:",
        "FADE IN:",
        "action",
        "    indented",
        "]]",
        "*/",
        "#",
        "=",
        "==",
        ">",
        "><",
        "@",
        ".",
        "!",
        "()",
        "MARA [[n]]",
        "[[]]",
    ]
)
_SCRIPTS = st.one_of(st.lists(_LINES, max_size=30).map("\n".join), st.text(max_size=200))


def _blocks(screenplay: Screenplay) -> list[tuple[object, ...]]:
    return [(e.kind, e.text, e.dual, e.scene_number, e.depth, e.anchor) for e in screenplay.elements]


@settings(max_examples=500, deadline=None)
@given(_SCRIPTS)
def test_what_is_written_reads_back_the_same(text: str) -> None:
    read = fountain.parse(text, source="any")
    written = fountain.write(read)
    again = fountain.parse(written, source="any")
    assert _blocks(again) == _blocks(read)
    assert again.title_page == read.title_page
    assert fountain.write(again) == written


@settings(max_examples=200, deadline=None)
@given(_SCRIPTS)
def test_final_draft_keeps_what_it_has_a_place_for(text: str) -> None:
    read = fountain.parse(text, source="any")
    data = fdx.write(read)
    again = fdx.parse(data, source="any")
    kinds = ("scene_heading", "character", "dialogue", "transition", "parenthetical")

    def words(screenplay: Screenplay) -> list[tuple[str, str]]:
        return [(e.kind, plain(e.text).strip()) for e in screenplay.elements if e.kind in kinds and plain(e.text).strip()]

    def legal(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return [(k, fdx._legal(t).strip()) for k, t in found if fdx._legal(t).strip()]

    assert legal(words(again)) == legal(words(read))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_escaped_words_are_plain_again(text: str) -> None:
    assert plain(escape(text)) == text


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab *_\\\n", max_size=30))
def test_marked_runs_say_the_same_words(text: str) -> None:
    assert plain(mark(runs(text))) == plain(text)


def test_emphasis_nests_and_ignores_lonely_stars() -> None:
    assert plain("**\\*9765\\***") == "*9765*"
    assert plain("He dialed *69 and then *23.") == "He dialed *69 and then *23."
    assert [r.italic for r in runs("_a *b* c_")] == [False, True, False]
    assert mark(runs("**a *b* c** un*believ*able")) == "**a *b* c** un*believ*able"


def test_ten_thousand_scenes_are_read_in_seconds() -> None:
    scene = "INT. ROOM {0} - DAY #{0}#\n\nMARA enters [[slowly]].\n\nMARA\n(softly)\nHello, /* dear */ number {0}.\n\n"
    began = time.perf_counter()
    read = fountain.parse("".join(scene.format(n) for n in range(10_000)), source="long")
    fountain.write(read)
    assert time.perf_counter() - began < 10
    assert sum(e.kind == "scene_heading" for e in read.elements) == 10_000


def test_open_marks_do_not_cost_more_than_their_length() -> None:
    began = time.perf_counter()
    for hard in (
        "[[" * 60_000,
        "/*" * 60_000,
        "[[a]]\n" * 30_000,
        "MARA\n" + "[[n]]\n" * 30_000,
        "*a " * 60_000,
        "**" * 60_000,
        "(" * 60_000,
        "INT. A" + " " * 100_000 + "x #",
        "A" + " " * 100_000 + "x\nb",
        "1 A" + " " * 100_000 + "x",
    ):
        read = fountain.parse(hard, source="hard")
        plain(hard)
        fountain.write(read)
    assert time.perf_counter() - began < 10


def test_a_note_inside_a_speech_is_not_spoken() -> None:
    read = fountain.parse("MARA\nI am [[or is she?]] here.\n", source="n")
    assert [(e.kind, e.text) for e in read.elements] == [("character", "MARA"), ("dialogue", "I am  here."), ("note", "or is she?")]
    assert read.elements[2].anchor == 5


def test_crlf_tabs_and_a_byte_order_mark_change_nothing() -> None:
    text = "Title: X\n\nINT. A - DAY\n\n    MARA\n    Hi.\n"
    strange = "\ufeff" + text.replace("    ", "\t").replace("\n", "\r\n")
    assert fountain.parse(strange, source="").elements == fountain.parse(text, source="").elements


def test_an_action_that_looks_like_something_else_is_forced_when_written() -> None:
    for words in (
        "INT. IS A PREFIX",
        "LOUD\nwords",
        "CUT TO:",
        ".44 magnum",
        "# of guests",
        "@home",
        "~ish",
        "> that way",
        "a\n# b",
        "Title: not",
    ):
        made = Screenplay(elements=(Element(kind="action", text=words),))
        read = fountain.parse(fountain.write(made), source="made")
        assert {e.kind for e in read.elements} == {"action"}
        assert "\n".join(e.text for e in read.elements) == words
        assert not read.title_page


def test_a_script_that_opens_with_fade_in_has_no_title_page() -> None:
    read = fountain.parse("FADE IN:\n\nINT. A - DAY\n", source="f")
    assert not read.title_page and read.elements[0].text == "FADE IN:"


def test_dual_dialogue_goes_through_final_draft() -> None:
    read = fountain.parse("A\nOne & <two>.\n\nB ^\n*Three*.\n\nINT. X - DAY #3#\n\n= Why\n\nGo [[where?]] on.\n", source="d")
    again = fdx.parse(fdx.write(read), source="d")
    assert [(e.kind, e.text, e.dual, e.scene_number) for e in again.elements] == [
        ("character", "A", False, ""),
        ("dialogue", "One & <two>.", False, ""),
        ("character", "B", True, ""),
        ("dialogue", "*Three*.", False, ""),
        ("scene_heading", "INT. X - DAY", False, "3"),
        ("synopsis", "Why", False, ""),
        ("action", "Go  on.", False, ""),
        ("note", "where?", False, ""),
    ]
