"""The packaged handbook in two other languages, of which each test says what there is of a step."""

from __future__ import annotations

from typing import Any

from ehbi.files import load
from ehbi.handbook import Handbook
from ehbi.handbook.languages import Language, PatronWords, Translation, digest, dutch
from ehbi.handbook.step import Step

STEP = "nieuw-wachtwoord"
"""A step with a text of the patron's own, a drawing, and four answers of which one has a Dutch term."""
TERM = "Wachtwoord vergeten"
ARABIC = Language(
    id="ar",
    name="Arabisch",
    own_name="العربية",
    right_to_left=True,
    words=PatronWords(dutch_only="هذه الخطوة غير مترجمة بعد", question="سؤال لك"),
)
UKRAINIAN = Language(id="uk", name="Oekraïens", own_name="Українська")
LANGUAGES = (ARABIC, UKRAINIAN)
TEXT = f"""\
1. اختر **{TERM}** (نسيت كلمة المرور).
2. أدخل **gebruikersnaam** (اسم المستخدم).
3. افتح الرسالة.
4. سجّل الدخول."""
ASKS = "هل نجح تسجيل الدخول؟"
LABELS = ("نعم، نجح", "لا تصل الرسالة", f"'{TERM}' لا يعرف الاسم", "لا، لم ينجح")
ALT = "رسم لشاشة تسجيل الدخول"
MARK = f"هنا تختار {TERM}"


def arabic(step: Step, **fields: Any) -> Translation:
    """Return a translation of a step, with other fields as given."""
    own = dutch(step)
    usual = {
        "language": ARABIC.id,
        "text": TEXT,
        "asks": ASKS,
        "answers": [
            {"id": name, "label": label} for (name, _), label in zip(own.answers, LABELS, strict=False)
        ],
        "pictures": [
            {"file": one.file, "alt": ALT, "marks": [MARK for _ in one.marks]} for one in own.pictures
        ],
        "of": digest(step),
    }
    return Translation.model_validate(usual | fields)


def translated(*steps: Step, languages: tuple[Language, ...] = LANGUAGES) -> Handbook:
    """Return the packaged handbook in these languages, with these steps in the place of its own alone."""
    given = {step.id: step for step in steps}
    bare = load()
    made = tuple(given.get(one.id) or one.model_copy(update={"translations": ()}) for one in bare.steps)
    return bare.model_copy(update={"languages": languages, "steps": made})


def in_arabic(step_id: str = STEP, **fields: Any) -> Handbook:
    """Return the packaged handbook with one step in Arabic."""
    step = load().step(step_id)
    return translated(step.model_copy(update={"translations": (arabic(step, **fields),)}))
