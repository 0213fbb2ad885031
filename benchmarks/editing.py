"""How long each edit of a draft takes: ``python -m benchmarks.editing``."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import date

from ehbi.handbook import Handbook, edits

from .large import large

STEPS = 500
ROUNDS = 200
STEP, TODAY = "mail-zoeken-9", date(2026, 11, 24)
PARTY = ("parties", "balie")

EDITS: dict[str, Callable[[Handbook], object]] = {
    "change_step": lambda draft: edits.change_step(draft, STEP, {"title": "Zoek", "words": ["spam"]}),
    "add_step_after": lambda draft: edits.add_step_after(draft, STEP, "Kijk nog eens", TODAY),
    "insert_step": lambda draft: edits.insert_step(draft, STEP, "ja", "Kijk nog eens", TODAY),
    "duplicate_step": lambda draft: edits.duplicate_step(draft, STEP),
    "remove_step": lambda draft: edits.remove_step(draft, STEP, "toegang-9"),
    "rename_step": lambda draft: edits.rename_step(draft, STEP, "zoeken"),
    "change_kind": lambda draft: edits.change_kind(draft, STEP, "action"),
    "add_answer": lambda draft: edits.add_answer(draft, STEP, "Misschien", "toegang-9"),
    "change_answer": lambda draft: edits.change_answer(draft, STEP, "ja", "Jawel", "toegang-9"),
    "rename_answer": lambda draft: edits.rename_answer(draft, STEP, "ja", "jawel"),
    "move_answer": lambda draft: edits.move_answer(draft, STEP, "ja", 1),
    "remove_answer": lambda draft: edits.remove_answer(draft, STEP, "ja"),
    "add_part": lambda draft: edits.add_part(draft, "parties", {"name": "Team Jeugd"}),
    "change_part": lambda draft: edits.change_part(draft, *PARTY, {"name": "Balie"}),
    "move_part": lambda draft: edits.move_part(draft, *PARTY, 3),
    "remove_part": lambda draft: edits.remove_part(draft, *PARTY),
    "rename_part, a party": lambda draft: edits.rename_part(draft, *PARTY, "loket"),
    "rename_part, a fact": lambda draft: edits.rename_part(draft, "facts", "1.1", "9.9"),
    "rename_part, a contact": lambda draft: edits.rename_part(draft, "contacts", "fb-iam", "iam"),
    "change_handbook": lambda draft: edits.change_handbook(draft, {"title": "Hulp"}),
}


def milliseconds(edit: Callable[[Handbook], object], draft: Handbook) -> list[float]:
    """Return how long each of many rounds took."""
    found = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        edit(draft)
        found.append((time.perf_counter() - began) * 1000)
    return found


def main() -> None:
    """Measure and print."""
    draft = large(STEPS)
    print(f"| an edit of {STEPS} steps | median | 95th percentile |\n|---|---|---|")
    for name, edit in EDITS.items():
        times = milliseconds(edit, draft)
        late = statistics.quantiles(times, n=20)[18]
        print(f"| {name} | {statistics.median(times):.2f} ms | {late:.2f} ms |")


if __name__ == "__main__":
    main()
