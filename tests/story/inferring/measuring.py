"""How far the inference is right: on the embedded writer's own screenplays, whose plan is known, and on scenes labelled by hand.

Run `python tests/story/inferring/measuring.py [COUNT]` from the project's root; it prints what docs/inferring.md reports.
"""

from __future__ import annotations

import random
import re
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from filmwright.records.script import Element, Screenplay
from filmwright.records.story import Story
from filmwright.screenplay.fountain import parse
from filmwright.story.inferring import infer_story
from filmwright.story.inferring.cues import acts, group_of
from filmwright.story.inferring.passages import scenes_of

HERE = Path(__file__).parent
PLAYS = HERE.parents[3] / "shared" / "data" / "plays"
PREMISES = (
    "An old lighthouse keeper finds a violin that plays by itself at night.",
    "Two sisters on a night train fight over their late mother's letter.",
    "A robot gardener refuses to let the last tree be cut down.",
    "A thief returns to the bakery she robbed as a child.",
    "A boy teaches his grandfather, who has lost his words, to speak with a music box.",
    "The cook of a besieged castle must serve dinner to the enemy general.",
    "A fox makes a bargain with a scarecrow before the first snow.",
    "A letter arrives fifty years late, and the postman who lost it is the one to deliver it.",
    "An astronaut's widow receives his last message on the day she remarries.",
    "Two rival magicians share a dressing room and one rabbit.",
    "A tailor sews a coat for the man who ruined him.",
    "A nurse must tell a clown that his partner has died.",
    "A girl hides a wounded soldier in her father's barn.",
    "A ferryman waits for a passenger who never comes.",
    "A retired boxer repairs the piano of his blind neighbour.",
    "A librarian steals a book for a boy who cannot read.",
    "Two brothers bury their dog and find an old map.",
    "A baker promises a king a cake that she cannot bake.",
    "A clockmaker's apprentice breaks the clock that keeps the town alive.",
    "A widow sings every evening to a radio that no longer works.",
)

FITTED = 10  # of the premises; screenplays of these, with seeds that are not measured, were for fitting


@dataclass
class Gold:
    """A passage whose act is known."""

    id: str
    act: str
    actor: str
    elements: set[int]
    causes: tuple[str, ...] = ()


@dataclass
class Case:
    """A screenplay with what is known of it."""

    screenplay: Screenplay
    gold: list[Gold] = field(default_factory=list)


def labelled(split: str) -> list[Case]:
    """The scenes labelled by hand of one half; the labels themselves are taken out of the text."""
    scripts = tomllib.loads((HERE / "labelled.toml").read_text(encoding="utf-8"))["script"]
    return [_labelled(script["text"]) for script in scripts if script["split"] == split]


def _labelled(text: str) -> Case:
    elements: list[Element] = []
    gold: list[Gold] = []
    for element in parse(text, source="labelled").elements:
        if element.kind == "note":
            act, *who = element.text.split()
            gold.append(Gold(f"g{len(gold)}", act, who[0] if who else "", set()))
            continue
        if gold and element.kind in ("action", "dialogue"):
            gold[-1].elements.add(len(elements))
        elements.append(element)
    return Case(Screenplay(elements=tuple(elements)), gold)


def written(count: int, *, start: int = 0) -> list[Case]:
    """Screenplays of the embedded writer with their plans: every premise with one seed after the other."""
    return [_written(PREMISES[n % len(PREMISES)], n // len(PREMISES)) for n in range(start, start + count)]


def _written(premise: str, seed: int) -> Case:
    from filmwright.screenplay.writer.compose import _Writer
    from filmwright.story import write_story

    story = write_story(premise, seed=seed)
    writer = _Writer(story, 72.0, seed, {})
    screenplay = writer.screenplay()
    of_element = _events_of_elements(screenplay, writer.scenes, writer.pieces)
    names = {person.id: person.name for person in story.people}
    gold: list[Gold] = []
    sights: set[int] = set()
    for event in story.events:
        name = names[event.actors[0]] if event.actors else ""
        its = {at for at, told in of_element.items() if told == event.id}
        if not its and event.act in ("routine", "arrive"):  # told within the first sight of somebody
            its = {
                at for at, element in enumerate(screenplay.elements) if element.kind == "action" and f"{name}, " in element.text
            } - sights
            sights |= its
        if its:
            gold.append(Gold(event.id, event.act, re.sub(r"\W+", "_", name.lower()).strip("_"), its, event.causes))
    return Case(screenplay, gold)


def _events_of_elements(screenplay: Screenplay, scenes: Sequence[object], pieces: Sequence[object]) -> dict[int, str]:
    """Which event each action and speech tells: pieces become elements in order, three of one event at most in a paragraph."""
    kept = [at for at, element in enumerate(screenplay.elements) if element.kind in ("action", "dialogue")]
    names: list[str] = []
    for number in range(len(scenes)):
        paragraph, event = 0, ""
        for piece in pieces:
            if piece.scene != number:  # type: ignore[attr-defined]
                continue
            if piece.speaker:  # type: ignore[attr-defined]
                names.append(piece.event)  # type: ignore[attr-defined]
                paragraph = 0
            elif paragraph == 0 or paragraph > 2 or piece.event != event:  # type: ignore[attr-defined]
                names.append(piece.event)  # type: ignore[attr-defined]
                paragraph, event = 1, piece.event  # type: ignore[attr-defined]
            else:
                paragraph += 1
    return dict(zip(kept, names, strict=True)) if len(kept) == len(names) else {}


@dataclass
class Score:
    """Counts over all passages whose act is known."""

    known: int = 0
    exact: int = 0
    group: int = 0
    actor: int = 0
    found: int = 0
    right_links: int = 0
    gold_links: int = 0
    told_links: int = 0
    chain_links: int = 0
    sure: list[tuple[float, bool]] = field(default_factory=list)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_act: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    events: int = 0


def score(cases: Iterable[Case]) -> Score:
    """Infer every case and compare."""
    total = Score()
    for case in cases:
        story = infer_story(case.screenplay)
        covers = elements_of(case.screenplay, story)
        total.events += len(story.events)
        back: dict[str, str] = {}
        for event in story.events:
            best = max(case.gold, key=lambda g: len(g.elements & covers[event.id]), default=None)
            if best is not None and best.elements & covers[event.id]:
                back[event.id] = best.id
        for gold in case.gold:
            total.known += 1
            best_event = max(story.events, key=lambda e: (len(gold.elements & covers[e.id]), -len(covers[e.id])), default=None)
            total.by_act[gold.act][0] += 1
            if best_event is None or not gold.elements & covers[best_event.id]:
                total.confused[gold.act, "-"] += 1
                continue
            right = best_event.act == gold.act
            total.found += 1
            total.exact += right
            total.by_act[gold.act][1] += right
            total.group += group_of()[best_event.act] == group_of()[gold.act]
            total.actor += bool(best_event.actors) and best_event.actors[0] == gold.actor
            total.sure.append((best_event.confidence, right))
            if not right:
                total.confused[gold.act, best_event.act] += 1
        on_page = {gold.id for gold in case.gold}
        true = {(cause, gold.id) for gold in case.gold for cause in gold.causes if cause in on_page}
        told = {(back[c], back[e.id]) for e in story.events for c in e.causes if c in back and e.id in back and back[c] != back[e.id]}
        total.gold_links += len(true)
        total.told_links += len(told)
        total.right_links += len(true & told)
        total.chain_links += len({(a.id, b.id) for a, b in zip(case.gold, case.gold[1:], strict=False)} & true)
    return total


def elements_of(screenplay: Screenplay, story: Story) -> dict[str, set[int]]:
    """The elements that each event covers: from where it begins to the next, as the inference itself groups them."""
    from filmwright.story.inferring.acts import decode, readings_of
    from filmwright.story.inferring.company import company_of

    scenes = scenes_of(screenplay)
    readings = readings_of(scenes, company_of(scenes))
    decoded = decode(readings)
    return {
        event.id: {at for i in found.passages for at in readings[i].passage.elements}
        for event, found in zip(story.events, decoded, strict=True)
    }


def reliability(sure: Sequence[tuple[float, bool]], bins: int = 5) -> tuple[list[tuple[float, float, int]], float]:
    """Of each bin of confidence: what was said, what was right, how many; and the expected calibration error."""
    rows: list[tuple[float, float, int]] = []
    error = 0.0
    for b in range(bins):
        inside = [(c, r) for c, r in sure if b / bins <= c < (b + 1) / bins]
        if inside:
            said, right = sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
            rows.append((said, right, len(inside)))
            error += abs(said - right) * len(inside) / len(sure)
    return rows, error


def baselines(cases: Sequence[Case]) -> tuple[float, float, float]:
    """Share right of the most frequent act, of an act by lot, and of an act by lot within its group."""
    known = [gold.act for case in cases for gold in case.gold]
    rng = random.Random(0)
    most = Counter(known).most_common(1)[0][1] / len(known)
    lots = [rng.choice(acts()) for _ in known]
    exact = sum(a == b for a, b in zip(known, lots, strict=True)) / len(known)
    return most, exact, sum(group_of()[a] == group_of()[b] for a, b in zip(known, lots, strict=True)) / len(known)


def from_plays(split: str) -> list[Case]:
    """The labelled passages of the public plays, the comedy for fitting, the others held out; none where the plays are absent."""
    labels = tomllib.loads((HERE / "plays.toml").read_text(encoding="utf-8"))
    wanted = [name for name in labels if ("earnest" in name) == (split == "dev")]
    return [_of_play(PLAYS / name, labels[name]) for name in wanted if (PLAYS / name).is_file()]


_DIRECTION = re.compile(r"<i epub:type=\"z3998:stage-direction\">(.*?)</i>", re.DOTALL)
_BRIEF = 6  # words; a shorter direction before a speech is a parenthetical


def _of_play(path: Path, labels: dict[str, str]) -> Case:
    elements: list[Element] = [Element(kind="scene_heading", text="INT. ROOM - DAY")]
    gold: list[Gold] = []
    text = path.read_text(encoding="utf-8")
    cast = {word for cell in re.findall(r"z3998:persona[^>]*>(.*?)</td>", text, re.DOTALL) for word in _stripped(cell).split()}
    for number, row in enumerate(re.findall(r"<tr[^>]*>(.*?)</tr>", text, re.DOTALL)):
        cells = [cell for _, cell in re.findall(r"<td([^>]*)>(.*?)</td>", row, re.DOTALL)]
        name, words = (_stripped(cells[0]), cells[-1]) if len(cells) > 1 else ("", cells[0] if cells else "")
        began = len(elements)
        elements += _row(name, words, number, cast)
        if str(number) in labels:
            act, actor = labels[str(number)].split()
            its = {at for at in range(began, len(elements)) if elements[at].kind in ("action", "dialogue")}
            moves = {at for at in its if elements[at].kind == "action"} if group_of()[act] in ("coming", "going") else set()
            gold.append(Gold(f"g{number}", act, actor, moves or its))  # who speaks and then goes: the label is about the going
    return Case(Screenplay(elements=tuple(elements)), gold)


def _row(name: str, words: str, number: int, cast: set[str]) -> list[Element]:
    if not name:
        return [Element(kind="action", text=_stripped(words), line=number)]
    elements: list[Element] = []
    for n, part in enumerate(_DIRECTION.split(words)):
        text = _stripped(part)
        if not text:
            continue
        if n % 2 and (elements or len(text.split()) > _BRIEF):
            named = bool(cast & set(text.split()[:2])) or text.split()[0] in ("Enter", "Exit", "Exeunt", "They", "All", "Everyone")
            elements.append(Element(kind="action", text=text if named else f"{name} {text[0].lower()}{text[1:]}", line=number))
        elif n % 2:
            elements += [Element(kind="character", text=name.upper()), Element(kind="parenthetical", text=f"({text.rstrip('.')})")]
        else:
            if not elements or elements[-1].kind != "parenthetical":
                elements.append(Element(kind="character", text=name.upper(), line=number))
            elements.append(Element(kind="dialogue", text=text, line=number))
    return elements


def _stripped(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", text)).strip()


def play(path: Path) -> Screenplay:
    """A public play in Markdown (names in bold, stage directions in italics) as a screenplay."""
    elements: list[Element] = []
    for number, block in enumerate(re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))):
        block = block.strip()
        if block.startswith("###"):
            elements.append(Element(kind="scene_heading", text=block.strip("# "), line=number))
        elif block.startswith("**"):
            name, _, words = block.partition("\n")
            elements.append(Element(kind="character", text=name.strip("* "), line=number))
            elements.append(Element(kind="dialogue", text=words, line=number))
        elif block.startswith("_"):
            elements.append(Element(kind="action", text=block.strip("_"), line=number))
        elif block and not block.startswith("#"):
            elements.append(Element(kind="dialogue", text=block, line=number))
    return Screenplay(elements=tuple(elements))


def _report(name: str, cases: Sequence[Case]) -> None:
    found = score(cases)
    most, lot, lot_group = baselines(cases)
    known = max(1, found.known)
    print(f"{name}: {len(cases)} screenplays, {found.known} passages, {found.events} events inferred")
    print(f"  act {found.exact / known:.2f} (most frequent {most:.2f}, by lot {lot:.2f})")
    print(f"  group {found.group / known:.2f} (by lot {lot_group:.2f})")
    print(f"  actor {found.actor / known:.2f}; told at all {found.found / known:.2f}")
    if found.gold_links:
        precision, recall = found.right_links / max(1, found.told_links), found.right_links / found.gold_links
        print(f"  causes: precision {precision:.2f} of {found.told_links}, recall {recall:.2f} of {found.gold_links}")
        print(f"  the event before as cause: recall {found.chain_links / found.gold_links:.2f}")
    rows, error = reliability(found.sure)
    print("  said/right/count:", ", ".join(f"{said:.2f}/{right:.2f}/{n}" for said, right, n in rows), f"; calibration error {error:.3f}")
    if "-v" in sys.argv:
        print("  confused:", found.confused.most_common(40))
        print("  by act:", {act: f"{r}/{n}" for act, (n, r) in sorted(found.by_act.items())})


def main() -> None:
    """Print the report."""
    count = next((int(arg) for arg in sys.argv[1:] if arg.isdigit()), 100)
    _report("labelled, for fitting", labelled("dev"))
    _report("labelled, held out", labelled("held"))
    for split, name in (("dev", "public plays, for fitting"), ("held", "public plays, held out")):
        if plays := from_plays(split):
            _report(name, plays)
    cases = written(count)
    seen = [case for n, case in enumerate(cases) if n % len(PREMISES) < FITTED]
    unseen = [case for n, case in enumerate(cases) if n % len(PREMISES) >= FITTED]
    _report("written by the embedded writer, premises for fitting with other seeds", seen)
    _report("written by the embedded writer, other premises", unseen)
    for path in sorted(PLAYS.glob("shakespeare_md/tragedies/hamlet*.md")):
        screenplay = play(path)
        began = time.perf_counter()
        story = infer_story(screenplay)
        print(f"{path.stem}: {len(screenplay.elements)} elements, {len(story.events)} events, {time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
