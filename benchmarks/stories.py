"""Runs the narrative planning problems, each in a process of its own, and prints what was found and what it cost.

    python -m benchmarks.stories [FOLDER] [NAME ...]     # FOLDER holds problems/*.txt; ../shared/data/sabre if not given

Nodes are states expanded by the author's search and by the search of every mind; a mind that recurs is counted once.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
DEFAULT = HERE.parent.parent / "shared" / "data" / "sabre"
SECONDS = 600
NODES = 1_000_000


def main(arguments: list[str]) -> int:
    """Print one line a problem. Returns the number of problems that were not solved."""
    folder = Path(arguments[0]) if arguments else DEFAULT
    if not (folder / "problems").is_dir():
        print(f"{folder} has no folder 'problems'; give the folder of sgware/sabre-benchmarks' problem files", file=sys.stderr)
        return 2
    problems = tomllib.loads((HERE / "story_problems.toml").read_text(encoding="utf-8"))
    wanted = arguments[1:] or list(problems)
    failed = 0
    print("| problem | plan | published | nodes | published | worlds | seconds | MiB | verified |\n" + "|---" * 9 + "|")
    for name in wanted:
        file, goal, author, character, belief, best_nodes, best_length = problems[name]
        command = [
            sys.executable, "-m", "filmwright", "story", "solve", str(folder / "problems" / f"{file}.txt"), "--json",
            "--utility", str(goal), "--author-limit", str(author), "--character-limit", str(character), "--belief-limit", str(belief),
            "--max-nodes", str(NODES), "--max-seconds", str(SECONDS),
        ]  # fmt: skip
        ran = subprocess.run(command, capture_output=True, text=True)
        if not ran.stdout.strip():
            print(f"{name}: {ran.stderr.strip()}", file=sys.stderr)
            failed += 1
            continue
        found = json.loads(ran.stdout)
        length = len(found["plan"]) if found.get("plan") is not None else found.get("ended", found.get("error"))
        failed += found.get("plan") is None
        row = (
            name, length, best_length, found["nodes"], best_nodes, found["worlds"], found["seconds"], found["memory_mib"],
            found.get("verified", "-"),
        )  # fmt: skip
        print("| " + " | ".join(str(cell) for cell in row) + " |", flush=True)
    print(f"{len(wanted) - failed} of {len(wanted)} solved")
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
