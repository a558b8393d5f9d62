"""Numbers, sums, elseif, type tests, literal parameters and nested beliefs in one problem, as the search and the verifier read them."""

from filmwright.story.planning.problem import parse
from filmwright.story.planning.search import Limits, solve
from filmwright.story.planning.verifying import Verdict, Witness, verify

MARKET = """
type goods; type food : goods; type tool : goods; type mood;
entity Mara : character; entity Otto : character; entity Bread : food; entity Axe : tool;
entity Glum : mood; entity Content : mood; entity Merry : mood;
property coins(c : character) : number; property price(g : goods) : number; property owner(g : goods) : character;
property mood(c : character) : mood; property open(Bread) : boolean; property market() : boolean;
coins(Mara) = 3; price(Bread) = 2; price(Axe) = 4; owner(Bread) = Otto; owner(Axe) = Mara; market();
forall(c : character) mood(c) = Glum;
believes(Mara, price(Bread)) = 9;  // she thinks it is dear
believes(Otto, believes(Mara, price(Bread)) = 9);

/* Otto must tell her before she can think of buying. */
action call_price(Otto, g : goods) {
    precondition: market() & owner(g) == Otto & believes(Mara, price(g)) != price(g);
    effect: believes(Mara, price(g)) = price(g) & believes(Otto, believes(Mara, price(g)) = price(g));
    consenting: Otto;
};
action buy(c : character, g : goods, from : character) {
    precondition: c != from & market() & owner(g) == from & coins(c) >= price(g) & !(g : tool);
    effect: coins(c) = coins(c) - price(g) & coins(from) = coins(from) + price(g) & owner(g) = c;
    consenting: c, from;
};
action eat(c : character, Bread) {
    precondition: owner(Bread) == c;
    effect: owner(Bread) = ? & if(mood(c) == Glum) mood(c) = Content elseif(mood(c) == Content) mood(c) = Merry;
    consenting: c;
};
utility(): (sum(c : character) coins(c)) - 3 + if(mood(Mara) == Content) 1 else 0 + if(owner(Bread) == Otto) -5 else 0;
utility(Mara): if(mood(Mara) == Merry) 9 elseif(mood(Mara) == Content) 5 else 0 + coins(Mara);
utility(Otto): coins(Otto);
"""


def test_she_buys_once_she_knows_the_price() -> None:
    """Otto calls it because he foresees the sale; she buys because she foresees the meal."""
    problem = parse(MARKET)
    found = solve(problem, 1, Limits(author=4, character=3, belief=2))
    assert found.plan is not None
    acts = [step.act for step in found.plan]
    assert acts == ["call_price(Otto, Bread)", "buy(Mara, Bread, Otto)", "eat(Mara, Bread)"]
    assert found.plan[0].intentions["Otto"].plan == ("call_price(Otto, Bread)", "buy(Mara, Bread, Otto)")
    assert found.plan[0].intentions["Otto"].others[1]["Mara"].plan[-1] == "eat(Mara, Bread)"
    witnesses = {0: {"Otto": Witness(("call_price(Otto, Bread)", "buy(Mara, Bread, Otto)"))}}
    verdict = verify(problem, acts, utility=1, character_limit=3, belief_limit=2, witnesses=witnesses)
    assert verdict == Verdict(True, ())


def test_nothing_is_bought_by_who_cannot_pay() -> None:
    """A number is a condition like any other."""
    problem = parse(MARKET.replace("coins(Mara) = 3;", "coins(Mara) = 1;"))
    assert solve(problem, 1, Limits(author=4, character=3, belief=2)).plan is None


def test_without_the_price_there_is_no_reason() -> None:
    """Who looks only one act ahead calls no price: it helps nobody at once."""
    assert solve(parse(MARKET), 1, Limits(author=4, character=1, belief=2)).plan is None
