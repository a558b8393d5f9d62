"""A director's notes on sound and ways of hearing a voice: read where they stand, or answered by one clear sentence."""

from __future__ import annotations

import pytest

from filmwright.breakdown import break_down
from filmwright.records.breakdown import Breakdown, EffectNote, LineOfDialogue, ScoreNote
from filmwright.screenplay import fountain


def film(body: str) -> Breakdown:
    return break_down(fountain.parse(f"INT. KITCHEN - NIGHT\n\n{body}", source="night.fountain"))


def line(cue: str, parenthetical: str, *, action: str = "MARA sits at the table.") -> LineOfDialogue:
    aside = f"({parenthetical})\n" if parenthetical else ""
    scene = film(f"{action}\n\n{cue}\n{aside}Is anybody there?").scenes[0]
    return next(item for item in scene.business if isinstance(item, LineOfDialogue))


def score_note(text: str) -> ScoreNote:
    (note,) = film(f"MARA sits.\n\n[[score: {text}]]").scenes[0].notes
    assert isinstance(note, ScoreNote)
    return note


def test_a_note_holds_from_where_it_stands() -> None:
    scene = film(
        "[[score: none]]\n\nMARA sits. [[sfx: a door slams off]] She looks up.\n\nMARA\nWho is it? [[score: dread]] Tell me.\n"
    ).scenes[0]
    assert [(note.after, note.part) for note in scene.notes] == [("", 1.0), ("s1.a1", 1.0), ("s1.l1", pytest.approx(0.5, abs=0.1))]
    assert [type(note) for note in scene.notes] == [ScoreNote, EffectNote, ScoreNote]
    assert [item.id for item in scene.business] == ["s1.a1", "s1.a2", "s1.l1"]


def test_a_note_above_the_first_heading_is_of_the_first_scene() -> None:
    breakdown = break_down(fountain.parse("[[score: none]]\n\nINT. KITCHEN - NIGHT\n\nMARA sits.\n", source="night.fountain"))
    assert [note.after for note in breakdown.scenes[0].notes] == [""]


def test_a_note_on_the_score_names_a_mood_a_pace_a_loudness_a_theme_or_silence() -> None:
    slow = score_note("dread, slow, very soft")
    assert slow.feeling and slow.feeling.tension > 0.5 and slow.pace < 1 and slow.loudness == -1.0
    assert score_note("Theme of Mara").theme == score_note("mara's theme").theme == "mara"
    assert score_note("theme of the two").theme == "bond"
    assert score_note("none.").silent and not score_note("as written").silent
    assert score_note("horror").feeling == score_note("dread").feeling


def test_a_thing_has_a_theme_once_it_was_seen() -> None:
    scene = film("MARA takes the violin.\n\n[[score: theme of the violin]]\n\nMARA sits.").scenes[0]
    assert [note.theme for note in scene.notes if isinstance(note, ScoreNote)] == ["violin"]
    early = film("[[score: theme of the violin]]\n\nMARA takes the violin.")
    assert not early.scenes[0].notes and any("nothing seen before" in a.done for a in early.approximations)


@pytest.mark.parametrize(
    ("note", "says"),
    [
        ("score: sprightly", "'sprightly' is no word of a note on the score"),
        ("score: dred", "did you mean dread?"),
        ("score: theme of Rex", "nobody in the cast is called 'rex'"),
        ("score:", "says nothing after its colon"),
        ("sfx: ...", "expected a sound in plain words"),
        ("score: none, slow", "silence and for music at once"),
    ],
)
def test_a_note_that_cannot_be_followed_is_answered_by_one_sentence(note: str, says: str) -> None:
    breakdown = film(f"MARA sits.\n\n[[{note}]]")
    (told,) = [a for a in breakdown.approximations if a.asked.startswith("[[")]
    assert told.where == "night.fountain:5" and says in told.done and "expected" in told.done
    assert not breakdown.scenes[0].notes


def test_other_notes_stay_the_writers_own() -> None:
    breakdown = film("MARA sits. [[Is this the right chair?]]\n\n[[TODO: another chair]]")
    assert not breakdown.scenes[0].notes and not any(a.asked.startswith("[[") for a in breakdown.approximations)


@pytest.mark.parametrize(
    ("cue", "parenthetical", "heard", "delivery"),
    [
        ("TOM", "through the door", "door", "off_screen"),
        ("TOM", "shouting through the door", "door", "off_screen"),
        ("TOM (THROUGH DOOR)", "", "door", "off_screen"),
        ("TOM", "from the next room", "next_room", "off_screen"),
        ("TOM", "on the radio", "radio", "off_screen"),
        ("TOM (ON RADIO)", "", "radio", "off_screen"),
        ("TOM (V.O.)", "over the phone", "telephone", "voice_over"),
        ("TOM (FILTERED)", "", "telephone", "off_screen"),
        ("TOM", "on the phone", "telephone", "off_screen"),
        ("MARA", "on the phone", "here", "plain"),  # she is seen with it
        ("TOM", "over the loudspeaker", "loudspeaker", "off_screen"),
        ("MARA", "across the field", "distance", "loud"),
        ("MARA", "whispering across the table", "here", "whisper"),
        ("TOM (V.O.)", "", "here", "voice_over"),
        ("TOM (O.S.)", "", "here", "off_screen"),
        ("MARA", "shouting over the wind", "here", "shout"),
        ("MARA", "looking over the table", "here", "plain"),
    ],
)
def test_a_voice_is_heard_as_the_script_says(cue: str, parenthetical: str, heard: str, delivery: str) -> None:
    said = line(cue, parenthetical)
    assert (said.heard, said.delivery) == (heard, delivery)


def test_a_voice_is_raised_against_what_is_named() -> None:
    assert line("MARA", "shouting over the wind").against == "wind"
    assert line("MARA", "over the din").against == "noise" and line("MARA", "over the din").delivery == "loud"
    assert line("MARA", "looking over the table").against == ""
