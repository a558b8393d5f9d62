"""Sentences of action become the right act, by the right role, on the right target, with the right prop."""

from __future__ import annotations

import pytest

from filmwright.breakdown import break_down
from filmwright.records.breakdown import Action, Breakdown, Image
from filmwright.records.script import Element, Screenplay

CAST = "MARA, 70s, weathered, blue oilskin, waits at the table. TOM, a boy of nine, red jumper, stands by the door."


def film(*actions: str, heading: str = "INT. KITCHEN - NIGHT") -> Breakdown:
    elements = [Element(kind="scene_heading", text=heading)]
    elements += [Element(kind="action", text=text, line=i) for i, text in enumerate(actions, start=2)]
    return break_down(Screenplay(elements=tuple(elements)))


def deeds(sentence: str) -> list[tuple[str, str, str, str]]:
    """(role, act, target, prop) of each act of a sentence read after Mara and Tom were introduced."""
    scene = film(CAST, sentence).scenes[0]
    return [(b.role, b.act, b.target, b.prop) for b in scene.business if isinstance(b, Action) and b.source_line == 3]


# sentence, then (role, act, target, prop) of each act; "*" where any will do
SENTENCES: list[tuple[str, list[tuple[str, str, str, str]]]] = [
    ("Mara picks up the lantern.", [("mara", "pick_up", "", "lantern")]),
    ("Mara picks the lantern up.", [("mara", "pick_up", "", "lantern")]),
    ("Tom takes the letter from Mara.", [("tom", "take", "mara", "letter")]),
    ("Mara gives Tom the key.", [("mara", "give", "tom", "key")]),
    ("Mara hands the key to Tom.", [("mara", "give", "tom", "key")]),
    ("Mara lays the key in Tom's open hand.", [("mara", "give", "tom", "key")]),
    ("Mara puts the key into his hand.", [("mara", "give", "tom", "key")]),
    ("Mara catches Tom.", [("mara", "reach", "tom", "")]),
    ("She hands him a cup of tea.", [("mara", "give", "tom", "cup_of_tea")]),
    ("Tom crosses to the window and opens it.", [("tom", "walk_to", "window", ""), ("tom", "open", "window", "")]),
    ("Mara sits down at the table.", [("mara", "sit", "*", "")]),
    ("Tom stands up.", [("tom", "stand_up", "", "")]),
    ("Mara looks at Tom.", [("mara", "look_at", "tom", "")]),
    ("They look at each other.", [("mara", "look_at", "tom", ""), ("tom", "look_at", "mara", "")]),
    ("They hug.", [("mara", "hug", "tom", "")]),
    ("They shake hands.", [("mara", "shake_hands", "tom", "")]),
    ("Mara shakes Tom's hand.", [("mara", "shake_hands", "tom", "")]),
    ("Mara and Tom carry the chest to the window.", [("mara", "carry", "tom", "chest")]),
    ("Mara touches Tom's sleeve.", [("mara", "touch", "tom", "")]),
    ("Tom hides the key under the table.", [("tom", "put_down", "*", "key")]),
    ("Mara coughs.", [("mara", "cough", "", "")]),
    ("Tom yawns and rubs his eyes.", [("tom", "yawn", "", ""), ("tom", "rub_eyes", "", "")]),
    ("Her hand shakes.", [("mara", "think", "", "")]),
    ("Tom shakes his head.", [("tom", "shake_head", "", "")]),
    ("Mara nods slowly.", [("mara", "nod", "", "")]),
    ("Tom shrugs.", [("tom", "shrug", "", "")]),
    ("Mara puts the cup on the table.", [("mara", "put_down", "table", "cup")]),
    ("Tom puts down the book.", [("tom", "put_down", "", "book")]),
    ("Mara turns away from Tom.", [("mara", "turn_to", "tom", "")]),
    ("Tom runs to the door.", [("tom", "walk_to", "door", "")]),
    ("Tom runs out.", [("tom", "exit", "", "")]),
    ("Mara leaves through the door.", [("mara", "exit", "*", "")]),
    ("Mara points at the window.", [("mara", "point_at", "window", "")]),
    ("Tom waves to Mara.", [("tom", "wave", "mara", "")]),
    ("Mara kneels.", [("mara", "kneel", "", "")]),
    ("Mara reads the letter.", [("mara", "read", "", "letter")]),
    ("Tom plays the violin.", [("tom", "play", "", "violin")]),
    ("Mara writes in her diary.", [("mara", "write", "", "diary")]),
    ("Mara holds the candle.", [("mara", "hold", "", "candle")]),
    ("Tom knocks on the door.", [("tom", "knock", "door", "")]),
    ("Mara listens.", [("mara", "listen", "", "")]),
    ("Tom falls asleep.", [("tom", "sleep", "", "")]),
    ("Mara wakes up.", [("mara", "wake", "", "")]),
    ("Tom bursts into tears.", [("tom", "cry", "", "")]),
    ("Mara laughs.", [("mara", "laugh", "", "")]),
    ("Tom eats the apple.", [("tom", "eat", "", "apple")]),
    ("Mara drinks from the cup.", [("mara", "drink", "", "cup")]),
    ("Mara lights the lantern.", [("mara", "light", "", "lantern")]),
    ("Mara mends the clock.", [("mara", "repair", "", "clock")]),
    ("Tom reaches for the key.", [("tom", "reach", "key", "key")]),
    ("Tom holds out the key to Mara.", [("tom", "offer", "mara", "key")]),
    ("Mara throws the ball to Tom.", [("mara", "throw", "tom", "ball")]),
    ("Tom trips and falls.", [("tom", "fall", "", ""), ("tom", "fall", "", "")]),
    ("Mara closes the door.", [("mara", "close", "door", "")]),
    ("The old woman sighs.", [("mara", "think", "", "")]),
    ("The boy laughs.", [("tom", "laugh", "", "")]),
    ("He hides behind the table.", [("tom", "kneel", "table", "")]),
    ("Slowly, Mara rises.", [("mara", "stand_up", "", "")]),
    ("Mara, holding a lantern, walks to the window.", [("mara", "hold", "", "lantern"), ("mara", "walk_to", "window", "")]),
    ("Mara does not move.", [("mara", "wait", "", "")]),
    ("Tom touches Mara's shoulder.", [("tom", "touch", "mara", "")]),
    (
        "Mara takes down a pot, fills it and sets it on the stove.",
        [("mara", "pick_up", "", "pot"), ("mara", "work", "", "pot"), ("mara", "put_down", "stove", "pot")],
    ),
    ("Tom pushes the chair.", [("tom", "push", "*", "*")]),
    ("Mara and Tom dance.", [("mara", "dance", "tom", "")]),
    ("Both of them laugh.", [("mara", "laugh", "", ""), ("tom", "laugh", "", "")]),
    ("Mara offers Tom the bread.", [("mara", "offer", "tom", "bread")]),
    ("Tom pulls the rope.", [("tom", "pull", "rope", "rope")]),
    ("Mara juggles knives.", [("mara", "work", "", "*")]),
    ("At the window, Tom stops.", [("tom", "wait", "*", "")]),
    ("Mara opens the box and takes out a letter.", [("mara", "open", "box", "box"), ("mara", "pick_up", "", "letter")]),
    ("As Tom watches, Mara sweeps the floor.", [("tom", "look_at", "*", ""), ("mara", "work", "", "")]),
    ("The rain beats on the glass.", []),
    ("The clock ticks.", []),
    ("Silence.", []),
]
# The share of the sentences above read exactly; a lower share is a step back. Raise it when the reading gets better.
FLOOR = 0.97


def matches(got: list[tuple[str, str, str, str]], wanted: list[tuple[str, str, str, str]]) -> bool:
    return len(got) == len(wanted) and all(
        w in ("*", g) for one, other in zip(got, wanted, strict=True) for g, w in zip(one, other, strict=True)
    )


def test_share_of_sentences_read_exactly_is_not_below_the_floor() -> None:
    wrong = [(sentence, deeds(sentence), wanted) for sentence, wanted in SENTENCES if not matches(deeds(sentence), wanted)]
    share = 1 - len(wrong) / len(SENTENCES)
    print(f"{len(SENTENCES)} sentences, {share:.1%} exact")
    assert share >= FLOOR, wrong


@pytest.mark.parametrize("sentence", ["Wind. Spray on the glass.", "Rain.", "The kettle whistles."])
def test_sentences_without_a_performer_are_images(sentence: str) -> None:
    business = film(sentence).scenes[0].business
    assert business and all(isinstance(item, Image) for item in business)
    assert any(isinstance(item, Image) and item.sound for item in business)


def test_what_happens_all_by_itself_is_done_by_nobody() -> None:
    business = film(CAST, "Mara puts the violin on the table.", "All by itself, the violin plays.").scenes[0].business
    last = business[-1]
    assert isinstance(last, Image)
    assert last.sound


def test_a_chair_that_is_only_turned_is_the_seat_of_the_set() -> None:
    found = film(CAST, "Mara turns her chair to the door.")
    assert "chair" not in {prop.model for prop in found.props}
    assert "chair" in {prop.model for prop in film(CAST, "Mara picks up a chair.").props}


def test_what_the_theatre_cannot_act_is_reported_with_the_nearest_act() -> None:
    broken = film(CAST, "Mara juggles knives.")
    assert any("juggles" in note.asked and "work" in note.done for note in broken.approximations)


def test_an_unknown_verb_is_business_and_is_reported() -> None:
    broken = film(CAST, "Mara zigzags to the window.")
    item = broken.scenes[0].business[-1]
    assert isinstance(item, Action) and item.role == "mara"
    assert any("zigzags" in note.asked for note in broken.approximations)


def test_a_thing_without_a_model_gets_a_stand_in_that_is_reported() -> None:
    broken = film(CAST, "Mara picks up the astrolabe.")
    item = broken.scenes[0].business[-1]
    assert isinstance(item, Action) and item.prop == "astrolabe"
    assert any("astrolabe" in note.asked for note in broken.approximations)


def test_the_same_word_means_the_same_prop_and_a_second_one_another() -> None:
    broken = film(CAST, "Mara sets out a cup. Sets out a second.", "Tom picks up the cup.")
    props = [item.prop for item in broken.scenes[0].business if isinstance(item, Action) and item.prop]
    assert props[0] != props[1]
    assert {prop.id for prop in broken.props} == {"cup", "cup_2"}


def test_a_thing_of_another_colour_is_another_thing() -> None:
    broken = film(CAST, "Mara picks up a red ball.", "Tom picks up a blue ball.", "Tom throws the blue ball.")
    assert sorted(prop.colour for prop in broken.props) == sorted({prop.colour for prop in broken.props}) and len(broken.props) == 2


@pytest.mark.parametrize(
    ("sentence", "becomes", "whom"),
    [
        ("Mara is soaked to the skin.", "wet", "mara"),
        ("Her coat is torn.", "torn", "mara"),
        ("Mara bandages Tom's head.", "bandaged", "tom"),
        ("Tom tears his sleeve on a nail.", "torn", "tom"),
        ("Mara mends Tom's torn sleeve.", "not torn", "tom"),
    ],
)
def test_what_becomes_of_looks_is_noted_with_whose_they_are(sentence: str, becomes: str, whom: str) -> None:
    told = [b for b in film(CAST, "Mara nods.", sentence).scenes[0].business if isinstance(b, Action) and b.becomes]
    assert [(b.becomes, b.whom) for b in told] == [(becomes, whom)]


@pytest.mark.parametrize("sentence", ["Tom tears the letter in two.", "Tom picks up the torn letter.", "Mara is not wet."])
def test_what_is_said_of_things_changes_nobodys_looks(sentence: str) -> None:
    told = [b for b in film(CAST, sentence).scenes[0].business if isinstance(b, Action) and b.becomes and not b.becomes.startswith("not")]
    assert not told


@pytest.mark.parametrize(
    ("sentence", "act", "prop"),
    [
        ("Mara comes in with a basket, muddy from the stones, and lays it on the table.", "put_down", "basket"),
        ("Mara takes the lantern off the hook, and sets it on the table.", "put_down", "lantern"),
        ("Tom takes a bottle, pours the rain out of it, and puts it on the table.", "put_down", "bottle"),
        ("Tom takes an envelope, counts the letters in it, and puts it on the table.", "put_down", "envelope"),
        ("Mara holds the lantern out of the window.", "hold", "lantern"),
    ],
)
def test_what_the_act_is_done_to_is_meant_by_it(sentence: str, act: str, prop: str) -> None:
    """Not the place it lies at, comes from or is taken off."""
    assert (act, prop) in [(did, what) for _, did, _, what in deeds(sentence)]


@pytest.mark.parametrize("opening", ["Behind her back", "Behind Mara's back"])
def test_behind_somebody_acts_somebody_else(opening: str) -> None:
    assert {role for role, *_ in deeds(f"{opening}, Tom takes the key.")} == {"tom"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Out there a boat knocks against a stone.",
        "Far out, a boat and a lantern.",
        "On the water, one small boat.",
        "Where a basket stood, dust.",
        "Mara takes the hat off the hook.",
        "Coats on a hook.",
    ],
)
def test_what_is_elsewhere_or_absent_or_only_holds_something_is_no_prop_of_the_room(sentence: str) -> None:
    models = {prop.model for prop in film(CAST, sentence).props}
    assert not models & {"boat", "stone", "lantern", "basket", "hook", "screw"}


def test_what_lies_outdoors_is_a_prop_of_a_set_outdoors() -> None:
    assert "lantern" in {prop.model for prop in film(CAST, "Far off, a lantern.", heading="EXT. FIELD - NIGHT").props}


def test_what_hands_do_something_to_is_a_prop_though_it_seldom_lies_about() -> None:
    assert any(act == "pick_up" and prop for _, act, _, prop in deeds("Mara picks up a nail."))


def test_a_clause_about_a_thing_does_not_take_its_name() -> None:
    prop = next(prop for _, act, _, prop in deeds("Mara holds out a fuse that was in her own pocket.") if act == "offer")
    assert prop == "fuse"
