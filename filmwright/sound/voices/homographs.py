"""Which reading of a word that is written one way and said two: read, lead, tear, wind, close, live, record."""

from __future__ import annotations

from collections.abc import Sequence

_DETERMINERS = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "my",
        "your",
        "his",
        "her",
        "its",
        "our",
        "their",
        "no",
        "some",
        "any",
        "each",
        "every",
        "another",
        "one",
    ]
)
_TO_VERB = frozenset(
    [
        "to",
        "i",
        "you",
        "we",
        "they",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "should",
        "shall",
        "don't",
        "doesn't",
        "didn't",
        "won't",
        "can't",
        "cannot",
        "couldn't",
        "wouldn't",
        "shouldn't",
        "let's",
        "please",
        "i'll",
        "you'll",
        "we'll",
        "they'll",
        "he'll",
        "she'll",
        "it'll",
        "i'd",
        "you'd",
        "we'd",
        "they'd",
        "he'd",
        "she'd",
        "never",
        "always",
        "who",
        "not",
        "just",
        "and",
    ]
)
_PERFECT = frozenset(
    [
        "have",
        "has",
        "had",
        "having",
        "i've",
        "you've",
        "we've",
        "they've",
        "he's",
        "she's",
        "hasn't",
        "haven't",
        "hadn't",
        "been",
        "was",
        "were",
        "be",
        "is",
        "are",
        "being",
        "get",
        "got",
        "already",
    ]
)
_PAST_HINTS = frozenset(
    ["yesterday", "ago", "last", "once", "was", "were", "had", "did", "said", "told", "came", "went", "when", "then", "that"]
)
_PREPOSITIONS = frozenset(["of", "in", "on", "at", "by", "with", "from", "into", "under", "over", "through", "for", "without", "against"])
_THIRD = frozenset(["he", "she", "it", "who", "that", "nobody", "everyone", "somebody", "everybody"])


def tag(words: Sequence[str], i: int) -> str:
    """The lexicon's tag for word `i` of a sentence, from its neighbours; "" for the default reading.

    Args:
        words: The sentence's words, lower case, no punctuation.
    """
    word = words[i]
    before = words[i - 1] if i else ""
    after = words[i + 1] if i + 1 < len(words) else ""
    special = _SPECIAL.get(word)
    if special is not None:
        return special(words, i)
    if not after and before in _DETERMINERS:
        return "NOUN"
    if before in _PERFECT:
        return "VBN"
    if before in _TO_VERB or (not before and (after in _DETERMINERS or after in ("me", "him", "them", "us", "it", "up", "down"))):
        return "VERB"
    if before in _DETERMINERS or before in _PREPOSITIONS or before.endswith("'s"):
        return "NOUN"
    if after in ("me", "him", "them", "us", "it", "you", "the", "my", "your", "his", "her", "our", "their", "this", "that") and before:
        return "VERB"
    if i >= 2 and words[i - 2] in _DETERMINERS:
        return "NOUN"
    return "None" if not after else ""


def _read(words: Sequence[str], i: int) -> str:
    before, two = (words[i - 1] if i else ""), (words[i - 2] if i > 1 else "")
    if (
        before in _PERFECT
        or two in _PERFECT
        and before in ("not", "never", "ever", "just", "always", "you", "i", "he", "she", "they", "we")
    ):
        return "VBN"
    if before in _THIRD or (two in _THIRD and before in ("never", "always", "once", "only", "just")):
        return "VBD"
    if before in ("i", "we", "they", "you") and (
        _PAST_HINTS & set(words[:i] + words[i + 1 :] if isinstance(words, list) else [*words[:i], *words[i + 1 :]])
    ):
        return "VBD" if "did" not in words[:i] else "VERB"
    return ""


def _use(words: Sequence[str], i: int) -> str:
    before = words[i - 1] if i else ""
    return "NOUN" if before in _DETERMINERS | _PREPOSITIONS | {"what", "much"} else "VERB"


def _used(words: Sequence[str], i: int) -> str:
    return "VBD" if i + 1 < len(words) and words[i + 1] == "to" else ""


def _close(words: Sequence[str], i: int) -> str:
    before, after = (words[i - 1] if i else ""), (words[i + 1] if i + 1 < len(words) else "")
    if after in ("to", "by", "enough", "friend", "together", "call", "at") or before in (
        "so",
        "too",
        "very",
        "how",
        "this",
        "that",
        "is",
        "are",
        "was",
        "were",
        "get",
        "come",
        "came",
        "stay",
        "keep",
        "as",
        "a",
        "stand",
        "held",
        "hold",
    ):
        return "ADJ"
    return "VERB" if before in _TO_VERB or after in _DETERMINERS or not before or after in ("it", "up", "your", "me") else "ADJ"


def _live(words: Sequence[str], i: int) -> str:
    before, after = (words[i - 1] if i else ""), (words[i + 1] if i + 1 < len(words) else "")
    adjective = before in ("a", "the", "broadcast", "go", "going", "went") or after in (
        "music",
        "wire",
        "show",
        "broadcast",
        "bait",
        "coals",
        "audience",
    )
    return "ADJ" if adjective else "VERB"


def _wind(words: Sequence[str], i: int) -> str:
    before, after = (words[i - 1] if i else ""), (words[i + 1] if i + 1 < len(words) else "")
    verb = before in (
        "to",
        "will",
        "must",
        "can",
        "i",
        "you",
        "we",
        "they",
        "i'll",
        "you'll",
        "don't",
        "didn't",
        "please",
        "should",
        "could",
    ) or after in ("it", "up", "down")
    verb = verb or (
        not before
        and after in ("the", "your", "my", "this", "that")
        and i + 2 < len(words)
        and words[i + 2] in ("clock", "key", "watch", "spring", "box", "handle", "rope")
    )
    return "VERB" if verb else "NOUN"


def _lead(words: Sequence[str], i: int) -> str:
    before, after = (words[i - 1] if i else ""), (words[i + 1] if i + 1 < len(words) else "")
    metal = after in ("pipe", "pipes", "roof", "weight", "weights", "box", "shot", "pencil") or before in (
        "of",
        "like",
        "molten",
        "heavy",
        "as",
    )
    return "METAL" if metal else "VERB"


def _tear(words: Sequence[str], i: int) -> str:
    before, after = (words[i - 1] if i else ""), (words[i + 1] if i + 1 < len(words) else "")
    rip = (
        before in _TO_VERB
        or after in ("it", "up", "apart", "down", "off", "them", "this", "the", "open", "out")
        or (before in _DETERMINERS and after == "in")
    )
    return (
        "VERB"
        if rip and words[i] == "tear" or (words[i] == "tears" and (before in _THIRD or after in ("it", "up", "apart", "down", "off")))
        else "NOUN"
    )


def _minute(words: Sequence[str], i: int) -> str:
    return "ADJ" if (words[i - 1] if i else "") in ("so", "very", "too", "most") else "NOUN"


def _that(words: Sequence[str], i: int) -> str:
    after = words[i + 1] if i + 1 < len(words) else ""
    return "DT" if not after or after in ("is", "was", "one", "night", "day", "sound", "thing", "man", "woman", "word") or i == 0 else ""


def _bow(words: Sequence[str], i: int) -> str:
    before, after = (words[i - 1] if i else ""), (words[i + 1] if i + 1 < len(words) else "")
    bend = (
        before in _TO_VERB - {"and", "who", "not", "just"}
        or after in ("to", "your", "before", "down")
        or (before == "a" and after in ("", "please"))
    )
    return "VERB" if bend else "NOUN"


_SPECIAL = {
    "read": _read, "use": _use, "uses": _use, "used": _used, "close": _close, "live": _live, "wind": _wind, "winds": _wind,
    "lead": _lead, "leads": _lead,
    "tear": _tear, "tears": _tear, "minute": _minute, "that": _that, "bow": _bow, "bows": _bow,
}  # fmt: skip
# Readings that the lexicon lacks or tags otherwise, American; "ː" and British vowels are made by the lexicon's rules.
READINGS: dict[tuple[str, str], str] = {
    ("lead", "METAL"): "lˈɛd", ("lead", "VERB"): "lˈid", ("leads", "VERB"): "lˈidz", ("leads", "METAL"): "lˈɛdz",
    ("tear", "NOUN"): "tˈɪɹ", ("tear", "VERB"): "tˈɛɹ", ("tears", "NOUN"): "tˈɪɹz", ("tears", "VERB"): "tˈɛɹz",
    ("wind", "NOUN"): "wˈɪnd", ("wind", "VERB"): "wˈInd", ("winds", "NOUN"): "wˈɪndz", ("winds", "VERB"): "wˈIndz",
    ("close", "ADJ"): "klˈOs", ("close", "VERB"): "klˈOz", ("live", "ADJ"): "lˈIv", ("live", "VERB"): "lˈɪv",
    ("minute", "NOUN"): "mˈɪnət", ("minute", "ADJ"): "mInˈut", ("use", "NOUN"): "jˈus", ("use", "VERB"): "jˈuz",
    ("uses", "NOUN"): "jˈusᵻz", ("uses", "VERB"): "jˈuzᵻz", ("bow", "NOUN"): "bˈO", ("bow", "VERB"): "bˈW", ("bows", "NOUN"): "bˈOz",
    ("bows", "VERB"): "bˈWz",
}  # fmt: skip
BRITISH_READINGS: dict[tuple[str, str], str] = {
    ("lead", "METAL"): "lˈɛd", ("lead", "VERB"): "lˈiːd", ("leads", "VERB"): "lˈiːdz", ("leads", "METAL"): "lˈɛdz",
    ("tear", "NOUN"): "tˈɪə", ("tear", "VERB"): "tˈɛː", ("tears", "NOUN"): "tˈɪəz", ("tears", "VERB"): "tˈɛːz",
    ("wind", "NOUN"): "wˈɪnd", ("wind", "VERB"): "wˈInd", ("winds", "NOUN"): "wˈɪndz", ("winds", "VERB"): "wˈIndz",
    ("close", "ADJ"): "klˈQs", ("close", "VERB"): "klˈQz", ("live", "ADJ"): "lˈIv", ("live", "VERB"): "lˈɪv",
    ("minute", "NOUN"): "mˈɪnɪt", ("minute", "ADJ"): "mInjˈuːt", ("use", "NOUN"): "jˈuːs", ("use", "VERB"): "jˈuːz",
    ("uses", "NOUN"): "jˈuːsɪz", ("uses", "VERB"): "jˈuːzɪz", ("bow", "NOUN"): "bˈQ", ("bow", "VERB"): "bˈW", ("bows", "NOUN"): "bˈQz",
    ("bows", "VERB"): "bˈWz",
}  # fmt: skip
