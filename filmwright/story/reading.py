"""Reading a premise by rules: who, what, where, when, what is done, and the clauses a film must make true."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from filmwright.errors import InputError
from filmwright.story import lexicon
from filmwright.story.lexicon import RoleWord, lemma

_LONGEST = 1200  # characters of a premise that are read; a paragraph is about 600
_DETERMINERS = frozenset(lexicon.table("lexicon")["lists"]["determiners"].split())
_STOP = frozenset(lexicon.table("lexicon")["lists"]["stop"].split())
_ENGLISH = frozenset(lexicon.table("lexicon")["lists"]["english"].split())
_NO_THINGS = frozenset(lexicon.table("lexicon")["lists"]["no_things"].split())
_NUMBER = {"two": 2, "three": 3, "twin": 2, "both": 2}
_TIMES: dict[str, str] = lexicon.table("lexicon")["times"]
_WEATHER: dict[str, str] = lexicon.table("lexicon")["weather"]
_AGE: dict[str, str] = lexicon.table("lexicon")["ages"]
_DEAD = frozenset(lexicon.table("lexicon")["lists"]["dead"].split())
_COUNT_THINGS = frozenset(lexicon.table("lexicon")["lists"]["counts"].split())
_WONDER_VERBS = frozenset(lexicon.table("lexicon")["lists"]["wonder_verbs"].split())
_VERBS_FIRST = frozenset(lexicon.table("lexicon")["lists"]["verbs_first"].split())
_MUTE = re.compile(
    r"lost (?:his|her|their|all|the) (?:words|voice|speech|tongue)|(?:cannot|can't|no longer|never|stopped) (?:speak|talk|spoken)"
    r"|mute\b|silent (?:boy|girl|man|woman|child)"
)


@dataclass
class PersonRead:
    """Somebody the premise names."""

    word: str
    role: RoleWord
    name: str = ""
    age: str = ""
    facts: list[str] = field(default_factory=list)
    at: int = 0


@dataclass
class Reading:
    """What a premise says, as far as rules can tell."""

    text: str
    words: list[str]
    people: list[PersonRead] = field(default_factory=list)
    thing: str = ""
    thing_kind: str = ""
    handling: tuple[str, ...] = ()
    place: str = ""
    place_kind: str = ""
    themes: dict[str, float] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)  # clause kind -> its words
    notes: list[str] = field(default_factory=list)


def read_premise(premise: str) -> Reading:
    """Read a premise.

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
    surface = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+", text)
    if not surface:
        reading.notes.append("The premise holds no words; the film was made from what is usual.")
    words = _join_pairs(surface)
    reading.words = words
    lower = [w.lower() for w in words]
    if len(lower) > 3 and not any(w in _ENGLISH for w in lower):
        reading.notes.append("The premise does not seem to be English; only the words that are known were used.")
    _read_people(reading, words, lower)
    _read_place(reading, lower)
    _read_thing(reading, words, lower)
    _read_verbs(reading, lower)
    _read_clauses(reading, words, lower)
    return reading


def _join_pairs(surface: list[str]) -> list[str]:
    """Join two words that the lexicon knows as one: "music box", "night train", "lighthouse keeper"."""
    known = set(lexicon.roles()) | set(lexicon.things()) | set(lexicon.places())
    joined: list[str] = []
    i = 0
    while i < len(surface):
        pair = " ".join(w.lower().replace("’", "'") for w in surface[i : i + 2])
        if i + 1 < len(surface) and (pair in known or lemma_pair(pair) in known):
            joined.append(lemma_pair(pair) if pair not in known else pair)
            i += 2
            continue
        word = surface[i].replace("’", "'")
        if "-" in word and word.lower() not in known:
            joined.extend(p for p in word.split("-") if p)
        else:
            joined.append(word)
        i += 1
    return joined


def lemma_pair(pair: str) -> str:
    """A pair of words with the second in its dictionary form."""
    first, _, second = pair.partition(" ")
    return f"{first} {lemma(second)}"


def _stem(word: str) -> str:
    return lemma(word[:-2] if word.endswith("'s") else word.rstrip("'"))


def _read_people(reading: Reading, words: list[str], lower: list[str]) -> None:
    roles = lexicon.roles()
    verb_at = next((i for i, w in enumerate(lower) if i and lemma(w) in lexicon.themes() and lemma(w) not in lexicon.things()), len(lower))
    for i, word in enumerate(lower):
        owner = word.endswith("'s") or word.endswith("s'")
        stem = _stem(word)
        role = roles.get(word) or roles.get(stem)
        before = lower[max(0, i - 3) : i]
        if reading.people and reading.people[-1].role.kind == "ghost" and before[-2:-1] == ["of"]:
            continue  # "the ghost of a ballerina" is one
        if stem == "twin" and i + 1 < len(lower) and _stem(lower[i + 1]) in roles:
            continue
        if stem == "bear" and before[-1:] and before[-1] in ("cannot", "can't", "not", "to", "could", "can"):
            continue
        if role is None:
            role = _by_ending(stem, i, verb_at, reading)
        if role is None or (
            role.trade == "beast" and i > verb_at and i and reading.people and "with" not in before and stem not in ("fox", "wolf", "bear")
        ):
            continue
        second = roles.get(_stem(lower[i + 1])) if i + 1 < len(lower) and not owner and word not in ("robot", "rival") else None
        if second is not None and not role.kin and second.trade != "beast":  # "fisherman king": the second noun is the person
            reading.facts.setdefault("of_" + stem, word)
            continue
        dead = any(b in _DEAD for b in before[-2:]) and role.kin
        if owner and i + 1 < len(lower):
            following = _stem(lower[i + 1])
            if following not in roles:
                if role.kin or dead:
                    reading.facts["owner"] = stem
                    if dead:
                        reading.facts["dead_owner"] = stem
                    continue
            else:
                reading.facts["owner"] = stem
                if following in ("widow", "widower", "ghost"):
                    reading.facts["dead_owner"] = "husband" if following == "widow" else "wife" if following == "widower" else stem
                    reading.facts["dead_trade"] = role.trade
                    continue
                continue
        if dead:
            reading.facts["dead_owner"] = stem
            continue
        if before[-1:] == ["as"] or before[-2:-1] == ["as"]:
            if role.age == "child":
                reading.facts["past_child"] = "as a child"
            continue
        if any(p.role.word == role.word for p in reading.people) and "another" not in before:
            continue
        if reading.people and reading.people[-1].at == i - 1 and reading.people[-1].role.word in ("robot", "android", "ghost", "scarecrow"):
            maker = reading.people.pop()  # "a robot gardener": one person, the kind of the first, the place of the second
            role = RoleWord(f"{maker.word} {stem}", maker.role.kind, role.age, maker.role.sex, role.home, maker.role.trade)
            stem = role.word
        if stem == "child" and "a" in before and "as" in before:
            continue
        person = PersonRead(stem, role, at=i)
        for b in before:
            person.age = _AGE.get(b, person.age) if b != "small" or role.kind == "human" else person.age
            if b in (
                "blind",
                "deaf",
                "mute",
                "shy",
                "lonely",
                "wounded",
                "dying",
                "rich",
                "poor",
                "forgetful",
                "enemy",
                "rival",
                "clumsy",
                "homesick",
            ):
                person.facts.append(b)
        if i + 1 < len(words) and words[i + 1][0].isupper() and lower[i + 1] not in _STOP and not owner:
            person.name = words[i + 1]
        elif i + 2 < len(words) and lower[i + 1] in ("named", "called"):
            person.name = words[i + 2]
        reading.people.append(person)
        plural = (
            word not in roles
            and word.endswith(("s", "men"))
            and not owner
            or word in ("children", "men", "women", "people", "foxes", "thieves", "twins")
        )
        if (plural and any(b in _NUMBER for b in before)) or (plural and i < verb_at):
            reading.people.append(PersonRead(stem, role, age=person.age, at=i))
            if role.kin:
                reading.facts["kin_pair"] = stem
        if len(reading.people) >= 3:
            break
    living = reading.facts.get("owner", "")
    first = reading.people[0].word if reading.people else ""
    if (
        living in roles
        and living != first
        and "dead_owner" not in reading.facts
        and len(reading.people) == 1
        and roles[living].kind == "human"
    ):
        reading.people.append(PersonRead(living, roles[living], at=len(lower)))  # "her son's letter": the son is in it
        if re.search(r"conscript|war\b|army|uniform|marr|job", reading.text.lower()) and roles[living].age == "child":
            reading.people[-1].age = "young"
    _read_proper_names(reading, words, lower)
    del reading.people[3:]


def _read_proper_names(reading: Reading, words: list[str], lower: list[str]) -> None:
    """Capitalised words that are no known nouns are people's names, if nobody has them yet."""
    if reading.notes:
        return  # another language may write all its nouns with capitals
    named = {p.name.lower() for p in reading.people}
    for i, word in enumerate(words):
        if not word[:1].isupper() or lower[i] in _STOP or lower[i] in _DETERMINERS or lower[i] in named or len(word) < 3:
            continue
        stem = _stem(lower[i])
        if stem in lexicon.roles() or stem in lexicon.things() or stem in lexicon.places() or stem in lexicon.themes():
            continue
        if (
            lower[i] in _AGE
            or lower[i] in _TIMES
            or lower[i] in _WEATHER
            or lower[i].endswith("'s")
            or lower[i] in _NUMBER
            or lower[i] in _DEAD
        ):
            continue
        after = lower[i + 1] if i + 1 < len(lower) else ""
        if i == 0 and not (
            lemma(after) in lexicon.themes() or after in ("and", "is", "has", "wants", "was", "must", "who", "a", "an", "the")
        ):
            continue
        if _stem(after) in lexicon.roles() and f"{word}," not in reading.text:
            continue  # "a Danish sailor"
        if i and lower[i - 1] in ("in", "at", "from", "to", "of", "near", "on", "mr", "mrs", "dr"):
            if lower[i - 1] in ("in", "at", "near", "to"):
                reading.facts.setdefault("place_name", word)
            continue
        sex = "female" if lower[i][-1] in "aeiy" else "male"
        bare = next((p for p in reading.people if not p.name and abs(p.at - i) <= 3 and (i < p.at) and "," in reading.text), None)
        if bare:
            bare.name = word
        elif len(reading.people) < 3:
            reading.people.append(PersonRead("person", RoleWord("person", "human", "adult", sex, "kitchen", "home"), name=word, at=i))
    reading.people.sort(key=lambda p: p.at)


def _by_ending(stem: str, i: int, verb_at: int, reading: Reading) -> RoleWord | None:
    """An unknown noun before the first verb that ends as trades do is taken for a person."""
    known = stem in lexicon.things() or stem in lexicon.places() or stem in lexicon.themes() or stem in _STOP or stem in _DETERMINERS
    if known or i >= verb_at or stem in _AGE or reading.people or len(stem) < 5:
        return None
    if stem.endswith(("keeper", "maker", "man", "woman", "ist", "smith", "wright", "master", "herd", "eer", "ian", "er", "or")):
        sex = "male" if stem.endswith("man") and not stem.endswith("woman") else "female" if stem.endswith(("woman", "ess")) else "neutral"
        if stem in (
            "winter",
            "summer",
            "letter",
            "under",
            "never",
            "another",
            "after",
            "over",
            "former",
            "clever",
            "water",
            "silver",
            "paper",
            "river",
            "tower",
            "dinner",
        ):
            return None
        trade = "craft" if stem.endswith(("maker", "smith", "wright")) else "office"
        return RoleWord(stem, "human", "adult", sex, "workshop" if trade == "craft" else "study", trade)
    return None


def _read_place(reading: Reading, lower: list[str]) -> None:
    best: tuple[int, str, str] | None = None
    for i, word in enumerate(lower):
        stem = _stem(word)
        noun = word if word in lexicon.places() else stem
        kind = lexicon.places().get(noun)
        if kind is None or (noun == "home" and i and lower[i - 1] not in ("at", "the")):
            continue
        if (
            noun in ("court", "bank", "moon", "mine", "home", "train", "hill", "cell", "ship", "order")
            and noun == "train"
            and i
            and lower[i - 1] == "to"
        ):
            continue
        previous = lower[max(0, i - 4) : i]
        score = 2 if any(p in ("in", "on", "at", "to", "aboard", "inside", "under", "near", "into", "from") for p in previous) else 1
        if any(stem == _stem(p.word) for p in reading.people) or (
            previous[-1:] == ["to"] and any(lemma(p) in ("go", "send", "come", "sentence", "move") for p in previous)
        ):
            continue
        if best is None or score > best[0]:
            best = (score, noun, kind)
    if best:
        reading.place, reading.place_kind = best[1], best[2]
        return
    for person in reading.people:
        if " " in person.word and person.word.split()[0] in lexicon.places():
            reading.place = person.word.split()[0]
            reading.place_kind = lexicon.places()[reading.place]
            return
    for key, word in reading.facts.items():
        if key.startswith("of_") and word in lexicon.places():
            reading.place, reading.place_kind = word, lexicon.places()[word]
            return
    for person in reading.people:
        if person.role.home:
            reading.place_kind = person.role.home
            return


def _read_thing(reading: Reading, words: list[str], lower: list[str]) -> None:
    taken = {_stem(p.word) for p in reading.people} | {reading.place} | {p.name.lower() for p in reading.people}
    verb_at = next((i for i, w in enumerate(lower) if i and lemma(w) in lexicon.themes() and lemma(w) not in lexicon.roles()), 0)
    best: tuple[float, int, str, str] | None = None
    for i, word in enumerate(lower):
        stem = word if word in lexicon.things() else _stem(word)
        kind = lexicon.things().get(stem)
        if kind is None or stem in taken or word.endswith("'s"):
            continue
        marked = i and (lower[i - 1] in _DETERMINERS or lower[i - 1].endswith("'s"))
        if stem in lexicon.themes() and not marked and stem in _VERBS_FIRST:
            continue
        if stem == "will" and not (i and lower[i - 1] in ("a", "the", "his", "her", "last", "their")):
            continue
        score = 2.0 if i > verb_at else 1.2
        previous = lower[max(0, i - 3) : i]
        score += 0.7 * any(p.endswith("'s") for p in previous) + 0.8 * any(p in _COUNT_THINGS for p in previous[-2:])
        score += 0.3 * (kind not in ("furniture", "sky", "garment", "food"))
        score += 0.8 * any(p in ("over", "about") for p in previous)
        score -= 0.08 * max(0, i - verb_at)
        if i and lower[i - 1] in ("in", "into", "behind", "under", "through"):
            score -= 0.9
        if best is None or score > best[0]:
            best = (score, i, stem, kind)
    if best:
        reading.thing, reading.thing_kind = best[2], best[3]
        reading.handling = lexicon.handling(best[2], best[3])
        if reading.thing in ("chess", "chess set"):
            reading.thing = "chess board"
        i = best[1]
        for j in range(max(0, i - 3), i):
            if lower[j] in ("last", "only", "single", "final", "one"):
                reading.facts["only"] = lower[j]
        if (
            i
            and lower[i - 1] not in _DETERMINERS | _STOP
            and lower[i - 1] not in _AGE
            and not lower[i - 1].endswith("'s")
            and lower[i - 1].isalpha()
        ):
            before = lower[i - 1]
            if (
                lemma(before) not in lexicon.themes()
                and lemma(before) not in lexicon.roles()
                and before not in _DEAD
                and len(before) > 2
                and before not in _COUNT_THINGS
            ):
                reading.facts["thing_quality"] = before
        if i and lower[i - 1] in ("broken", "stopped", "torn", "cracked"):
            reading.facts["thing_quality"] = lower[i - 1]
        return
    # an unknown noun after the verb: "a sputnik", "the quibble"
    for i in range(max(1, verb_at), len(lower)):
        word = lower[i]
        follows = lower[i - 1] in _DETERMINERS or lower[i - 1].endswith("'s")
        if (
            follows
            and word not in _NO_THINGS
            and word not in _STOP
            and word not in _DETERMINERS
            and _stem(word) not in taken
            and lemma(word) not in lexicon.themes()
            and len(word) > 2
        ):
            if _stem(word) in lexicon.places() or word in _TIMES or word in _WEATHER or _stem(word) in lexicon.roles():
                continue
            after = lower[i + 1] if i + 1 < len(lower) else ""
            if lemma(after) in lexicon.places() or lemma(after) in lexicon.roles() or (lemma(after) in lexicon.things()):
                continue
            noun = (
                after
                if after
                and after not in _STOP
                and after not in _DETERMINERS
                and lemma(after) not in lexicon.themes()
                and lemma(after) not in lexicon.places()
                and after not in _TIMES
                else word
            )
            if noun in _NO_THINGS or _stem(noun) in lexicon.roles() or noun.endswith(("ly", "ing", "ness", "tion")) or _stem(noun) in taken:
                continue
            reading.thing, reading.thing_kind, reading.handling = _stem(noun), "keepsake", ("holdable",)
            reading.facts["unknown_thing"] = noun
            return


def _read_verbs(reading: Reading, lower: list[str]) -> None:
    weight = 1.0
    for i, word in enumerate(lower):
        base = lemma(word)
        theme = lexicon.themes().get(base)
        if theme is None or base in {w for p in reading.people for w in p.word.split()} or base == reading.thing:
            continue
        noun_before = i and (lower[i - 1] in ("a", "an", "his", "her", "their") or lower[i - 1].endswith("'s"))
        if noun_before and base not in ("bargain", "promise", "dream", "wish", "fight", "lie"):
            continue
        if base in ("play", "train", "miss", "water", "fire", "order", "light") and i and lower[i - 1] in ("the", "a", "night"):
            continue
        reading.themes[theme] = reading.themes.get(theme, 0.0) + weight
        reading.facts.setdefault("verb", base)
        weight *= 1.0 if base in ("make", "build", "look", "want", "need") else 0.6
    adjectives: dict[str, str] = lexicon.table("lexicon")["marks"]
    for word in lower:
        if word in adjectives or _stem(word) in adjectives:
            theme = adjectives.get(word) or adjectives[_stem(word)]
            reading.themes[theme] = reading.themes.get(theme, 0.0) + 1.0


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
    if _MUTE.search(text):
        facts["mute"] = "without words"
        reading.themes["mute"] = 1.0
    deadline = re.search(r"(before|until|by) ((?:the|his|her|their|they|it) (?:[a-z]+ ?){1,3})", text)
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
        dead = re.search(
            r"(?:late|dead|drowned|lost|buried) ("
            + "|".join(w for w, r in lexicon.roles().items() if r.kin or w in ("friend", "lover", "child"))
            + r")\b",
            text,
        )
        if dead:
            facts["dead_owner"] = dead.group(1)
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
