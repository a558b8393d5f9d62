"""Casting: who speaks, who acts without a word, what is said of their looks, and a puppet for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from filmwright.breakdown.likeness import CLEARLY_DIFFERENT
from filmwright.breakdown.looks import Said, Sex, being_in, kind_in, occupation_in, read_looks, sex_in, temper_in
from filmwright.breakdown.tables import first_names, table, words_of
from filmwright.breakdown.verbs import base_of
from filmwright.breakdown.wardrobe import dress
from filmwright.breakdown.words import PRONOUN_OF, plain, sentences, singular, slug, tokens, unique
from filmwright.records.breakdown import Role
from filmwright.records.puppet import Puppet
from filmwright.records.report import Approximation
from filmwright.records.script import Element, Screenplay
from filmwright.theatre import catalogue

_CAPS = r"[A-ZÀ-ÞŠŽ][A-ZÀ-ÞŠŽ0-9'’.\-]*"
# A capitalised name in action: one to four words in capitals, two letters at least in all.
_NAME = re.compile(rf"(?<![\w'’])((?:{_CAPS})(?:\s+(?:(?:OF|THE|AND)\s+)?{_CAPS}){{0,3}})(?![\w])")
_EXTENSION = re.compile(r"\(([^)]*)\)")
_NOT_NAMES = frozenset(table("grammar")["not_names"].split())
# Words of kinds that are more often things than somebody: they do not name a member of the cast by themselves.
_THING_LIKE = frozenset(
    (
        "lamp",
        "lantern",
        "clock",
        "kettle",
        "tree",
        "toaster",
        "machine",
        "boiler",
        "doll",
        "puppet",
        "statue",
        "spirit",
        "snowman",
        "teddy",
        "clockwork",
        "desk-lamp",
        "figure",
    )
)
_POINTING = frozenset(("the", "this", "that", "old", "young", "little", "poor", "his", "her", "their", "its", "both"))


@dataclass
class Found:
    """What the script tells of one member of the cast."""

    id: str
    name: str
    aliases: set[tuple[str, ...]] = field(default_factory=set)  # lower-case word runs that mean this one
    descriptions: list[str] = field(default_factory=list)
    speaks: int = 0
    acts: int = 0
    pronouns: dict[str, int] = field(default_factory=dict)
    first: int = 0  # element index of the first sight
    sex: Sex = "neutral"
    plural: bool = False


class Cast:
    """The cast as found: look-up by name, and the way cue names and words of action mean one of them."""

    def __init__(self) -> None:
        self.found: dict[str, Found] = {}
        self._by_alias: dict[tuple[str, ...], str] = {}
        self._longest = 1
        self._nouns: set[tuple[str, ...]] = set()  # aliases that are common nouns

    def add(self, name: str, first: int) -> Found:
        """A new member, or the one already known by this name."""
        clean = " ".join(name.replace("’", "'").split()).upper().strip(" .,:;-")
        clean = re.sub(r"^(THE|A|AN)\s+", "", clean) or clean
        words = tuple(token.lower() for token in tokens(clean) if token != ".") or (clean.lower(),)
        known = self._by_alias.get(words)
        if known:
            return self.found[known]
        ident = unique(slug(clean), self.found)
        member = Found(id=ident, name=clean, first=first)
        self.found[ident] = member
        self.alias(member, words)
        if (
            words[0] in ("mr", "mrs", "ms", "miss", "dr", "professor", "captain", "sir", "lady", "old", "young", "little", "aunt", "uncle")
            and len(words) > 1
        ):
            self.alias(member, words[1:])
        elif len(words) == 2 and words[0] in first_names():
            self.alias(member, words[:1])
        return member

    def alias(self, member: Found, words: tuple[str, ...], *, noun: bool = False) -> None:
        """Let more words mean a member, unless they already mean another; a common noun only after "the", "his", "old" ..."""
        if words and words not in self._by_alias:
            if noun:
                self._nouns.add(words)
            self._by_alias[words] = member.id
            member.aliases.add(words)
            self._longest = max(self._longest, len(words))

    def means(self, words: tuple[str, ...]) -> Found | None:
        """The member that a run of lower-case words means, or None."""
        ident = self._by_alias.get(words)
        return self.found[ident] if ident else None

    def at(self, words: list[str], i: int) -> tuple[Found, int] | None:
        """The member named from position `i` of lower-case tokens (full stops skipped) and the position after, or None."""
        for size in range(min(self._longest, len(words) - i), 0, -1):
            run: list[str] = []
            j = i
            while j < len(words) and len(run) < size:
                word = words[j]
                if word != "." or not run:
                    run.append(
                        word[:-2] if word.endswith("'s") and len(run) == size - 1 else word.rstrip("'") if word.endswith("s'") else word
                    )
                j += 1
            member = self.means(tuple(run))
            if member and len(run) == size and (tuple(run) not in self._nouns or (i > 0 and words[i - 1] in _POINTING)):
                return member, j
        return None


def cue_name(text: str) -> tuple[str, str]:
    """A cue without extensions, and its extension: "MARA (V.O.)" -> ("MARA", "V.O."); "MARA'S VOICE" -> ("MARA", "O.S.")."""
    flat = plain(text).replace("’", "'").replace("^", "").strip().lstrip("@").strip()
    extensions = [ext.strip() for ext in _EXTENSION.findall(flat)]
    extension = next((ext for ext in extensions if "cont" not in ext.lower()), "")
    name = " ".join(_EXTENSION.sub(" ", flat).split()).strip(" :")
    upper = name.upper()
    voice = re.match(r"^(.+?)'S? VOICE$", upper) or re.match(r"^VOICE OF (?:THE )?(.+)$", upper)
    if voice:
        return voice.group(1), extension or "O.S."
    return upper, extension


def find_cast(screenplay: Screenplay, premise: str = "") -> Cast:
    """Everyone who speaks, every capitalised introduction, and every creature or person who acts without a name.

    Args:
        screenplay: The script.
        premise: A sentence about the story, if known; whom its subject describes is told of the first who fits it.
    """
    cast = Cast()
    elements = screenplay.elements
    for i, element in enumerate(elements):
        if element.kind == "character":
            name, _ = cue_name(element.text)
            first_of_two = split_cue(name, cast)
            for part in first_of_two:
                if part:
                    cast.add(part, i).speaks += 1
    for i, element in enumerate(elements):
        if element.kind == "action":
            _read_introductions(element, i, cast)
    _count_pronouns(elements, cast)
    _read_premise(premise, cast)
    _more_aliases(cast)
    for i, element in enumerate(elements):
        if element.kind == "action":
            _read_unnamed(element, i, cast)
    _count_pronouns(elements, cast)
    for member in cast.found.values():
        member.sex = sex_in(" ".join(member.descriptions), member.name, member.pronouns)
    return cast


def split_cue(name: str, cast: Cast) -> list[str]:
    """The names in a cue: "MARA AND TOM" -> ["MARA", "TOM"]; any other cue is one name."""
    parts = [part.strip() for part in re.split(r"\s+AND\s+|\s*&\s*|\s*/\s*|\s*,\s*", name) if part.strip()]
    if len(parts) > 1 and all(len(part.split()) <= 3 for part in parts):
        return parts
    return [name] if name else []


def _person_words() -> frozenset[str]:
    looks = table("looks")
    roles = {word for entry in looks["roles"].values() for word in entry["words"]}
    return frozenset(words_of("looks", "people") | roles | set(catalogue.beings()))


def _read_introductions(element: Element, index: int, cast: Cast) -> None:
    text = plain(element.text).replace("’", "'")
    letters = [c for c in text if c.isalpha()]
    if not letters or sum(c.isupper() for c in letters) > 0.7 * len(letters):
        return  # a line wholly in capitals introduces nobody
    pieces = sentences(text)
    for s, sentence in enumerate(pieces):
        quoted = _quoted_ranges(sentence)
        for match in _NAME.finditer(sentence):
            name = match.group(1).strip(" .,-'")
            if any(a <= match.start() < b for a, b in quoted) or sum(c.isalpha() for c in name) < 2:
                continue
            low = name.lower()
            if low in _NOT_NAMES or all(word in _NOT_NAMES for word in low.split()):
                continue
            rest = sentence[match.end() :]
            words = tuple(token.lower() for token in tokens(re.sub(r"^(THE|A|AN) ", "", name)) if token != ".")
            known = cast.means(words)
            if not known and not _introduces(name, rest, sentence[: match.start()]):
                continue
            member = known or cast.add(name, index)
            if not member.descriptions:
                member.first = index
                description = _description(rest)
                before = sentence[: match.start()].strip()
                adjectives = re.search(r"(?:^|\s)(?:A|a|an|An|the|The)\s+([a-z][a-z ,\-]*)$", before)
                if adjectives:
                    description = f"{adjectives.group(1)}, {description}" if description else adjectives.group(1)
                if description:
                    member.descriptions.append(description)
                    if s + 1 < len(pieces) and re.match(r"(She|He|It|They)\s+(?:is|wears|has|looks|'s)\b", pieces[s + 1]):
                        member.descriptions.append(pieces[s + 1])
            member.acts += 1


def _introduces(name: str, rest: str, before: str) -> bool:
    words = [singular(word.lower()) for word in name.split()]
    personal = any(word in _person_words() or word in first_names() for word in words)
    follow = rest.lstrip()
    if re.match(r"^\(\s*(?:\d|[a-z]+(?:ties|teens|y)\b|mid|early|late|aged)", follow, re.IGNORECASE):
        return True
    if before.rstrip().endswith(":") and not personal:
        return False
    if rest.startswith((",", ":")) and (personal or re.search(r"[a-z]{3}", rest)) and not re.search(r"\d{3}", name):
        return len(name.split()) <= 3 and (personal or rest.startswith(":") is False or len(rest) > 12)
    first = tokens(follow)[:2]
    verbs = [base_of(word) for word in first if word.islower()]
    return personal and any(verbs)


def _quoted_ranges(sentence: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"[\"“][^\"”]*[\"”]|(?<!\w)'[^']*'(?!\w)", sentence)]


def _description(rest: str) -> str:
    """The describing part of an introduction: up to the first clause that begins with a verb."""
    text = rest.strip()
    kept: list[str] = []
    if text.startswith("("):
        inner, _, text = text[1:].partition(")")
        kept.append(inner)
        if not text.lstrip().startswith((",", ":")):
            return inner
    if not text.lstrip().startswith((",", ":")):
        return ", ".join(kept)
    for part in re.split(r",\s*|:\s*|;\s*", text.lstrip(" ,:")):
        words = tokens(part)
        low = [word.lower() for word in words]
        if (
            low
            and (base_of(low[0]) or (len(low) > 1 and low[0] in ("and", "then", "slowly", "quietly", "who") and base_of(low[1])))
            and low[0] not in ("hands", "glasses", "coats", "boots")
        ):
            if low[0] in ("is", "wears", "has"):
                kept.append(part)
                continue
            break
        kept.append(part)
    return ", ".join(piece.strip(" .") for piece in kept if piece.strip(" ."))


def _read_premise(premise: str, cast: Cast) -> None:
    """ "An old lighthouse keeper finds a violin": the first of the cast whom "old lighthouse keeper" does not contradict is that."""
    words = [token.lower() for token in tokens(plain(premise))]
    if not words or words[0] not in ("a", "an", "the"):
        return
    noun_phrase: list[str] = []
    for word in words[1:8]:
        if base_of(word) or word in ("and", "who", "in", "on", "at", "with", ",", "of", "from"):
            break
        noun_phrase.append(word)
    if not any(singular(word) in _person_words() for word in noun_phrase):
        return
    hint = " ".join(noun_phrase)
    hinted = read_looks(hint)
    hinted_sex = sex_in(hint, "", {})
    if hinted_sex == "neutral":  # "a thief returns to the bakery she robbed"
        after = [word for word in words if word in ("he", "she", "his", "her")]
        told: dict[str, Sex] = {"he": "male", "his": "male", "she": "female", "her": "female"}
        hinted_sex = told.get(after[0], "neutral") if after else "neutral"
    for member in sorted(cast.found.values(), key=lambda m: (m.first, m.id)):
        said = read_looks(" , ".join([member.name.lower(), *member.descriptions]))
        sex = sex_in(" ".join(member.descriptions), member.name, member.pronouns)
        same_kind = said.get("kind", "human") == hinted.get("kind", "human")
        same_age = "age" not in said or "age" not in hinted or said["age"] == hinted["age"]
        if same_kind and same_age and (hinted_sex == "neutral" or sex in ("neutral", hinted_sex)):
            member.descriptions.append(hint)
            return


def _more_aliases(cast: Cast) -> None:
    """ "the keeper", "the old man", "the girl": nouns of one member's description or name that no other shares."""
    claims: dict[tuple[str, ...], list[Found]] = {}
    for member in cast.found.values():
        looks = read_looks(" , ".join(member.descriptions))
        sex = sex_in(" ".join(member.descriptions), member.name, {})
        words = [singular(token.lower()) for token in tokens(f"{member.name} , {' '.join(member.descriptions)}")]
        nouns = {word for word in words if word in _person_words() and word not in _THING_LIKE}
        if looks.get("kind", "human") == "human":
            age = looks.get("age", "")
            person = {"female": {"child": "girl"}.get(age, "woman"), "male": {"child": "boy"}.get(age, "man")}.get(sex, "")
            if person:
                nouns.add(person)
            if age == "child":
                nouns.add("child")
            if age == "old" and sex != "neutral":
                claims.setdefault(("old", "woman" if sex == "female" else "man"), []).append(member)
        else:
            nouns.add(str(looks["kind"]))
        for noun in nouns:
            claims.setdefault((noun,), []).append(member)
    for words_, members in sorted(claims.items()):
        if len(members) == 1:
            cast.alias(members[0], words_, noun=True)


def _read_unnamed(element: Element, index: int, cast: Cast) -> None:
    """ "A fox crosses the yard.", "The old woman nods.": a creature or a person as the subject of a verb, not yet known."""
    kinds = catalogue.beings()
    people = words_of("looks", "people")
    for sentence in sentences(element.text):
        words = tokens(sentence)
        low = [word.lower() for word in words]
        if not low or low[0] not in ("a", "an", "the", "one", "another"):
            continue
        for i in range(1, min(5, len(low) - 1)):
            if low[i] in (",", ".", "of", "in", "on", "at"):
                break
            if words[i][0].isupper() and i > 0 and not words[i].isupper():
                break
            noun = low[i]
            if (noun in kinds and noun not in _THING_LIKE) or noun in people:
                j = i + 1
                while j < len(low) and j < i + 3 and low[j].endswith("ly"):
                    j += 1
                if j < len(low) and base_of(low[j]) and not cast.at(low, i):
                    pair = (low[i - 1], noun) if low[i - 1] in ("old", "young", "little") else None
                    member = (cast.means(pair) if pair else None) or cast.means((noun,))
                    if not member:
                        member = cast.add(" ".join([*([pair[0]] if pair else []), noun]), index)
                        member.descriptions.append(" ".join(low[1 : i + 1]))
                        cast.alias(member, (noun,))
                    member.acts += 1
                break


def _may_be_it(member: Found) -> bool:
    """Whether "it" may mean a member: a creature or a machine."""
    return bool(kind_in([word for alias in member.aliases for word in alias] + member.descriptions))


def _count_pronouns(elements: tuple[Element, ...], cast: Cast) -> None:
    """Votes, counted anew, for "he", "she", "it": the pronoun that follows a name before any other name does."""
    for member in cast.found.values():
        member.pronouns.clear()
    for element in elements:
        if element.kind != "action":
            continue
        low = [token.lower() for token in tokens(plain(element.text))]
        last: Found | None = None
        others = 0
        i = 0
        while i < len(low):
            hit = cast.at(low, i)
            if hit:
                member, i = hit
                if low[i - 1].endswith(("'s", "s'")):
                    continue  # "fills Moss's can. She salutes.": not Moss
                others = others + 1 if last and member is not last else 0
                last = member
                continue
            group = PRONOUN_OF.get(low[i])
            if group and last and others == 0 and (group != "it" or low[i] == "its" or _may_be_it(last)):
                last.pronouns[group] = last.pronouns.get(group, 0) + 1
            i += 1


def make_roles(
    cast: Cast, seed: int, source: str, *, must_wear: Mapping[str, Said] | None = None, not_yet: Mapping[str, Said] | None = None
) -> tuple[tuple[Role, ...], list[Approximation]]:
    """A role with a puppet for each member, in order of first sight; and what of the looks was approximated.

    must_wear: role -> what it has on because the script takes it off, where the description says nothing else;
    not_yet: role -> what it has not on because the script puts it on later.
    """
    roles: list[Role] = []
    puppets: list[Puppet] = []
    notes: list[Approximation] = []
    talk = any(member.speaks for member in cast.found.values())
    most = max((member.speaks + member.acts for member in cast.found.values()), default=0)
    for member in sorted(cast.found.values(), key=lambda m: (m.first, m.id)):
        description = "; ".join(member.descriptions)
        said: Said = read_looks(" , ".join([*(name_part.lower() for name_part in [member.name]), *member.descriptions]))
        for part, worn in (must_wear or {}).get(member.id, {}).items():
            if part == "accessories":
                have = said.get("accessories", ())
                spectacled = {"glasses", "round_glasses"} & set(have)
                said["accessories"] = tuple(dict.fromkeys((*have, *(w for w in worn if not (spectacled and w == "glasses")))))
            elif said.get(part, "none") == "none":
                said[part] = worn
        words = [token.lower() for token in tokens(f"{member.name.lower()} , {description}")]
        being = being_in(words)
        if being and not being[2]:
            notes.append(Approximation(where=f"cast, {member.name}", asked=_an(being[1]), done=f"{_an(being[0])} puppet"))
        occupation = occupation_in(f"{member.name.lower()} , {description}")
        untamed = not set(table("looks")["untamed"]["words"]).isdisjoint(words)
        undressed = untamed or (talk and not member.speaks and not occupation)  # a beast that neither talks nor has a trade
        later = (not_yet or {}).get(member.id, {})
        for part, instead in later.items():
            if part != "accessories" and (part != "top" or said.get("top", "coat") in ("coat", "long_coat")):
                being = said.get("kind", "human")
                bare = part == "top" and being != "human" and catalogue.creature(being).bare
                said.setdefault(part, "bare" if bare else instead)
        puppet, nearest = dress(
            member.name, said, sex=member.sex, occupation=occupation, cast_so_far=puppets, seed=seed, undressed=undressed
        )
        if nearest < CLEARLY_DIFFERENT:
            notes.append(
                Approximation(
                    where=f"cast, {member.name}",
                    asked="looks that no one else in the film has",
                    done=f"its puppet is near another's (distance {nearest:.2f}, {CLEARLY_DIFFERENT} wanted)",
                )
            )
        early = set(later.get("accessories", ())) - set(said.get("accessories", ()))
        if early & set(puppet.accessories):
            puppet = msgspec.structs.replace(puppet, accessories=tuple(a for a in puppet.accessories if a not in early))
        puppets.append(puppet)
        roles.append(
            Role(
                id=member.id,
                name=member.name,
                description=description,
                sex=member.sex,
                temper=temper_in(description),
                principal=member.speaks >= 2 or member.speaks + member.acts >= max(3, most // 3),
                puppet=puppet,
            )
        )
    return tuple(roles), notes


def _an(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
