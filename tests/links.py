"""Links as people paste them, and the case that each opens in the packaged handbook.

The page and :meth:`ehbi.Case.open` are held to the same table.
"""

from __future__ import annotations

BEHIND = [
    ".", ",", ";", ":", "!", "?", ")", "]", ">", '"', "'", "\u2019", "\u201d", "\u00bb", "\u2026",
    " ", "\n", "\t", "%20", "%0A", "\u00a0", "\u200b", "\u2060", "\ufeff", "/", "//", "-", "~",
    ").", ">,", '".', ". Kijk maar", "> (intern)", "%", "%E0%A4%A",
]  # fmt: skip
"""What stands behind a link where it is copied from."""

OPENED = {
    **{f"geen-rechten/ja/klopt{sign}": "geen-rechten/ja/klopt" for sign in ("", *BEHIND)},
    **{f"geen-rechten{sign}": "geen-rechten" for sign in BEHIND},
    "geen-rechten/~ja.": "geen-rechten/~ja",
    "mail-fb-iam.": "nieuw-pasnummer/~ja/~niet-vervangen",
    "geen-rechten/ja.klopt": "geen-rechten/ja",
    "geen-rechten//ja": "geen-rechten",
    "geen-rechten/weg/ja": "geen-rechten",
    "Geen-rechten": "",
    ".": "",
    "bestaat-niet.": "",
    "<geen-rechten>": "",
}
"""What an address opens, by the link that the case then has."""

KNOWN = {
    "": "all",
    "geen-rechten/ja/klopt": "all",
    "geen-rechten/ja.": "all",
    "geen-rechten/": "all",
    "mail-fb-iam": "all",
    "geen-rechten/ja/onzin": "part",
    "geen-rechten/onzin/ja": "part",
    "mail-fb-iam/ja": "part",
    "bestaat-niet": "none",
    "bestaat-niet/ja": "none",
    "%E0%A4%A": "none",
    "<script>": "none",
}
"""How much of an address the handbook knows."""
