"""From the text to the reading: deeds, times and the clauses a film must make true; people, things and places are read beside."""

from __future__ import annotations

import re

from filmwright.errors import InputError
from filmwright.story import lexicon
from filmwright.story.lexicon import lemma
from filmwright.story.reading.aims import read_aim
from filmwright.story.reading.cautions import caution
from filmwright.story.reading.goals import read_goals
from filmwright.story.reading.people import read_people
from filmwright.story.reading.phrases import noun_phrases, stem, surfaces, verbs_of, words_of
from filmwright.story.reading.records import Reading
from filmwright.story.reading.relations import read_relations
from filmwright.story.reading.things import read_place, read_thing

_LONGEST_TITLE, _SMALL_WORD = 7, 4  # words of a title; letters of "the", "from"
_LEAD = re.compile(  # what says only that a premise follows: "What if the moon came down", "A sad story about a snowman"
    r"^(?:what if|what happens (?:when|if)|imagine(?: that)?|suppose(?: that)?|(?:this is |it is |it's )?(?:a|an|the)(?: [a-z]+){0,2}"
    r" (?:story|tale|film|movie|comedy|drama|tragedy|fable) (?:about|of)) (?=\w+ )",
    re.IGNORECASE,
)
_LONGEST = 1200  # characters of a premise that are read; a paragraph is about 600
_TIMES: dict[str, str] = lexicon.table("lexicon")["times"]
_WEATHER: dict[str, str] = lexicon.table("lexicon")["weather"]
_WONDER_VERBS = frozenset(lexicon.table("lexicon")["lists"]["wonder_verbs"].split())
_BESIDE = ("who", "which", "that", "because", "while", "when", "where", "whose", "if", "once")
_ASIDE = 0.35  # what a verb in a side clause weighs; set by the readings of practice premises
_ESTRANGED = re.compile(r"\b(?:have|haven't)(?: not| never)? (?:spoken|talked)\b")  # two who do not speak with each other
_MUTE = re.compile(
    r"lost (?:his|her|their|all|the) (?:words|voice|speech|tongue)"
    r"|(?:cannot|can't|no longer|never|stopped|not) (?:speak|talk|spoken)(?:ing)?\b"
    r"(?! (?:(?:to|with) (?:her|him|them|each|one another|me)|(?:for|in) \w+ (?:years?|months?|weeks?|decades?))\b)"
    r"|mute\b|vow of silence|silent (?:boy|girl|man|woman|child)"
)


def read_premise(premise: str) -> Reading:
    """Read a premise.

    Args:
        premise: The text.

    Raises:
        InputError: nothing is there to read, or it is not text.
    """
    if "\x00" in premise or sum(1 for c in premise if not c.isprintable() and not c.isspace()) > max(2, len(premise) // 20):
        raise InputError("the premise is not text; give one or two sentences about who wants what, in quotes or in a .txt file")
    text = " ".join(premise.split())
    if not text:
        raise InputError('the premise is empty; give one or two sentences, for example "A fox makes a bargain with a scarecrow."')
    reading = Reading(text=text, words=[])
    if len(text) > _LONGEST:
        cut = text[:_LONGEST].rsplit(" ", 1)[0]
        reading.notes.append(f"The premise is long; its first {len(cut.split())} words were read.")
        text = cut
    words = words_of(_as_a_sentence(_LEAD.sub("", text)))
    if not words:
        reading.notes.append("The premise holds no words; the film was made from what is usual.")
    reading.words = words
    lower = [w.lower() for w in words]
    caution(reading, lower)
    phrases = noun_phrases(words, surfaces(text, words)[1])
    read_people(reading, words, phrases)
    read_place(reading, phrases, words)
    read_thing(reading, phrases, words)
    _read_verbs(reading, lower)
    _read_clauses(reading, words, lower)
    read_relations(reading)
    read_goals(reading, words, phrases)
    read_aim(reading, words, phrases)
    return reading


def _as_a_sentence(text: str) -> str:
    """A title written with capitals ("The Last Cinema") in small letters but for given names: else each of its words is a name."""
    words = text.split()
    capitals = [w for w in words if w[:1].isupper()]
    if not 2 <= len(words) <= _LONGEST_TITLE or text.endswith(".") or any(w[:1].islower() and len(w) > _SMALL_WORD for w in words):
        return text
    if text.isupper() or len(capitals) < 2:
        return text
    return " ".join(w if lexicon.is_given(w, "female") or lexicon.is_given(w, "male") else w.lower() for w in words)


def _read_verbs(reading: Reading, lower: list[str]) -> None:
    weight = 1.0
    verbs = set(verbs_of(lower))
    beside = False  # after "who", "that", "because" ...: said of somebody, not done in the film
    for i, word in enumerate(lower):
        base = lemma(word)
        if i and i - 1 in verbs or word in ("but", "and", "to"):
            beside = beside and word not in ("but", "and")
        if word in _BESIDE and (word != "that" or i - 1 not in verbs):
            beside = True
        theme = lexicon.themes().get(base)
        if theme is None or base in {w for p in reading.people for w in p.word.split()} or base == reading.thing:
            continue
        noun_before = i and (lower[i - 1] in ("a", "an", "his", "her", "their") or lower[i - 1].endswith("'s"))
        if noun_before and base not in ("bargain", "promise", "dream", "wish", "fight", "lie"):
            continue
        if base == "get" and i + 1 < len(lower) and (lower[i + 1].endswith("ed") or lower[i + 1] in ("lost", "stuck", "caught")):
            continue  # "get trapped" receives nothing
        if base in ("play", "train", "miss", "water", "fire", "order", "light") and i and lower[i - 1] in ("the", "a", "night"):
            continue
        reading.themes[theme] = reading.themes.get(theme, 0.0) + weight * (_ASIDE if beside else 1.0)
        if beside:
            continue
        reading.facts.setdefault("verb", base)
        weight *= 1.0 if base in ("make", "build", "look", "want", "need") else 0.6
    adjectives: dict[str, str] = lexicon.table("lexicon")["marks"]
    for word in lower:
        if word in adjectives or stem(word) in adjectives:
            theme = adjectives.get(word) or adjectives[stem(word)]
            reading.themes[theme] = reading.themes.get(theme, 0.0) + 1.0

    if re.search(r"\b(?:won't|will not|wouldn't|would not|refuses? to)\b", " ".join(lower)):
        reading.themes["guard"] = max(1.0, reading.themes.get("guard", 0.0))


def _read_clauses(reading: Reading, words: list[str], lower: list[str]) -> None:
    text = " ".join(lower)
    facts = reading.facts
    for word, when in _TIMES.items():
        if word in lower:
            i = lower.index(word)
            if word == "day" and i and lower[i - 1] not in ("the", "wedding", "by", "summer"):
                continue
            facts.setdefault("when", when)
            if word == "christmas":
                facts["feast"] = "Christmas"
    if "night train" in text or any(w.startswith("night") for w in lower):
        facts["when"] = "night"
    for word, weather in _WEATHER.items():
        if word in lower or word + "s" in lower:
            facts.setdefault("weather", weather)
            if re.search(rf"(before|until) (?:the |first |its |another |last )*{word}", text):
                facts["weather_comes"] = "at the end"
    if re.search(r"\b(river|water|sea|tide) (?:is |was )?rising|\bflood", text):
        facts["weather"] = "rain"
    if re.search(r"\bchess\b|\bcards\b|\bgame\b|\bdraughts\b", text):
        facts["game"] = "a game"
        reading.themes["game"] = 1.0
        if "chess" in text:
            reading.thing, reading.thing_kind, reading.handling = "chess board", "toy", ("holdable",)
    if "all night" in text or "awake" in lower or "insomnia" in text or "cannot sleep" in text or "will not sleep" in text:
        reading.themes["awake"] = reading.themes.get("awake", 0.0) + 1.0
    if re.search(r"to the (?:moon|stars?|sea|wind|dead|future)\b", text) and re.search(r"writ|talk|speak|call|sing|letter", text):
        reading.themes["far_talk"] = 1.0
    if reading.thing:
        after = text.split(reading.thing, 1)[-1].split()
        if after[:1] and after[0] in ("that", "which"):
            for word in after[1:4]:
                base = word if word in _WONDER_VERBS else word.rstrip("s") if word.rstrip("s") in _WONDER_VERBS else lemma(word)
                if base in _WONDER_VERBS:
                    facts["wonder"] = base
                    reading.themes["wonder"] = 1.0
                    break
        for marker, verb in (
            ("talking", "talk"),
            ("singing", "sing"),
            ("glowing", "glow"),
            ("speaking", "speak"),
            ("walking", "walk"),
            ("flying", "float"),
            ("magic", "glow"),
            ("enchanted", "glow"),
            ("whispering", "whisper"),
        ):
            if f"{marker} {reading.thing}" in text:
                facts["wonder"] = verb
                reading.themes["wonder"] = 1.0
                facts.pop("thing_quality", None)
        if re.search(rf"hears? the {re.escape(reading.thing)} (?:whisper|sing|speak|talk|play|call|answer)", text):
            facts.setdefault("wonder", "speak")
            reading.themes["wonder"] = 1.0
    late = re.search(r"((?:[a-z]+|\d+) (?:years|days|weeks|months|hours|minutes)) (late|ago|after|later|before|too late)", text)
    if late:
        facts["late" if late.group(2) in ("late", "too late") else "ago"] = f"{late.group(1)} {late.group(2)}"
        facts["span"] = late.group(1)
        reading.themes["late" if "late" in late.group(2) else "remember"] = 1.5
    if re.search(
        r"as (?:a|an|the) (?:child|boy|girl|kid|baby)|in (?:his|her|their) childhood|when (?:he|she) was (?:young|little|small)", text
    ):
        facts["past_child"] = "as a child"
        reading.themes["past_child"] = 1.0
    if _MUTE.search(text) and not _ESTRANGED.search(text):
        facts["mute"] = "without words"
        reading.themes["mute"] = 1.0
    deadline = re.search(
        r"(before|until|by) ((?:the|his|her|their|they|it) (?:[a-z]+ ?){1,3}|midnight|dawn|noon|sunrise|sunset|nightfall|morning|"
        r"winter|spring|christmas)",
        text,
    )
    if deadline:
        facts["deadline"] = f"{deadline.group(1)} {deadline.group(2).strip()}"
        reading.themes["deadline"] = 0.5
    wedding = re.search(r"\b(wedding|remarries|remarry|marries|bride|groom)\b", text)
    if wedding:
        facts["wedding"] = "the wedding"
        reading.themes["wedding"] = 1.0
    if "last" in lower or "only" in lower or "final" in lower:
        facts.setdefault("last", "last")
    if re.search(r"\bthe last (?:message|letter|words?|note)\b|\blast (?:message|letter|words?)\b", text):
        facts["last_word"] = "last"
    if "dead_owner" not in facts:
        kin = "|".join(w for w, r in lexicon.roles().items() if r.kin or w in ("friend", "lover", "child"))
        dead = re.search(rf"(?:late|dead|drowned|lost|buried) ({kin})\b|\b({kin}) (?:that |whom |who )?(?:she|he|they) buried\b", text)
        if dead:
            facts["dead_owner"] = dead.group(1) or dead.group(2)
    if "dead_owner" not in facts and any(p.word in ("widow", "widower") for p in reading.people):
        facts["dead_owner"] = "husband" if any(p.word == "widow" for p in reading.people) else "wife"
    for p in reading.people:
        if p.word in ("widow", "widower") and p.role.sex == "female":
            facts["widow"] = p.word
    for person in reading.people[1:]:  # one who is waited for and does not come is not on the stage
        word = person.word
        gone = rf"{word}s? (?:who |that |which )?(?:will |would |did |does |can |has |had )?(?:not|never|no longer|nobody|no one)\b"
        if re.search(gone, text) and not re.search(rf"{word}s? who (?:will not|won't) (?:sleep|speak|talk|leave|pay|eat)", text):
            if not re.search(
                rf"{gone} (?:has |had |ever )*(?:come|comes|came|return|returns|returned|seen|sees|saw|arrive|arrives|write|writes)", text
            ):
                continue
            reading.people.remove(person)
            facts["absent"] = word
            facts.setdefault("dead_owner", word)
            break
    if "cut down" in text or "be cut" in text or "fell the" in text:
        facts["cut"] = "cut down"
    skill = re.search(r"(?:teach|learn)\w* (?:.{0,30}?\b)?(?:how )?to ([a-z]+)", text)
    if skill and reading.themes.get("teach") and skill.group(1) in lexicon.table("lexicon")["lists"]["skills"].split():
        facts["skill"] = skill.group(1)
    if re.search(r"\bin love\b|\bloves?\b", text):
        reading.themes["touch"] = reading.themes.get("touch", 0.0) + 0.6
    if re.search(r"afraid of the dark|fear of the dark|scared of the dark", text):
        facts["afraid_of"] = "the dark"
    if re.search(r"\bspace|\bmars\b|orbit|rocket|planet|astronaut|cosmonaut", text):
        reading.themes["space"] = 1.0
    if re.search(r"\bwar\b|soldier|trench|battle|enemy|siege", text):
        reading.themes["war"] = reading.themes.get("war", 0.0) + 0.7
    if re.search(r"office|memo|company|factory", text):
        reading.themes["office"] = 1.0
    if len(reading.words) < 3 and not reading.notes:
        reading.notes.append("The premise is very short; most of the film was invented.")
    elif not reading.people and not reading.thing and not reading.place:
        reading.notes.append("No word of the premise is known as a person, a thing or a place; the film was made from what is usual.")
    if reading.people and not reading.themes:
        reading.notes.append("The premise names no deed that is known; the film gives its people one.")
