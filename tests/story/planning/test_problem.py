"""Reading a planning problem: what is said is what is read, and what breaks the format is one sentence."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.errors import InputError
from filmwright.story.planning.problem import Compare, If, Not, Sum, parse

WORDS = st.sampled_from(
    ["type", "entity", "property", "action", "trigger", "utility", "believes", "forall", "if", "else", "(", ")", "{", "}", ":", ";"]
    + [",", "&", "|", "!", "==", "=", "+", "-", "?", "True", "Tom", "at", "precondition", "effect", "3"]
)


def test_two_conditional_amounts_are_added_not_nested() -> None:
    """`if(a) 2 else 0 + if(b) 1 else 0` is a sum of two."""
    utility = parse("property a() : boolean; utility(): if(a()) 2 else 0 + if(!a()) 1 else 0;").utilities[None]
    assert isinstance(utility, Sum) and isinstance(utility.left, If) and isinstance(utility.right, If)


def test_a_quantifier_binds_one_comparison() -> None:
    """What follows `&` after `!exists(x) body` is no part of the body."""
    text = """type item; entity Pen : item; property has(i : item) : boolean; property tired() : boolean;
    action rest() { precondition: !exists(i : item) has(i) & tired(); effect: !tired(); };"""
    precondition = parse(text).actions[0].precondition
    assert precondition is not None and getattr(precondition, "kind", "") == "and"
    assert isinstance(precondition.parts[0], Not)  # type: ignore[union-attr]


def test_one_equals_sign_and_two_mean_the_same() -> None:
    """Files use both for facts and effects."""
    one, two = (parse(f"property n() : number; n() {sign} 3;").initial[0] for sign in ("=", "=="))
    assert one == two and isinstance(one, Compare)


def test_a_type_may_have_several_above_it() -> None:
    """A character may also be a location."""
    problem = parse("type place; type cart : place, character; entity Wagon : cart;")
    assert problem.of_type("place") == problem.characters == ["Wagon"]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("entity Tom : person;", "type 'person'"),
        ("type a;\ntype b", "expected ';'"),
        ("action go() { precondition: True; };", "an effect in action go"),
        ("entity Tom : character;\nutility(Ann): 1;", "'Ann'"),
        ("type a; # no", "'#' has no meaning"),
        ("property glad() : boolean; utility(): gald();", "Did you mean 'glad'?"),
        ("entity Ann : character; utility(An): 1;", "'An'"),
        ("entity Ann : character; property at(c : character) : boolean; at(Ane);", "Did you mean 'Ann'?"),
        ("property a() : boolean; action go() { effect: a(); consenting: Ann; };", "'Ann' is neither an entity nor a variable"),
        ("property a() : boolean; utility(): exists(x : thing) a();", "'thing' is no type"),
        ("action go() { observing(a : character, b : character): True; effect: go(); };", "one observer"),
    ],
)
def test_what_breaks_the_format_is_one_sentence(text: str, part: str) -> None:
    """It names the file, the line and what was expected."""
    with pytest.raises(InputError) as error:
        parse(text, source="plot.txt")
    assert part in str(error.value) and str(error.value).startswith("plot.txt") and "\n" not in str(error.value)


@given(st.lists(WORDS, max_size=30))
def test_any_row_of_words_is_read_or_refused(words: list[str]) -> None:
    """Nothing but an InputError ever leaves the parser."""
    with contextlib.suppress(InputError):
        parse(" ".join(words))


def test_deep_nesting_is_refused() -> None:
    """A file cannot exhaust the stack."""
    with pytest.raises(InputError, match="nested too deeply"):
        parse("utility(): " + "(" * 20_000 + "1" + ")" * 20_000 + ";")
