"""Keep what says who a patron is out of what is kept."""

from __future__ import annotations

import re
import unicodedata

_BETWEEN = r"[\s.\-/()+_]{0,3}"
_MAIL = re.compile(r"\w\s?@\s?\w")
_NUMBER = re.compile(rf"(?:\d{_BETWEEN}){{5}}\d")
_POSTCODE = re.compile(r"\b\d{4}(?:\s?[A-Z]{2}|[a-z]{2})\b")

MAIL = "Hier staat een e-mailadres in. Haal het weg."
NUMBER = "Hier staat een lang nummer in, zoals een pasnummer, telefoonnummer of datum. Haal het weg."
POSTCODE = "Hier staat een postcode in. Haal die weg."

_REASONS = ((_MAIL, MAIL), (_NUMBER, NUMBER), (_POSTCODE, POSTCODE))


def personal_data(text: str) -> str | None:
    """Return why a text cannot be kept, or None when nothing in it looks like personal data.

    Six digits are a long number, also with signs or spaces between them and in any script. A name
    cannot be recognised; the person who writes is asked to leave it out.

    Parameters
    ----------
    text
        What somebody wrote.

    Returns
    -------
    str or None
        A Dutch sentence for that person, with what to do.

    Examples
    --------
    >>> personal_data("De knop heet nu anders")
    >>> personal_data("jan@example.org kan niet inloggen")
    'Hier staat een e-mailadres in. Haal het weg.'
    """
    plain = "".join(
        char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf"
    )
    return next((reason for pattern, reason in _REASONS if pattern.search(plain)), None)
