"""A manager that saves drafts and publishes, over and over, until somebody kills the process."""

from __future__ import annotations

import sys
from itertools import count

from ehbi.handbook import Handbook
from ehbi.handbook.edits import change_step
from ehbi.store import Store, drafts, revisions

AUTHOR = "Noor"


def edited(handbook: Handbook, field: str, text: str) -> Handbook:
    """Return the handbook with other words in a step."""
    return change_step(handbook, "toegang", {field: text})


def main(address: str) -> None:
    """Say ``draft DIGEST``, ``published NUMBER DIGEST`` or ``renewed`` once the database has said yes."""
    store = Store.open(address, publishes=True)
    draft = drafts.begin(store, AUTHOR)
    for number in count():
        for field in ("say", "why", "patron"):
            text = f"{field} {draft.base} {number}"
            draft = drafts.save(store, draft, edited(draft.handbook, field, text), f"{field} veranderd")
            print("draft", draft.handbook.revision, flush=True)
        made = revisions.publish(store, draft.base, draft.handbook, AUTHOR, "Weer een")
        print("published", made.number, made.digest, flush=True)
        draft = drafts.renew(store, draft)
        print("renewed", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
