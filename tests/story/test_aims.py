"""The deed of a premise in its own words: which frame it has, and how each of the two says it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from filmwright.records.story import Person
from filmwright.story import write_story
from filmwright.story.reading import PersonRead, read_premise
from filmwright.story.verbforms import gerund_of, third_person
from filmwright.story.wording import Cast, slots

FRAMES = {
    "A young samurai loses his borrowed sword in a river on the morning of his first duel.": "deed_done",
    "A baker burns the bread of her oldest customer.": "deed_done",
    "A goat in the Atlas mountains decides she would rather be a judge.": "task",
    "A widowed clockmaker promises his neighbour one extra hour for her birthday.": "task",
    "An old tram in Lisbon refuses to make its last journey to the scrapyard.": "refusal",
    "A grandmother hides her television from the son who has come to take her to the city.": "concealment",
    "A lighthouse falls in love with a ship.": "infatuation",
    "A mountaineer with a broken leg tries to convince her younger partner to cut the rope.": "plea",
    "A portrait in the gallery begs the restorer not to remove the ugly moustache that someone painted on it.": "plea",
    "Old Tomas won't let the surveyor cut down the pear tree.": "plea",
    "Grandpa won't give back the car keys.": "refusal",
    "A robot refuses to be switched off until somebody tells it how the story ends.": "refusal",
    "A referee has to send off his own son in the last minute of the final.": "task",
    "On his first day a nervous young barber must shave the gangster who ran his family out of town.": "task",
    "A pickpocket steals a wallet, finds a ticket inside, and has ten minutes to give it back.": "task",
    "The clockmaker has stopped every clock in town because he can't bear his apprentice leaving at noon.": "deed_done",
    "Two rival bakers on the same street discover they have both been feeding the same stray dog.": "discovery",
    "A museum guard catches a child talking to the mummy.": "discovery",
    "A piano tuner who is going deaf tries to hide it from the famous pianist who trusts only him.": "concealment",
    "Three sisters quarrel over their mother's sewing machine.": "quarrel",
    "A werewolf goes to the dentist.": "encounter",
    "A bomb disposal expert teaches her daughter to ride a bicycle.": "teaching",
    "An umbrella repairman falls in love with a woman who never carries one in the rain.": "infatuation",
    "A pickpocket steals a wallet and finds a photograph of himself as a baby.": "discovery",
    "A nun wins the lottery and tries to hide it from the convent.": "concealment",
    "An elderly chess champion loses to a seven-year-old girl and asks her to teach him.": "plea",
    "A samurai hired to kill a tea merchant must first sit through the merchant's entire sales pitch.": "task",
    "A divorced couple meet in a supermarket car park to hand over a tortoise.": "task",
    "A blind watchmaker builds a clock for a boy who is always late.": "gift",
    "A refugee sells her violin to a pawnbroker who cannot hear.": "gift",
    "A Viking returns from the sea to find that his wife has married his brother.": "discovery",
}

# premise, slot, the words
SAID = [
    ("A baker burns the bread of her oldest customer.", "deed.P", "I have burned your bread"),
    ("A baker burns the bread of her oldest customer.", "deed.Q", "you have burned my bread"),
    ("A robot gardener refuses to let the last tree be cut down.", "do.P", "cut down the last tree"),
    ("A goat decides she would rather be a judge.", "do.P", "be a judge"),
    ("A widowed clockmaker promises his neighbour one extra hour.", "do.P", "give you one extra hour"),
    ("A mining robot buries its broken companion.", "do.P", "bury my broken companion"),
    ("A mining robot buries its broken companion.", "do.Q", "bury your broken companion"),
    ("A referee has to send off his own son in the last minute of the final.", "do.P", "send you off in the last minute"),
    ("A referee has to send off his own son in the last minute of the final.", "do.Q", "send me off in the last minute"),
    ("An evacuee refuses to unpack her suitcase until the farmer agrees to write to her mum.", "do.Q", "unpack your suitcase"),
    ("An evacuee refuses to unpack her suitcase until the farmer agrees to write to her mum.", "until.P", "you agree to write to my mum"),
    ("The clockmaker has stopped every clock because he can't bear his apprentice leaving.", "why.P", "I can't bear you leaving"),
    ("The clockmaker has stopped every clock because he can't bear his apprentice leaving.", "deed.Q", "you have stopped every clock"),
    ("A nervous barber must shave the gangster who ran his family out of town.", "of_q.P", "you ran my family out of town"),
    ("A nervous barber must shave the gangster who ran his family out of town.", "do.Q", "shave me"),
    ("A snowman asks the boy to put him in the freezer before spring comes.", "do.P", "put me in the freezer"),
    ("A snowman asks the boy to put him in the freezer before spring comes.", "by", "before spring comes"),
    ("A piano tuner who is going deaf tries to hide it from the pianist.", "of_p.Q", "you are going deaf"),
    ("A weather forecaster begs the town to evacuate, and nobody believes her.", "but.P", "nobody believes me"),
    ("Three sisters quarrel over their mother's sewing machine.", "over.P", "our mother's sewing machine"),
    ("A parrot inherits the house, and the greedy nephew has to be polite to it.", "but.P", "you have to be polite to me"),
    ("A repair drone finds the old rover that everyone forgot and tries to wake it up.", "do.P", "wake you up"),
    ("A violinist recognises the footsteps of the man who stole her first violin.", "found.P", "your footsteps"),
    (
        "A samurai hired to kill a merchant must first sit through the merchant's sales pitch.",
        "do.P",
        "sit through the merchant's sales pitch",
    ),
    ("A guide realises that the climber roped behind him has no reflection in the ice.", "that.P", "you have no reflection in the ice"),
    ("A widow finds out her husband had a second family.", "that.P", "my husband had a second family"),
    ("A bus conductor discovers that his last passenger is the mother who left him.", "that.Q", "I am the mother who left you"),
    ("A film extra refuses to get up after the director calls cut.", "do.Q", "get up after I call cut"),
    ("A tax inspector visits a witch to audit three hundred years of curses.", "do.P", "audit three hundred years of curses"),
    ("A mermaid sells her voice to a singer in Naples.", "do.P", "sell my voice to you"),
    ("A blind watchmaker builds a clock for a boy who is always late.", "over.P", "a clock"),
    ("A beekeeper must tell her bees, but she hasn't been able to say it aloud yet.", "but.Q", "you haven't been able to say it aloud yet"),
]


def _person(letter: str, read: PersonRead | None) -> Person:
    sex = read.role.sex if read else "female"
    return Person(
        id=letter, name=f"name {letter}", description="", kind=read.role.kind if read else "human", age="adult", sex=sex, wants="", fears=""
    )


def _slots(premise: str) -> dict[str, str]:
    reading = read_premise(premise)
    if reading.aim is None:
        return {}
    people = [*reading.people[:2], None, None]
    return slots(reading.aim, Cast(_person("p", people[0]), _person("q", people[1])))


@pytest.mark.parametrize(
    ("premise", "words", "place"),
    [
        ("A Lagos bus conductor meets a Mumbai film extra.", ["bus conductor", "film extra"], ""),
        ("In a flooded future Venice, a ferrywoman and a smuggler fight over a book.", ["ferrywoman", "smuggler"], "Venice"),
        ("A wedding photographer in rural Georgia notices an old man.", ["photographer", "man"], "Georgia"),
    ],
)
def test_a_place_is_nobody(premise: str, words: list[str], place: str) -> None:
    reading = read_premise(premise)
    assert [p.word for p in reading.people[:2]] == words
    assert not any(p.name for p in reading.people)
    assert reading.facts.get("place_name", "") == place


def test_who_must_do_it_is_no_obstacle() -> None:
    aim = read_premise("A letter arrives fifty years late, and the postman who lost it is the one to deliver it.").aim
    assert aim is not None and not aim.but


def test_a_word_before_a_noun_is_nobodys_name() -> None:
    people = read_premise("A toad in a Bengali rice field wants to be thanked for the rain.").people
    assert [p.word for p in people][:1] == ["toad"] and not any(p.name for p in people)


def test_the_one_from_whom_a_thing_is_hidden_is_not_hidden() -> None:
    assert "person_hidden" not in read_premise("A grandmother hides her television from the son who has come.").facts
    assert "person_hidden" in read_premise("A beekeeper hides a deserter in the hive shed.").facts


def test_who_is_called_as_a_place_is_somebody() -> None:
    assert any(p.name == "Georgia" for p in read_premise("Georgia refuses to sell her mother's piano.").people)


def test_ages_are_told_in_words_too() -> None:
    people = read_premise("A seven-year-old lawyer defends an elderly chess champion.").people
    assert [p.age for p in people] == ["child", "old"]


@pytest.mark.parametrize("verb", ["mistranslates an insult", "falls for a rhythm", "loses her nerve"])
def test_what_no_hand_can_hold_is_no_prop(verb: str) -> None:
    assert not read_premise(f"A translator {verb}.").thing


@pytest.mark.parametrize(("premise", "frame"), FRAMES.items())
def test_the_frame_of_a_premise_is_what_its_main_clause_does(premise: str, frame: str) -> None:
    aim = read_premise(premise).aim
    assert aim is not None
    assert aim.frame == frame


@pytest.mark.parametrize(("premise", "slot", "said"), SAID)
def test_each_of_the_two_says_the_premise_in_their_own_person(premise: str, slot: str, said: str) -> None:
    assert _slots(premise)[slot] == said


def test_an_asked_deed_is_the_others_and_may_be_asked_not_to_be_done() -> None:
    aim = read_premise("A portrait begs the restorer not to remove the moustache.").aim
    assert aim is not None
    assert (aim.doer, aim.negated) == ("Q", True)
    assert "negated" in aim.marks


def test_one_who_is_caught_changes_places_with_the_one_who_catches() -> None:
    reading = read_premise("A burglar gets caught by a girl who wants to negotiate a higher price.")
    assert [p.word for p in reading.people] == ["girl", "burglar"]


def test_the_words_are_kept_in_the_story_so_that_a_person_may_edit_them() -> None:
    story = write_story("A snowman asks the little boy who made him to put him in the freezer before spring comes.", seed=1)
    assert story.facts["do.P"] == "put me in the freezer"
    assert story.facts["by"] == "before spring comes"


_WORDS = st.one_of(
    st.sampled_from(
        ["the", "a", "his", "her", "two", "old", "that", "who", "which", "until", "because", "but", "before", "it", "him", "in", "of"]
    ),
    st.sampled_from(
        ["girl", "farmer", "robot", "fox", "rope", "suitcase", "finds", "must", "refuses", "asks", "begs", "to", "and", "tell", "cut"]
    ),
    st.sampled_from(["is", "has", "been", "won't", "let", "not", "be", "quarrel", "over", "pretends", "hide", "from", "walked", "knows"]),
)


@given(st.lists(_WORDS, max_size=14))
@settings(max_examples=300, deadline=None)
def test_any_words_give_slots_without_gaps(words: list[str]) -> None:
    text = " ".join(words)
    if not text:
        return
    for name, said in _slots(text).items():
        assert said == " ".join(said.split()), (name, said)
        assert said


@pytest.mark.parametrize(
    ("verb", "third", "gerund"),
    [
        ("cut", "cuts", "cutting"),
        ("make", "makes", "making"),
        ("carry", "carries", "carrying"),
        ("be", "is", "being"),
        ("lie", "lies", "lying"),
        ("see", "sees", "seeing"),
        ("open", "opens", "opening"),
        ("forget", "forgets", "forgetting"),
        ("fix", "fixes", "fixing"),
    ],
)
def test_verb_forms(verb: str, third: str, gerund: str) -> None:
    assert (third_person(verb), gerund_of(verb)) == (third, gerund)
