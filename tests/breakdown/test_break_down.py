"""A screenplay becomes scenes, cast, sets and business: all of it, in order, and nothing that is not in it."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from filmwright.breakdown import MOST_LINES, MOST_SCENES, break_down
from filmwright.breakdown.wardrobe import distance
from filmwright.errors import InputError
from filmwright.records.breakdown import Action, Breakdown, LineOfDialogue
from filmwright.records.codec import encode
from filmwright.records.script import Element, Screenplay
from filmwright.screenplay import fountain
from filmwright.theatre import catalogue

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "screenplays.fountain"


def film(text: str) -> Breakdown:
    return break_down(fountain.parse(text, source="test.fountain"))


def lines_of(breakdown: Breakdown) -> list[LineOfDialogue]:
    return [item for scene in breakdown.scenes for item in scene.business if isinstance(item, LineOfDialogue)]


def acts_of(breakdown: Breakdown) -> list[Action]:
    return [item for scene in breakdown.scenes for item in scene.business if isinstance(item, Action)]


def check_whole(breakdown: Breakdown) -> None:
    """Every id is unique, everything that is named exists, whoever acts or speaks is on stage or heard from off it."""
    kits = catalogue.sets()
    roles = {role.id for role in breakdown.cast}
    props = {prop.id for prop in breakdown.props}
    sets = {record.id: record for record in breakdown.sets}
    assert len(roles) == len(breakdown.cast) and len(props) == len(breakdown.props) and len(sets) == len(breakdown.sets)
    ids = [item.id for scene in breakdown.scenes for item in scene.business]
    assert len(ids) == len(set(ids))
    assert all(prop.model in catalogue.props() and (not prop.home or prop.home in roles) for prop in breakdown.props)
    for record in breakdown.sets:
        assert record.kit in kits and set(record.dressing) <= props
    for scene in breakdown.scenes:
        kit = kits[sets[scene.set].kit]
        places = {*kit.features, *kit.seats, *kit.surfaces, *kit.marks, *kit.entrances}
        on = set(scene.present)
        assert on <= roles
        for item in scene.business:
            if isinstance(item, Action):
                assert item.role in roles and item.target in {"", *roles, *props, *places} and item.prop in {"", *props}
                if item.act == "enter":
                    assert item.role not in on
                    on.add(item.role)
                assert item.role in on, item
                if item.act == "exit":
                    on.remove(item.role)
            elif isinstance(item, LineOfDialogue):
                assert item.role in roles and item.to in {"", *roles}
                assert item.role in on or item.delivery in ("voice_over", "off_screen")
            else:
                assert item.subject in {"", *props}


def test_the_reference_screenplays_break_down_whole() -> None:
    if not REFERENCE.exists():
        pytest.skip(f"{REFERENCE} is absent")
    for text in REFERENCE.read_text(encoding="utf-8").split("\n===\n"):
        screenplay = fountain.parse(text.strip() + "\n", source="reference")
        breakdown = break_down(screenplay)
        check_whole(breakdown)
        assert [line.text for line in lines_of(breakdown)] == [e.text for e in screenplay.elements if e.kind == "dialogue"]
        assert len(breakdown.scenes) == sum(e.kind == "scene_heading" for e in screenplay.elements)
        assert 2 <= len(breakdown.cast) <= 3
        for one, other in itertools.combinations(breakdown.cast, 2):
            assert distance(one.puppet, other.puppet) > 0.4


def test_the_reference_violin_is_cast_as_described() -> None:
    if not REFERENCE.exists():
        pytest.skip(f"{REFERENCE} is absent")
    breakdown = film(REFERENCE.read_text(encoding="utf-8").split("\n===\n")[0].strip() + "\n")
    tobias, nell = breakdown.cast
    assert (tobias.puppet.age, tobias.puppet.top, tobias.puppet.hat, tobias.puppet.beard) == ("old", "oilskin", "wool_hat", "full")
    assert (nell.puppet.age, nell.puppet.hat, nell.sex) == ("child", "sou_wester", "female")
    assert [record.kit for record in breakdown.sets] == ["lamp_room", "cliff_sea"]
    given_away = [(act.role, act.target, act.prop) for act in acts_of(breakdown) if act.act == "give"]
    assert given_away == [("tobias", "nell", "violin"), ("tobias", "nell", "bow")]


SCRIPT = """Title: The Key

EXT. STREET - NIGHT

Rain. A cat crosses the street.

MARA (60s), tall, grey coat, a red scarf, stands by the bench.

MARA
(whispering, to Tom)
Is anybody there?

TOM (O.S.)
Up here!

A knock. TOM: a boy of ten, green jumper. He runs to Mara and gives her a key.

TOM
MARA, TAKE IT!

MARA ^
Tom--

INT. KITCHEN - LATER

OLD MAN
(picks up the cup)
Good evening.

The old man drinks.

MARA (V.O.)
That was the night I lost everything.

EXT. STREET - CONTINUOUS

The street is empty.
"""


def test_times_and_weather_go_on_when_the_heading_does_not_say() -> None:
    scenes = film(SCRIPT).scenes
    assert [scene.time_of_day for scene in scenes] == ["night", "night", "night"]
    assert scenes[0].weather == "rain" and scenes[0].set == scenes[2].set


def test_lines_keep_their_words_order_speaker_listener_and_delivery() -> None:
    lines = lines_of(film(SCRIPT))
    assert [line.text for line in lines] == [
        "Is anybody there?",
        "Up here!",
        "MARA, TAKE IT!",
        "Tom--",
        "Good evening.",
        "That was the night I lost everything.",
    ]
    assert [line.role for line in lines] == ["mara", "tom", "tom", "mara", "old_man", "mara"]
    assert [line.to for line in lines[:4]] == ["tom", "mara", "mara", "tom"]
    assert [line.delivery for line in lines] == ["whisper", "off_screen", "shout", "plain", "plain", "voice_over"]
    assert lines[3].overlaps


def test_dual_dialogue_and_a_cue_of_two_are_said_together() -> None:
    script = """INT. KITCHEN - DAY

ADA and TOM look up.

ADA
Who is there?

TOM ^
Come in!

ADA AND TOM
It is open!

ADA
Nobody.
"""
    lines = lines_of(film(script))
    assert [(line.role, line.text, line.together) for line in lines] == [
        ("ada", "Who is there?", False),
        ("tom", "Come in!", True),
        ("ada", "It is open!", False),
        ("tom", "It is open!", True),
        ("ada", "Nobody.", False),
    ]


def test_whoever_enters_is_not_there_before_and_a_voice_is_not_on_stage() -> None:
    breakdown = film(SCRIPT)
    check_whole(breakdown)
    assert "tom" not in breakdown.scenes[0].present and "mara" in breakdown.scenes[0].present
    assert breakdown.scenes[1].present == ("old_man",)


def test_creatures_that_only_act_are_cast() -> None:
    breakdown = film(SCRIPT)
    assert {role.id: role.puppet.kind for role in breakdown.cast} == {"cat": "cat", "mara": "human", "tom": "human", "old_man": "human"}


def test_what_is_said_of_someone_is_kept() -> None:
    puppet = next(role.puppet for role in film(SCRIPT).cast if role.id == "mara")
    assert (puppet.age, puppet.build, puppet.top) == ("old", "tall", "coat")
    assert "scarf" in puppet.accessories
    assert puppet.accent_colour == "#b5342c" and puppet.top_colour == "#7d7d80"


def test_a_parenthetical_that_tells_an_action_is_acted() -> None:
    assert ("old_man", "pick_up", "cup") in [(act.role, act.act, act.prop) for act in acts_of(film(SCRIPT))]


def test_cues_that_mean_one_person_make_one_role() -> None:
    breakdown = film(
        "INT. KITCHEN - DAY\n\nMARA\nOne.\n\nMARA (CONT'D)\nTwo.\n\nMARA'S VOICE\nThree.\n\nTHE OLD MAN\nFour.\n\nOLD MAN\nFive.\n"
    )
    assert [role.id for role in breakdown.cast] == ["mara", "old_man"]
    assert [line.delivery for line in lines_of(breakdown)][2] == "off_screen"


def test_a_script_without_headings_is_one_scene_and_without_dialogue_is_a_film() -> None:
    breakdown = break_down(Screenplay(elements=(Element(kind="action", text="Rain. MARA, 40, sits down. She weeps."),)))
    assert len(breakdown.scenes) == 1 and [act.act for act in acts_of(breakdown)] == ["sit", "cry"]


def test_a_place_is_built_as_the_nearest_kit_and_that_is_reported() -> None:
    built = {word for kit in catalogue.sets().values() for phrase in kit.words for word in phrase.split()}
    place = next(word for word in ("scullery", "pantry", "larder", "canteen") if word not in built).upper()
    breakdown = film(f"INT. {place} - DAY\n\nA drip.\n\nEXT. OBSIDIAN LABYRINTH - NIGHT\n\nNothing.\n")
    kits = [record.kit for record in breakdown.sets]
    assert "kitchen" in kits[0] and not catalogue.sets()[kits[1]].interior
    assert any(place in note.asked for note in breakdown.approximations)
    assert any("OBSIDIAN" in note.asked for note in breakdown.approximations)


def test_two_places_on_one_kit_do_not_look_the_same() -> None:
    breakdown = film(
        "INT. MARA'S KITCHEN - DAY\n\nA drip.\n\nINT. TOM'S KITCHEN - DAY\n\nA drip.\n\nINT. MARA'S KITCHEN - NIGHT\n\nA drip.\n"
    )
    assert len(breakdown.sets) == 2
    one, other = breakdown.sets
    assert one.kit == other.kit and one.seed != other.seed and one.palette != other.palette
    assert breakdown.scenes[0].set == breakdown.scenes[2].set


@pytest.mark.parametrize("looks", ["", "60s, grey coat", "a small robot"])
def test_a_cast_that_is_described_alike_is_still_told_apart(looks: str) -> None:
    names = ["ANA", "BEN", "CARL", "DORA", "EVA", "FRED"]
    text = "INT. KITCHEN - DAY\n\n" + "".join(f"{name}, {looks}, waits.\n\n" if looks else f"{name}\nHello.\n\n" for name in names)
    breakdown = film(text)
    least = min(distance(a.puppet, b.puppet) for a, b in itertools.combinations(breakdown.cast, 2))
    assert len(breakdown.cast) == 6
    assert least >= (0.42 if not looks else 0.2), least


def test_nothing_to_film_is_refused_in_one_sentence() -> None:
    for elements in ((), (Element(kind="note", text="later"),), (Element(kind="action", text=" ... "),)):
        with pytest.raises(InputError, match="nothing to film"):
            break_down(Screenplay(elements=elements, source="empty.fountain"))


def test_a_film_too_long_is_refused_with_the_limit() -> None:
    heading = Element(kind="scene_heading", text="INT. KITCHEN - DAY")
    with pytest.raises(InputError, match=str(MOST_SCENES)):
        break_down(Screenplay(elements=(heading,) * (MOST_SCENES + 1)))
    talk = (Element(kind="character", text="MARA"), Element(kind="dialogue", text="Hello."))
    with pytest.raises(InputError, match=str(MOST_LINES)):
        break_down(Screenplay(elements=(heading, *talk * (MOST_LINES + 1))))


def test_the_same_script_and_seed_give_the_same_bytes_and_another_seed_other_looks() -> None:
    screenplay = fountain.parse(SCRIPT, source="x")
    assert encode(break_down(screenplay, seed=3)) == encode(break_down(screenplay, seed=3))
    assert encode(break_down(screenplay, seed=3)) != encode(break_down(screenplay, seed=4))


WORDS = st.sampled_from(
    [
        "MARA",
        "TOM",
        "Mara",
        "Tom",
        "she",
        "he",
        "they",
        "it",
        "the",
        "a",
        "second",
        "red",
        "cup",
        "letter",
        "violin",
        "lamp",
        "window",
        "door",
        "table",
        "chair",
        "fox",
        "opens",
        "gives",
        "takes",
        "sits",
        "looks",
        "picks",
        "up",
        "puts",
        "down",
        "to",
        "from",
        "with",
        "at",
        "on",
        "and",
        "then",
        ",",
        ".",
        ":",
        ";",
        "-",
        "(",
        ")",
        "!",
        "?",
        "…",
        "'s",
        "his",
        "her",
        "runs",
        "exits",
        "enters",
        "holding",
        "not",
        "does",
        "is",
        "who",
        "knocks",
        "both",
        "old",
        "man",
        "ROBOT",
        "70s",
        "coat",
    ]
)
TEXTS = st.one_of(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), st.text(min_size=0, max_size=40))
ELEMENTS = st.builds(
    Element,
    kind=st.sampled_from(
        (
            "scene_heading",
            "action",
            "action",
            "character",
            "parenthetical",
            "dialogue",
            "lyrics",
            "transition",
            "centered",
            "section",
            "synopsis",
            "note",
        )
    ),
    text=TEXTS,
    dual=st.booleans(),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ELEMENTS, max_size=14))
@example([Element(kind="scene_heading", text=""), Element(kind="action", text='"0')])  # a sentence without a word
def test_any_screenplay_breaks_down_whole_or_is_refused(elements: list[Element]) -> None:
    screenplay = Screenplay(elements=tuple(elements), source="any")
    try:
        breakdown = break_down(screenplay)
    except InputError:
        return
    check_whole(breakdown)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.sampled_from(("MARA", "TOM", "THE OLD MAN")), TEXTS.filter(lambda t: any(c.isalnum() for c in t))), max_size=10)
)
def test_every_line_is_spoken_once_and_in_order(talk: list[tuple[str, str]]) -> None:
    elements = [Element(kind="scene_heading", text="INT. KITCHEN - DAY")]
    for name, text in talk:
        elements += [Element(kind="character", text=name), Element(kind="dialogue", text=text)]
    spoken = [line.text for line in lines_of(break_down(Screenplay(elements=tuple(elements))))]
    assert spoken == [" ".join(text.split()) for _, text in talk]


def test_a_set_goes_without_what_the_film_has_itself() -> None:
    """A scarecrow that is the hero, and a bicycle that is handled, stand in no set a second time."""
    told = film(
        "EXT. FIELD - NIGHT\n\nOSWIN, a scarecrow, stands in the corn. He picks up a bicycle.\n\nOSWIN\nIt is mine.\n\n"
        "INT. STAIRWELL - DAY\n\nOswin waits.\n"
    )
    assert all({"scarecrow", "bicycle"} <= set(record.without) and "human" not in record.without for record in told.sets)
