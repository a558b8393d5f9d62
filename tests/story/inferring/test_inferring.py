"""A story is inferred from any screenplay: acts, actors, causes, minds and feelings, each as sure as it may be."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from filmwright.cli.storytelling import draw_story, explanation, read_story
from filmwright.production import Production
from filmwright.records.codec import decode, encode_for_people
from filmwright.records.script import Element, Screenplay
from filmwright.records.story import Story
from filmwright.screenplay.fountain import parse
from filmwright.screenplay.plain import parse as parse_plain
from filmwright.settings import FILE_NAME, Settings, template
from filmwright.story.inferring import infer_story
from filmwright.story.inferring.cues import acts, group_of, matches, tokens, verb_of

sys.path.insert(0, str(Path(__file__).parent))
import measuring  # beside this file

OFFER = """
INT. KITCHEN - NIGHT

ANNA, forty, comes in from the rain. BORIS, her brother, looks up.

BORIS
Would you like some soup? You can sleep here tonight.

ANNA
Yes. I'd like that.
"""
SECRET = """
INT. STUDY - DAY

MARTA, fifty, and her nephew JAN, twenty, sit by the fire. PAUL, a doctor, stands at the window.

PAUL
Goodbye, Marta.

Paul leaves.

JAN
Aunt, it was me. I broke it. I'm so sorry.

MARTA
I want to go home, Jan.
"""


def inferred(text: str) -> Story:
    """The story of a screenplay in Fountain."""
    return infer_story(parse(text, source="test"))


def test_an_answer_to_an_offer_is_an_acceptance_and_the_offer_its_cause() -> None:
    story = inferred(OFFER)
    offer = next(event for event in story.events if event.act == "offer")
    accept = next(event for event in story.events if event.act == "accept")
    assert offer.actors == ("boris", "anna") and accept.actors == ("anna", "boris")
    assert offer.id in accept.causes and 0 < accept.cause_confidence[offer.id] <= 1
    assert story.events[0].act == "arrive" and story.events[0].actors[0] == "anna"


def test_who_has_left_does_not_know_what_was_confessed_afterwards() -> None:
    story = inferred(SECRET)
    confession = next(event for event in story.events if event.act == "confess")
    knowing = {known.person: known for known in story.knowledge if known.event == confession.id}
    assert set(knowing) == {"jan", "marta"} and knowing["jan"].how == "did" and knowing["marta"].how == "told"
    assert knowing["marta"].secret_from == ("paul",)


def test_words_of_address_and_first_sights_say_what_people_are_to_each_other() -> None:
    kinds = {(r.person, r.other): r.kind for r in inferred(SECRET).relations}
    assert kinds["jan", "marta"] == "aunt" and kinds["marta", "jan"] == "nephew"
    assert {(r.person, r.other): r.kind for r in inferred(OFFER).relations}["anna", "boris"] == "brother"


def test_what_somebody_says_they_want_is_what_they_want() -> None:
    story = inferred(SECRET)
    want = next(want for want in story.wants if want.person == "marta")
    assert want.what == "to go home" and want.events
    assert next(person for person in story.people if person.id == "marta").wants == "to go home"


@pytest.mark.parametrize(
    ("action", "actor", "other"),
    [
        ("Tom hands Rosa the letter.", "tom", "rosa"),
        ("Rosa is slapped by Tom.", "tom", "rosa"),
        ("Tom turns to Rosa. She gives him the key.", "rosa", "tom"),
        ("Rosa watches. Tom falls to his knees and begs her.", "tom", "rosa"),
    ],
)
def test_the_one_who_acts_is_found_in_the_passive_and_behind_pronouns(action: str, actor: str, other: str) -> None:
    text = f"INT. ROOM - DAY\n\nTOM\nSo.\n\nROSA\nWell.\n\nA dog sleeps.\n\n{action}\n"
    event = inferred(text).events[-1]
    assert event.actors == (actor, other)


def test_a_lie_is_one_only_where_it_comes_out() -> None:
    said = "INT. ROOM - DAY\n\nROSA\nWho broke the cup?\n\nTOM\n(nervously)\nI never saw it. I swear I never touched it.\n\n"
    owned = said + "Rosa sweeps the floor.\n\nTOM\nI lied. It was me. I'm sorry.\n"
    assert "lie" in [event.act for event in inferred(owned).events]
    assert "lie" not in [event.act for event in inferred(said).events]


def test_the_first_sights_give_ages_and_sexes() -> None:
    people = {person.id: person for person in inferred(SECRET + "\nMarta rises. She smiles.\n").people}
    assert people["marta"].age == "adult" and people["jan"].age == "young" and people["marta"].sex == "female"


def test_hard_words_feel_worse_than_kind_ones() -> None:
    bad = inferred("INT. A - DAY\n\nTOM\nI hate you! You lied to me, you thief!\n").events[0]
    good = inferred("INT. A - DAY\n\nTOM\nThank you. You are so kind, my dear friend.\n").events[0]
    assert bad.feeling.valence < -0.2 < 0.2 < good.feeling.valence and bad.feeling.tension > good.feeling.tension


def test_the_screenplay_is_not_changed_and_the_same_text_gives_the_same_story() -> None:
    screenplay = parse(SECRET, source="test")
    before = encode_for_people(screenplay)
    first, second = infer_story(screenplay), infer_story(screenplay)
    assert encode_for_people(screenplay) == before and first == second
    assert decode(encode_for_people(first), Story, where="test") == first


# -- measured against what is known -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("split", "exact", "group"), [("dev", 0.7, 0.75), ("held", 0.6, 0.7)])
def test_most_scenes_labelled_by_hand_are_read_as_labelled(split: str, exact: float, group: float) -> None:
    found = measuring.score(measuring.labelled(split))
    assert found.known >= 30
    assert found.exact / found.known >= exact and found.group / found.known >= group
    assert found.actor / found.known >= 0.7


def test_the_embedded_writers_plans_are_found_better_than_by_lot() -> None:
    cases = measuring.written(10)
    found = measuring.score(cases)
    most, lot, _ = measuring.baselines(cases)
    assert found.exact / found.known > max(1.3 * most, 5 * lot)
    assert found.right_links / found.gold_links > found.chain_links / found.gold_links


def test_public_plays_are_read_better_than_by_lot() -> None:
    cases = [*measuring.from_plays("dev"), *measuring.from_plays("held")]
    if not cases:
        pytest.skip("the public plays are not here: ../shared/data/plays")
    found = measuring.score(cases)
    most, lot, _ = measuring.baselines(cases)
    assert found.exact / found.known > max(2 * most, 5 * lot)


def test_what_is_said_to_be_sure_is_right_more_often() -> None:
    sure = sorted(measuring.score([*measuring.labelled("held"), *measuring.written(10)]).sure)
    half = len(sure) // 2
    unsure, surer = sure[:half], sure[half:]
    assert sum(right for _, right in surer) / len(surer) > 1.3 * sum(right for _, right in unsure) / len(unsure)


# -- any screenplay -----------------------------------------------------------------------------------------------------

_KINDS = (
    "scene_heading",
    "action",
    "character",
    "parenthetical",
    "dialogue",
    "lyrics",
    "transition",
    "centered",
    "section",
    "note",
    "boneyard",
)
_PIECES = (
    "ANNA",
    "BOB (V.O.)",
    "Anna gives Bob the letter.",
    "He runs.",
    "is taken by",
    "I want you!",
    "No...",
    "?",
    "EXT. - ",
    "\u2019",
    "\n",
    "(",
    "",
)
_TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(_PIECES), max_size=6).map(" ".join))


@given(st.lists(st.tuples(st.sampled_from(_KINDS), _TEXTS), max_size=30))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_screenplay_is_refused_and_every_finding_is_well_formed(pieces: list[tuple[str, str]]) -> None:
    story = infer_story(Screenplay(elements=tuple(Element(kind=kind, text=text, line=n) for n, (kind, text) in enumerate(pieces))))  # type: ignore[arg-type]
    well_formed(story)


@given(st.text(max_size=400))
@settings(max_examples=40, deadline=None)
def test_no_text_read_as_a_screenplay_is_refused(text: str) -> None:
    well_formed(infer_story(parse(text, source="test")))
    well_formed(infer_story(parse_plain(text, source="test")))


def well_formed(story: Story) -> None:
    """Ids are unique and known, causes lie before their effects, confidences are shares."""
    people, order = [p.id for p in story.people], [event.id for event in story.events]
    assert story.inferred and len(set(people)) == len(people) and len(set(order)) == len(order)
    assert len({place.id for place in story.places}) == len(story.places)
    for i, event in enumerate(story.events):
        assert event.act in acts() and set(event.actors) <= set(people) and len(set(event.actors)) == len(event.actors)
        assert all(order.index(cause) < i for cause in event.causes) and set(event.cause_confidence) == set(event.causes)
        assert event.place in {place.id for place in story.places} and event.text
        numbers = [event.confidence, *event.cause_confidence.values()]
        assert all(0 <= number <= 1 for number in numbers) and -1 <= event.feeling.valence <= 1
    for finding in (*story.relations, *story.wants, *story.knowledge):
        assert finding.person in people and 0 <= finding.confidence <= 1
    assert decode(encode_for_people(story), Story, where="test") == story


def test_a_long_screenplay_takes_time_in_proportion() -> None:
    speeches = "".join(
        f"{name}\n{line}\n\n" for name, line in [("ANNA", "Where were you? You never came."), ("BOB", "I'm sorry. I lost it.")] * 40
    )
    seconds = []
    for times in (4, 16):
        screenplay = parse("INT. ROOM - DAY\n\n" + speeches * times, source="test")
        infer_story(screenplay)
        began = time.process_time()
        infer_story(screenplay)
        seconds.append(time.process_time() - began)
    assert seconds[1] < 10 * seconds[0] + 0.5  # sixteen quarters of the text; quadratic work would take sixteen times as long


# -- cues ---------------------------------------------------------------------------------------------------------------


def test_every_cue_is_of_a_known_kind_and_every_act_of_a_group() -> None:
    assert len(acts()) >= 60
    assert all(isinstance(group_of()[act], str) for act in acts())
    assert sum(1 for _ in matches(tokens("Please, don't leave me. I beg you!"), ("says",))) >= 3


@pytest.mark.parametrize(
    ("word", "verb"), [("gave", "give"), ("carries", "carry"), ("hiding", "hide"), ("pats", "pat"), ("patted", "pat"), ("table", "")]
)
def test_forms_of_verbs_lead_to_the_verb(word: str, verb: str) -> None:
    assert verb_of(word) == verb


def test_old_words_are_read_as_todays() -> None:
    assert tokens("Thou hast thy father\u2019s eyes.") == ["you", "have", "your", "father's", "eyes", "."]


# -- a production -------------------------------------------------------------------------------------------------------


def test_the_story_of_a_screenplay_is_written_explained_and_drawn_and_no_film_waits_for_it(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text(template(Settings()))
    (tmp_path / "screenplay.fountain").write_text(SECRET)
    production = Production(tmp_path)
    assert not any(unit.stage == "story" for unit in production.status().units)
    assert [stage for stage, _ in production.make("story").made] == ["story"]
    assert production.make("story").made == ()
    assert (tmp_path / "screenplay.fountain").read_text() == SECRET
    story = read_story(tmp_path)
    text = explanation(story, None)
    assert "% sure, line " in text and "Jan (did, " in text and "Marta wants to go home" in text
    assert "% sure" in draw_story(tmp_path).read_text()
    assert [unit.state for unit in production.status().units if unit.stage == "story"] == ["done"]
    (tmp_path / "screenplay.fountain").write_text(SECRET.replace("broke", "lost"))
    assert [unit.state for unit in production.status().units if unit.stage == "story"] == ["stale"]
