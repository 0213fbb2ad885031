"""A handbook of which a patron can read some steps in English and Arabic, whatever the packaged one has."""

from __future__ import annotations

import ehbi
from ehbi.handbook import Handbook
from ehbi.handbook.languages import Language, PatronWords, PictureText, Translation, digest, dutch

WORDS = PatronWords(
    done="It worked",
    failed="It did not work",
    unclear="I do not understand",
    told="The staff member sees this",
    waits="Please wait",
    dutch_only="This step has not been translated yet",
    lost="No connection. We are trying again",
    over="This has ended. You can close this page",
    question="Question for you",
)
ARABIC = PatronWords(
    done="نجح الأمر",
    failed="لم ينجح الأمر",
    unclear="لا أفهم",
    told="الموظف يرى هذا",
    waits="يرجى الانتظار",
    dutch_only="لم تترجم هذه الخطوة بعد",
    lost="لا يوجد اتصال. نحاول مرة أخرى",
    over="انتهى هذا. يمكنك إغلاق هذه الصفحة",
    question="سؤال لك",
)
LANGUAGES = (
    Language(id="en", name="Engels", own_name="English", words=WORDS),
    Language(id="ar", name="Arabisch", own_name="العربية", right_to_left=True, words=ARABIC),
)
TEXTS = {
    "reset-mail": {
        "en": "Which e-mail address do you expect the mail at?",
        "ar": "على أي عنوان بريد إلكتروني تنتظر الرسالة؟",
    },
    "mail-zoeken": {
        "en": (
            "1. Look in your **inbox** (new mail).\n"
            "2. Look in your **spammap** (spam folder).\n"
            "3. Do you have more addresses? Look everywhere."
        ),
        "ar": (
            "1. ابحث عن الرسالة في **inbox** (صندوق الوارد).\n"
            "2. ابحث أيضا في **spammap** (مجلد البريد غير المرغوب فيه).\n"
            "3. هل لديك أكثر من عنوان؟ ابحث فيها كلها."
        ),
    },
}
"""What the patron reads at a step, by its id and the language."""
ASKS = {"en": "Is the mail there?", "ar": "هل الرسالة موجودة؟"}
SEEN = {"en": "Seen there", "ar": "هنا"}


def _told(step: ehbi.handbook.step.Step, tag: str, text: str) -> Translation:
    pictures = tuple(
        PictureText(file=one.file, alt=SEEN[tag], marks=tuple(f"{SEEN[tag]} {text}" for text in one.marks))
        for one in dutch(step).pictures
    )
    return Translation(language=tag, text=text, asks=ASKS[tag], pictures=pictures, of=digest(step))


def _handbook() -> Handbook:
    handbook = ehbi.load()
    steps = tuple(
        step.model_copy(
            update={"translations": tuple(_told(step, *one) for one in TEXTS.get(step.id, {}).items())}
        )
        for step in handbook.steps
    )
    return handbook.model_copy(update={"languages": LANGUAGES, "steps": steps})


HANDBOOK = _handbook()
