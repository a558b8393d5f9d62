"""Words, verbs and noun phrases of a premise: a chunker by lexicon and neighbours, without a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from filmwright.story import lexicon
from filmwright.story.lexicon import lemma

_LISTS: dict[str, str] = lexicon.table("lexicon")["lists"]
DETERMINERS = frozenset(_LISTS["determiners"].split()) | frozenset(_LISTS["numbers"].split())
STOP = frozenset(_LISTS["stop"].split())
PREPOSITIONS = frozenset(_LISTS["prepositions"].split())
_PRONOUNS = frozenset(_LISTS["pronouns"].split())
_AUXILIARIES = frozenset(_LISTS["auxiliaries"].split())
_CLOSED = DETERMINERS | PREPOSITIONS | _PRONOUNS | _AUXILIARIES
_RELATIVES = frozenset(("who", "that", "which", "whom", "whose", "where"))
_BREAKS = frozenset(_LISTS["breaks"].split())
_NOT_HEADS = frozenset(_LISTS["no_things"].split())
_LY = frozenset(_LISTS["adjectives_in_ly"].split())
_BETWEEN = frozenset(_LISTS["between"].split())
_COUNTED = frozenset(_LISTS["numbers"].split()) - {"any", "both"} | {"two", "three", "four"}
_GROUPS: dict[str, str] = lexicon.table("reading")["groups"]
_AWAY = frozenset(_LISTS["away"].split())  # "follows a monk home"
_OBJECTS = frozenset(_LISTS["objects"].split())
_CAUSING = frozenset(_LISTS["causing"].split())
PUNCTUATION = re.compile(r"[,.;:!?–—]|-{2}")
_MOST_BEFORE_VERB = 8  # words of a subject of two, up to its "and"
OWNERS = frozenset(lexicon.table("reading")["sentence"]["owning"].split())
_NAMES_TOO = frozenset(lexicon.table("lexicon")["lists"]["names_too"].split())  # of beasts and flowers, given to people
_NAMING = frozenset(lexicon.table("reading")["sentence"]["naming"].split())
_ONE = ("a", "an", "one", "another", "every", "each")
_LONGEST_NAME = 3  # words of a noun that the lexicon knows as one: "bomb disposal expert"


@dataclass
class NounPhrase:
    """A noun with what stands before it. Indices are into the words; `verb` is that of the verb it follows, -1 if none."""

    start: int
    end: int  # of the head
    head: str  # dictionary form
    word: str  # as it stands
    determiner: str = ""
    modifiers: list[str] = field(default_factory=list)
    owner: str = ""  # head of "X's"
    of: str = ""  # head of the phrase that this one belongs to: "the man of the house"
    preposition: str = ""
    verb: int = -1
    subordinate: bool = False  # after who, that, because, before ...
    plural: bool = False
    apposed: bool = False  # between commas, right after another: "her patient, a vampire,"


def words_of(text: str) -> list[str]:
    """The words, with those joined that the lexicon knows as one: "music box", "lighthouse keeper"."""
    surface = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+", text)
    known = lexicon.nouns()
    joined: list[str] = []
    i = 0
    while i < len(surface):
        for length in range(_LONGEST_NAME, 1, -1):
            chunk = [w.lower().replace("’", "'") for w in surface[i : i + length]]
            if len(chunk) < length:
                continue
            whole, based = " ".join(chunk), " ".join([*chunk[:-1], stem(chunk[-1])])
            if whole in known or based in known:
                ending = "'s" if chunk[-1].endswith("'s") else "s" if whole not in known and chunk[-1] != stem(chunk[-1]) else ""
                joined.append((whole if whole in known else based) + ending)
                i += length
                break
        else:
            word = surface[i].replace("’", "'")
            counted = word.lower().partition("-")[0] in DETERMINERS  # "a one-legged goose" is one goose
            if "-" in word and not counted and word.lower() not in known and stem(word) not in known and _joined(word):
                joined.extend(p for p in word.split("-") if p)
            else:
                after = surface[i + 1] if i + 1 < len(surface) else ""
                joined.append(f"{stem(word)}'s" if joined and _is_unmarked_owner(joined[-1], word, after) else word)
            i += 1
    return joined


def _is_unmarked_owner(before: str, word: str, after: str) -> bool:
    """Whether a possessive was written without its apostrophe: "his grandpas hat"."""
    kin = lexicon.table("lexicon")["kin"]
    plural = word != stem(word) and not is_owner(word) and stem(word) in kin
    return plural and before.lower() in OWNERS and _noun(after) and lemma(after) not in lexicon.verbs()


def is_name(words: Sequence[str], i: int) -> bool:
    """Whether a word is somebody's name by where it stands, whatever else it means: "a girl named Wren", "Robin, a blacksmith"."""
    if not words[i][:1].isupper() or " " in words[i]:
        return False
    if words[i].lower() in _NAMES_TOO and words[i + 1 : i + 2] and not _noun(words[i + 1].lower()):
        before = words[i - 1].lower() if i else ""
        if before not in DETERMINERS:
            return True  # "Wren finds a crumb"
    if i:
        return words[i - 1].lower() in _NAMING
    return stem(words[0]) in lexicon.roles() and words[1:2] != [] and words[1].lower() in _ONE and any(_noun(w) for w in words[2:4])


def _joined(word: str) -> bool:
    """Whether a hyphenated word is one quality ("long-lost") rather than nouns side by side ("baker-poet")."""
    return not _noun(word.rpartition("-")[2])


def stem(word: str) -> str:
    """The dictionary form of a noun, its possessive ending taken off."""
    word = word.lower()
    if " " in word:
        first, _, last = word.rpartition(" ")
        return f"{first} {stem(last)}"
    return lemma(word[:-2] if word.endswith("'s") else word.rstrip("'"))


def is_owner(word: str) -> bool:
    """Whether a word is a possessive: "keeper's", "sisters'"."""
    return word.endswith(("'s", "s'"))


def _noun(word: str) -> bool:
    base = stem(word)
    known = lexicon.roles(), lexicon.things(), lexicon.places()
    return any(word in table or base in table for table in known)


def verbs_of(lower: list[str]) -> list[int]:
    """Where the verbs stand: by form, and by what stands before."""
    return [i for i in range(len(lower)) if _is_verb(lower, i)]


def _is_verb(lower: list[str], i: int) -> bool:
    word = lower[i]
    if word in STOP or word in _CLOSED or is_owner(word) or not word.replace("-", "").isalpha():
        return False
    before = lower[i - 1] if i else ""
    if before.endswith("ly") and i > 1 and not _noun(before):
        before = lower[i - 2]  # "a man he secretly loves"
    elif before in _BETWEEN and i > 1 and lower[i - 2] in _AUXILIARIES:
        before = lower[i - 2]  # "must first sit"
    elif before in _BETWEEN and i > 1 and _noun(lower[i - 2]) and word.endswith("s"):
        before = lower[i - 2]  # "the teacher still rings the bell"
    after = lower[i + 1] if i + 1 < len(lower) else ""
    infinitive = before == "to" or before in _AUXILIARIES or _bare(lower, i)
    if word in lexicon.place_names() and before == "to":
        return False  # "hitchhikes to Mexico"
    aged = before in DETERMINERS and i > 1 and lower[i - 2] == "of" and before not in ("the", "a", "an")  # "a boy of seven tries"
    if (before in DETERMINERS and not aged) or is_owner(before) or (before in lexicon.table("lexicon")["ages"] and not infinitive):
        return False
    if before in ("inside", "outside") and i > 1 and lower[i - 2] in _PRONOUNS | {"someone", "somebody"} and word.endswith("s"):
        return lemma(word) in lexicon.verbs()  # "someone inside asks"
    if before in PREPOSITIONS and before != "to":  # "in love", "of boiling water"; but "without waking"
        return word.endswith("ing") and not _noun(after) and not _noun(word)
    told = after.endswith("s") and after != lemma(after) and lemma(after) in lexicon.verbs() and not _noun(after)
    if told and word.endswith("s") and i > 1 and lower[i - 2] in PREPOSITIONS:
        return False  # "a pianist with cold hands borrows gloves"
    if _plainly_verb(lower, i, before, after):
        return True
    base = lemma(word)
    if i > 1 and lower[i - 2] in _COUNTED and word in (f"{base}s", f"{base}es") and base in lexicon.roles() and not infinitive:
        return False  # "two prison guards"
    known, noun = base in lexicon.verbs(), _noun(word)
    follows = bool(before) and (_noun(before) or before in _PRONOUNS or before == "who")
    if word == base:  # "to play", "sisters fight"; "play" alone is a noun
        several = before.endswith("s") or before == "they" or _of_two(lower, i)
        return (known or not noun) and infinitive or (known and (not noun or (follows and several)))
    if known:
        past = before in ("he", "she", "they", "it", "we", "i") and word != base  # "then he saw a door"
        return not noun or infinitive or past or follows and (word.endswith("s") or word.endswith("ed"))
    if word.endswith(("ed", "ing")) and len(word) > 4 and not noun:
        return (follows or infinitive) and not _noun(after)
    return word.endswith("s") and not word.endswith("ss") and follows and not noun and bool(after)


def _plainly_verb(lower: list[str], i: int, before: str, after: str) -> bool:
    """Whether what is a noun more often is a verb here: "a night porter checks in", "mice ration the cheese", "and boards a tram"."""
    word, base = lower[i], lexicon.verb_of(lower[i])
    acts_on = after in DETERMINERS or after in _OBJECTS
    if not base or word != base and (not word.endswith("s") or word.endswith("ss")):
        return False
    if before in ("and", "then"):
        return acts_on and word != base and any(w.endswith("s") and lexicon.verb_of(w) for w in lower[: i - 1])
    if not _noun(before):
        return False
    if word == base:
        return acts_on and (before != stem(before) or _of_two(lower, i))
    return acts_on or (_is_one(lower, i) and (after in PREPOSITIONS or after in STOP))


def _is_one(lower: list[str], i: int) -> bool:
    """Whether the noun before a word is that of "a ...": no plural can end it."""
    first = next((n for n in range(i - 1, max(-1, i - _MOST_BEFORE_VERB), -1) if lower[n] in _CLOSED or lower[n] in STOP), -1)
    return first >= 0 and lower[first] in _ONE


def _of_two(lower: list[str], i: int) -> bool:
    """Whether two joined by "and" stand before a word that has an object: "the dog and the hen switch bodies"."""
    joined = next((n for n in range(max(1, i - 4), i) if lower[n] == "and"), 0)
    after = lower[i + 1] if i + 1 < len(lower) else ""
    return (
        bool(joined)
        and joined < _MOST_BEFORE_VERB
        and (after in DETERMINERS | {"up", "together", "out"} or (after.endswith("s") and lemma(after) not in lexicon.verbs()))
    )


def _bare(lower: list[str], i: int) -> bool:
    """Whether an infinitive stands here without "to": "help him lift the axe", "makes her sing"."""
    return i > 1 and lower[i - 1] in _OBJECTS and lemma(lower[i - 2]) in _CAUSING and lower[i] == lemma(lower[i])


def noun_phrases(words: list[str], after: Sequence[str] = ()) -> list[NounPhrase]:
    """All noun phrases in their order.

    Args:
        words: As `words_of` gives them.
        after: What stands after each word, where it is known: no noun goes on over a comma.
    """
    lower = [w.lower() for w in words]
    stops = {i for i, sign in enumerate(after) if PUNCTUATION.match(sign.strip())}
    verbs = set(verbs_of(lower))
    found: list[NounPhrase] = []
    run: list[int] = []
    subordinate = False
    relative = 0  # finite verbs that a relative clause still takes; the next one is the main clause's
    last_verb = -1
    preposition = ""

    def close() -> None:
        nonlocal run, preposition
        while run and lower[run[-1]] in DETERMINERS:
            run.pop()
        if run:
            found.append(_phrase(lower, run, preposition, last_verb, subordinate, found))
            preposition = ""
        run = []

    for i, word in enumerate(lower):
        led = word == "to" and i + 1 < len(lower) and i + 1 not in verbs  # "confesses to a hen"
        if i in verbs or (word in _AUXILIARIES and not led):
            close()
            preposition = ""
            finite = lower[i - 1] not in _AUXILIARIES and lower[i - 1] not in ("and", "or") if i else False
            if relative and finite and word not in ("to", "not", "never"):
                relative -= 1
                subordinate = relative > 0
            if i in verbs:
                last_verb = i
        elif word in PREPOSITIONS or led:
            close()
            preposition = word
            if word in ("before", "after", "until"):
                subordinate = True
        elif word in _BREAKS:
            close()
            if word in ("who", "that", "which", "because", "while", "when", "where", "if", "whose", "although", "though"):
                subordinate = True
                relative = 2 if word in _RELATIVES else 0
                preposition = ""
            elif word == "as":
                preposition = "as"
            if word in ("but",):
                subordinate = False
        elif word == "own" and run:
            continue
        elif word == "next" and lower[i + 1 : i + 2] == ["door"]:  # "the widow next door"
            close()
        elif word == "door" and i and lower[i - 1] == "next" and not run:
            continue
        elif word in DETERMINERS:
            if run and not is_owner(lower[run[-1]]):
                close()
            run.append(i)
        elif (
            is_name(words, i)
            or word in STOP
            or word in _PRONOUNS
            or word.isdigit()
            or (word.endswith("ly") and not _noun(word) and word not in _LY)
        ):
            close()
        else:
            run.append(i)
            if not is_owner(word) and _noun(word) and (i in stops or not _goes_on(lower, i, verbs)):
                close()
    close()
    for phrase in found:
        if phrase.preposition == "of" and phrase.verb < 0 and phrase.start > 1 and lower[phrase.start - 2] in _GROUPS:
            phrase.preposition = ""  # "a family of mice": it is the mice who do it
    for before, phrase in zip(found, found[1:], strict=False):
        listed = lower[phrase.end + 1 : phrase.end + 2] in (["or"], ["and"])  # "the rabbit, the assistant, or the door"
        phrase.apposed = (
            before.end == phrase.start - 1
            and before.end in stops
            and phrase.end in stops
            and not listed
            and phrase.determiner in ("a", "an", "the")
        )
    return found


def _goes_on(lower: list[str], i: int, verbs: set[int]) -> bool:
    """Whether the noun is only the first part of a longer one: "birthday cake", "hive shed"."""
    after = lower[i + 1] if i + 1 < len(lower) else ""
    if after.endswith("ed") and lemma(after) != after and stem(lower[i]) in lexicon.roles():
        return False  # "the climber roped behind him"
    return (
        bool(after)
        and after not in _AWAY
        and i + 1 not in verbs
        and after not in STOP | DETERMINERS | PREPOSITIONS | _AUXILIARIES | _BREAKS
        and after.replace(" ", "").removesuffix("'s").isalpha()
    )


def _phrase(lower: list[str], run: list[int], preposition: str, verb: int, subordinate: bool, before: list[NounPhrase]) -> NounPhrase:
    head = run[-1]
    owners = [stem(lower[i]) for i in run[:-1] if is_owner(lower[i])]
    modifiers = [lower[i] for i in run[:-1] if not is_owner(lower[i]) and lower[i] not in DETERMINERS]
    word = lower[head]
    return NounPhrase(
        start=run[0],
        end=head,
        head=word if word in lexicon.things() or word in lexicon.roles() or word in lexicon.places() else stem(word),
        word=word,
        determiner=lower[run[0]] if lower[run[0]] in DETERMINERS else "",
        modifiers=modifiers,
        owner=owners[-1] if owners else "",
        of=before[-1].head if preposition == "of" and before else "",
        preposition=preposition,
        verb=verb,
        subordinate=subordinate,
        plural=word != stem(word) and not is_owner(word) and word not in lexicon.roles(),
    )


def is_time(phrase: NounPhrase) -> bool:
    """Whether a phrase tells when, or is a word that cannot be handled: "night", "years", "life"."""
    return phrase.head in _NOT_HEADS or phrase.head in lexicon.table("lexicon")["times"]


def surfaces(text: str, words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words as they are written, and what stands between each and the next."""
    raw: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at, low = 0, text.lower().replace("’", "'")
    for word in words:
        start = low.find(word.lower(), at)
        if start < 0:
            start, end = at, at
            raw.append(word)
        else:
            end = start + len(word)
            raw.append(text[start:end].replace("’", "'"))
        starts.append(start)
        ends.append(end)
        at = end
    after = [text[ends[i] : starts[i + 1]] if i + 1 < len(words) else text[ends[i] :] for i in range(len(words))]
    return raw, [gap.lstrip(" \"'”’)") if PUNCTUATION.search(gap) else gap for gap in after]
