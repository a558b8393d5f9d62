"""What a premise tells beside its deed: who is spoken to, what is told, taken for, chosen between, and what then happens."""

from __future__ import annotations

import pytest

from filmwright.story import lexicon, write_story
from filmwright.story.reading import read_premise

CAST = [
    ("A fox confesses to a hen that he has become a vegetarian.", ["fox", "hen"]),
    ("A butler proposes to a toaster.", ["butler", "toaster"]),
    ("A forecaster apologises to a farmer, door to door, for the drought.", ["forecaster", "farmer"]),
    ("A boy speaks with a music box.", ["boy"]),
    ("A soldier comes home and his dog doesn't recognise him.", ["soldier", "dog"]),
    ("A ventriloquist wakes up to find that his dummy has signed a contract.", ["ventriloquist", "dummy"]),
    ("A mime and a ventriloquist's dummy share a bench.", ["mime", "ventriloquist's dummy"]),
    ("A farmer has to sell his last cow and explains himself to her.", ["farmer", "cow"]),
    ("A spy and the spy sent to kill her get stuck in a lift.", ["spy", "spy"]),
    ("A family of mice evacuates a clock.", ["mouse"]),
    ("A flock of geese hires a pilot to lead them south.", ["goose", "pilot"]),
    ("Two prison guards and their only prisoner celebrate the new year.", ["guard", "guard", "prisoner"]),
    ("A father braids his daughter's hair the first week after her mother left.", ["father", "daughter"]),
    ("A beekeeper tells his bees that his wife has died.", ["beekeeper"]),
    ("A nurse sits up with a man who thinks she is his wife.", ["nurse", "man"]),
    ("Two goldfish debate if the big face outside the glass is god.", ["goldfish", "goldfish"]),
    ("A scarecrow asks a crow to teach him to fly.", ["crow", "scarecrow"]),
    ("A hen teaches her last chick to fly.", ["hen", "chick"]),
    ("An old man asks the moon for a loan.", ["man", "moon"]),
    ("Three goats try to cross a border.", ["goat", "goat", "goat"]),
    ("Three kids hide a spy in a barn.", ["kid", "kid", "spy"]),
    ("A village thinks that a lost burglar is Santa Claus.", ["villager", "burglar", "villager"]),
    ("My grandmas cat refuses to leave her chair.", ["cat", "grandma"]),
    ("Wren, a blacksmith, must shoe the king's horse.", ["blacksmith", "king"]),
    ("A boy named Robin asks his teacher for one more chance.", ["boy", "teacher"]),
]

SLOTS = [
    ("A cop has to tell a mother her son is dead.", "that.P", "your son is dead"),
    ("A pilot tells his only passenger that they are out of fuel.", "that.P", "we are out of fuel"),
    ("The moon comes down to ask a frog why he keeps singing at her.", "that.P", "why you keep singing at me"),
    ("A surgeon recognises the patient as the driver who killed her husband.", "that.P", "you are the driver who killed my husband"),
    ("A barber realises that the man in his chair is the one who betrayed his son.", "that.P", "you are the one who betrayed my son"),
    ("A village thinks that a lost burglar is Santa Claus.", "taken", "Santa Claus"),
    ("A magician discovers that his new assistant is a ghost.", "that.P", "you are a ghost"),
    ("A burglar finds an old woman who thinks he is the new nurse.", "taken", "the new nurse"),
    ("A waiter is mistaken for the groom at a wedding.", "taken.it", "groom"),
    ("A keeper must choose between the ship offshore and the baby gull asleep on the switch.", "either.it", "ship"),
    ("A keeper must choose between the ship offshore and the baby gull asleep on the switch.", "other.it", "gull"),
    ("A boy must decide whether to tell his best friend that the dog has died.", "whether.P", "tell you that the dog has died"),
    ("A boy has to shout a warning before the dam breaks.", "danger", "the dam"),
    ("A grandfather teaches his grandson to shave the morning of the funeral.", "do", "shave"),
    ("A grandfather teaches his grandson to shave the morning of the funeral.", "day", "the morning of the funeral"),
    ("Two sisters argue over who will blow out the last candle.", "about.it", "candle"),
    ("A mime and a clown share a bench and the bus never comes.", "but", "the bus never comes"),
    ("A chess player loses to a girl every day and one day she doesn't show up.", "but.P", "one day you don't show up"),
    ("A keeper gets a knock on the door in a storm and there is no boat outside.", "but", "there is no boat outside"),
    ("The last two people who speak a language argue and refuse to talk to each other.", "then1", "They refuse to talk to each other."),
    ("A farmer sells a horse and the whole street laughs.", "then1", "The whole street laughs."),
]  # fmt: skip

MARKS = [
    ("A mummy shows up at the dentist's.", "verb:show up"),
    ("A cook is asked by a girl to make a cake.", "aim:must"),
    ("Two goats on a ledge are both too polite to go first.", "aim:cannot"),
    ("A man is about to jump when a tourist asks him for a picture.", "about_to"),
    ("A widow gives the baker his ring back.", "back"),
    ("A nurse sits up with a man who thinks she is his wife.", "taken:P"),
]


@pytest.mark.parametrize(("premise", "people"), CAST)
def test_who_is_spoken_to_or_acts_is_somebody(premise: str, people: list[str]) -> None:
    assert [p.word for p in read_premise(premise).people] == people


@pytest.mark.parametrize(("premise", "slot", "said"), SLOTS)
def test_the_words_of_a_clause_can_be_said_by_each_of_the_two(premise: str, slot: str, said: str) -> None:
    assert write_story(premise, seed=0).facts.get(slot) == said


@pytest.mark.parametrize(
    "premise", ["A boy tells his brother that he has sold his bicycle.", "A nurse tells her sister that she has lost her ring."]
)
def test_of_two_of_one_sex_the_one_who_is_meant_is_named(premise: str) -> None:
    story = write_story(premise, seed=0)
    assert story.facts["that"].startswith(story.people[0].name.title())


@pytest.mark.parametrize(
    ("word", "sex", "age"),
    [("abbot", "male", "adult"), ("stepdaughter", "female", "child"), ("rooster", "male", "adult"), ("foal", "neutral", "child")],
)
def test_a_noun_says_of_whom_it_is_told(word: str, sex: str, age: str) -> None:
    role = lexicon.roles()[word]
    assert (role.sex, role.age) == (sex, age)


@pytest.mark.parametrize(("premise", "mark"), MARKS)
def test_situations_may_ask_how_a_deed_is_told(premise: str, mark: str) -> None:
    aim = read_premise(premise).aim
    assert aim is not None
    assert mark in aim.marks


def test_what_a_letter_does_is_nobodys_deed() -> None:
    aim = read_premise("A letter arrives fifty years late, and the postman who lost it must deliver it.").aim
    assert aim is not None
    assert "verb:arrive" not in aim.marks
