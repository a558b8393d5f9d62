"""What is known at a point of the film, and the words that stand for it in a line."""

from __future__ import annotations

import re

from filmwright.records.story import WORDED, Person, Place, Story, Thing, words_said
from filmwright.screenplay.writer.banks import setting_name

_FORMS = {"female": ("she", "her", "her", "herself"), "male": ("he", "him", "his", "himself"), "neutral": ("it", "it", "its", "itself")}
_PLURAL = frozenset(["shoes", "boots", "gloves", "letters", "glasses", "flowers", "seeds", "bees", "teeth", "feet", "mice", "dice"])
_UNCOUNTED = frozenset(
    re.findall(
        r"\w+",
        "coffee tea milk bread soup honey sugar salt water wine money snow paper vodka flour gold silver sauce mustard "
        "hair rain music rice homework furniture luggage laundry food fuel air smoke ice oil butter cheese meat clay "
        "mud wood wool silk canvas cloth glue ink paint soap medicine jewellery mail dust sand fog wind dew moss hay "
        "straw beer rum whisky jam porridge dough yeast pepper cash change treasure evidence",
    )
)
_COUNTING = {"one": "some", "a": "some", "an": "some", "another": "more", "every": "all the"}  # before what is not counted
_SINGULAR = frozenset(["atlas", "canvas", "summons", "gallows", "thermos", "glass"])
_PARTICIPLES = (  # without those in -ed
    "been|begun|bitten|bought|broken|brought|built|caught|come|done|drawn|driven|drunk|eaten|fallen|felt|found|forgotten|given|gone|got|grown|"
    "had|heard|held|hidden|kept|known|laid|left|lost|made|meant|met|paid|said|sat|seen|sent|shown|slept|sold|spent|spoken|stood|stolen|taken|"
    "taught|thought|thrown|told|understood|woken|won|worn|written"
)
_OWNED = "a|an|the|my|your|yours|it|one|somebody|too|no|nobody|nothing"  # "I'd a headache"
_HAD = re.compile(  # where "'d" is no "would"
    r"'d(?= (?:(?:already|always|even|ever|half|just|nearly|never|not|once|only|quite) )*"
    rf"(?:(?!need\b|feed\b|bleed\b)\w+ed|better|{_OWNED}|{_PARTICIPLES})\b)"
)
_DOLLS = frozenset(("doll", "teddy bear", "puppet", "marionette", "toy"))
_SEX_OF_KIN = {
    "mother": "female",
    "grandmother": "female",
    "wife": "female",
    "sister": "female",
    "daughter": "female",
    "aunt": "female",
    "father": "male",
    "grandfather": "male",
    "husband": "male",
    "brother": "male",
    "son": "male",
    "uncle": "male",
}
_CALLED = {"mother": "Mother", "father": "Father", "grandmother": "Grandmother", "grandfather": "Grandfather"}


def is_plural(noun: str) -> bool:
    """Whether a noun is more than one: "bees", "car keys"."""
    head = noun.partition(" of ")[0]
    return head in _PLURAL or (head.endswith("s") and not head.endswith(("ss", "us", "is")) and head not in _SINGULAR)


def is_uncounted(noun: str) -> bool:
    """Whether there is no one of it: "money", "potato soup"."""
    return bool(noun) and noun.split()[-1] in _UNCOUNTED


def with_article(noun: str) -> str:
    """ "a lamp", "an oar", "shoes", "soup"."""
    return noun if is_plural(noun) or is_uncounted(noun) else f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _uncounted(text: str, nouns: set[str]) -> str:
    """The text with no number before what is not counted: "some money" for "one money"."""
    for noun in nouns:
        text = re.sub(
            rf"\b({'|'.join(_COUNTING)}) (?={re.escape(noun)}\b(?! [a-z]+(?:er|pot|cup|jar)\b))",
            lambda m: (m[1][0].isupper() and _COUNTING[m[1].lower()].capitalize() or _COUNTING[m[1].lower()]) + " ",
            text,
            flags=re.IGNORECASE,
        )
    return text


def third_person(verb: str) -> str:
    """The verb as the thing does it: play -> plays."""
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeiou" else verb + "s"


def display(person: Person) -> str:
    """The name as action lines write it: "Nils"."""
    return " ".join(w.capitalize() for w in person.name.split())


def facts_of(story: Story) -> set[str]:
    """All that the needs of a line may ask for: "owner", "thing:letter", "noun:music_box", "holdable", "P:old", "indoors" ..."""
    found = {key for key, value in story.facts.items() if value} | {f"{key}:{value}" for key, value in story.facts.items() if value}
    found |= words_said(story.premise)
    found |= {theme for theme in ("lie",) if story.facts.get("verb") in ("lie", "forge", "write")}
    thing = story.things[0] if story.things else Thing(id="thing", name="thing")
    found |= {f"thing:{thing.kind}", f"noun:{thing.name.replace(' ', '_')}", *thing.handling}
    if is_plural(thing.name):
        found.add("plural")
    if thing.name in _DOLLS:
        found.add("doll")
    for letter, person in zip("PQR", story.people, strict=False):
        found |= {f"{letter}:{fact}" for fact in person.facts} | {
            letter,
            f"{letter}:{person.age}",
            f"{letter}:{person.kind}",
            f"{letter}:{person.role}",
        }
    if len(story.people) > 1 and story.people[0].sex == story.people[1].sex:
        found.add("same_sex")
    found |= {f"place:{setting_name(p)}" for p in story.places}
    if story.places:
        found |= {f"home:{setting_name(story.places[0])}", "home_inside" if story.places[0].interior else "home_outside"}
    if len(story.places) > 1:
        found |= {f"away:{setting_name(story.places[1])}", "away_inside" if story.places[1].interior else "away_outside"}
    if story.facts.get("weather"):
        found.add(f"weather:{story.facts['weather']}")
    found.add(f"when:{story.facts.get('when', 'night')}")
    return found


def slots_of(story: Story) -> dict[str, str]:
    """Words for the slots of a line."""
    thing = story.things[0] if story.things else Thing(id="thing", name="thing")
    noun = thing.name
    words = {
        "O": noun,
        "a O": with_article(noun),
        "it": "they" if is_plural(noun) else "it",
        "owner": story.facts.get("dead_owner") or story.facts.get("owner", ""),
        "span": story.facts.get("span", ""),
        "wonders": third_person(story.facts["wonder"]) if story.facts.get("wonder") else "",
        "wonder": story.facts.get("wonder", ""),
        "season": {"snow": "snow", "rain": "rain", "fog": "fog", "wind": "wind"}.get(story.facts.get("weather", ""), ""),
        "home": _spoken(story.places[0]) if story.places else "room",
        "away": _spoken(story.places[1]) if len(story.places) > 1 else "street",
        "skill": story.facts.get("skill", ""),
        "count": story.facts.get("count", ""),
        "counted": story.facts.get("counted", ""),
        "quality": story.facts.get("thing_quality", ""),
        "Mother": _CALLED.get(story.facts.get("dead_owner", ""), ""),
    }
    for letter, person in zip("PQR", story.people, strict=False):
        words.update(forms(letter, person))
    words.update({slot: text for slot, text in story.facts.items() if slot.partition(".")[0] in WORDED})
    if story.facts.get("absent"):
        words["owner"] = story.facts["absent"]
    gone = _SEX_OF_KIN.get(words["owner"], "male" if story.people[0].sex == "female" else "female")
    he, him, his, _ = _FORMS[gone]
    return words | {"own.he": he, "own.him": him, "own.his": his}


def forms(letter: str, person: Person) -> dict[str, str]:
    """Name and pronouns of a person under a letter."""
    he, him, his, self = _FORMS["neutral" if person.kind == "robot" else person.sex]
    role = person.role or "stranger"
    return {
        letter: display(person),
        f"{letter}.he": he,
        f"{letter}.him": him,
        f"{letter}.his": his,
        f"{letter}.self": self,
        f"{letter}.role": role,
        f"{letter}.habit": person.habit,
    }


def _spoken(place: Place) -> str:
    return place.description.replace("_", " ") or place.kind.replace("_", " ")


_BEFORE_VOWEL = re.compile(r"\b([Aa])(?= (?!uni|us|ur|ut|eu|one\b|once\b)[aeiou])")  # "a orange"; but "a unicorn", "a one"


def fill(text: str, words: dict[str, str]) -> str | None:
    """The text with its slots filled and its sentences capitalised; None if a word is missing."""
    missing = False

    def put(match: re.Match[str]) -> str:
        nonlocal missing
        word = words.get(match[1], "")
        if not word:
            missing = True
        return word

    filled = re.sub(r"\{([^}]+)\}", put, text)
    if missing:
        return None
    filled = _uncounted(filled, {noun for slot in ("O", "x.it") if is_uncounted(noun := words.get(slot, ""))})
    filled = _BEFORE_VOWEL.sub(r"\1n", filled)
    return re.sub(r"(^['\"]?|[.!?]['\"]?\s+['\"]?)([a-z])", lambda m: m[1] + m[2].upper(), filled)


def satisfied(needs: tuple[str, ...], facts: set[str]) -> bool:
    """Whether all needs hold: "fact", "!fact", "fact|other"; "+fact" is none."""
    for need in needs:
        if need.startswith("+"):  # no condition: what is true from here on
            continue
        if need.startswith("!"):
            if need[1:] in facts:
                return False
        elif not any(choice in facts for choice in need.split("|")):
            return False
    return True


_HANDLING = (  # what a sentence does to the thing, and which way of handling it presupposes
    (
        re.compile(
            r"\b(?:lifts?|picks? up|holds?(?: out| up)?|takes?(?: out)?|gives?|wraps?|puts?(?: down)?|hides?|drops?"
            r"|hands?|carries|brings?|turns?|pushes|waves with) (?:\{[^}]+\} )?the \{O\}"
        ),
        "holdable",
    ),
    (re.compile(r"with the \{O\}|the \{O\} (?:to|in(?:to)?|from|out of|behind|away|before|against) "), "holdable"),
    (re.compile(r"opens? the \{O\}\. \{[^}]+\} reads"), "readable"),
    (re.compile(r"\bplays? the \{O\}"), "sounds"),
    (re.compile(r"\bputs? on the \{O\}"), "worn"),
    (re.compile(r"\b(?:eats?|breaks?) the \{O\}"), "edible"),
)


def may_be_handled(text: str, facts: set[str]) -> bool:
    """Whether hands can do to the thing what the sentence (with its slots) says."""
    return all(way in facts or not pattern.search(text) for pattern, way in _HANDLING)


def is_machine(person: Person) -> bool:
    """Whether somebody talks as machines do; a teapot that lives does not."""
    return person.kind == "robot" and "thing" not in person.facts


_IS_OR_HAS = re.compile(  # "it's nine years" is, "it's been nine years" has
    r"\b([Ii]t|[Tt]hat|[Tt]here|What|Who|[Hh]e|[Ss]he)'s\b(?=( (?:(?:always|never|only|just|already|not) )*(?:been|had|become)\b)?)"
)


def in_robots_voice(line: str) -> str:
    """How a machine says it: no contractions."""
    for short, long in (
        ("won't", "will not"),
        ("can't", "cannot"),
        ("Can't", "Cannot"),
        ("n't", " not"),
        ("I'm", "I am"),
        ("'re", " are"),
        ("'ve", " have"),
        ("'ll", " will"),
        ("It's got", "It has"),
        ("it's got", "it has"),
    ):
        line = line.replace(short, long)
    line = _IS_OR_HAS.sub(lambda m: f"{m[1]} {'has' if m[2] else 'is'}", line)
    return _HAD.sub(" had", line).replace("'d", " would")
