"""The teams of a room: each table is called after an animal, with a drawing that is alike on all screens."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Team:
    """Those at one table: an id, the name of their animal, and how that is drawn."""

    id: str
    name: str
    drawing: str

    @property
    def sign(self) -> Markup:
        """The drawing, in the colour of the text around it; a screen reader has the name."""
        inside = Markup(self.drawing)  # noqa: S704  # our own, from below
        return Markup('<svg class="sign" viewBox="0 0 32 32" aria-hidden="true">{}</svg>').format(inside)


def _dot(x: float, y: float, radius: float) -> str:
    """Return a circle as a part of a path: a hole in what is around it."""
    across = 2 * radius
    arc = f"a{radius} {radius} 0 1 0"
    return f"M{x - radius} {y}{arc} {across} 0{arc} {-across} 0z"


def _filled(*parts: str) -> str:
    return f'<path fill-rule="evenodd" d="{"".join(parts)}"/>'


def _line(path: str, width: float) -> str:
    return f'<path class="line" d="{path}" stroke-width="{width}"/>'


_EYES = _dot(11.5, 16, 1.7) + _dot(20.5, 16, 1.7)

ANIMALS = (
    Team("vos", "Vos", _filled("M3 3 11 9h10l8-6-2 15-11 11L5 18z", _EYES, "M13.8 23.5h4.4L16 26.4z")),
    Team(
        "uil",
        "Uil",
        _filled(
            "M5 3l6 4q5-1.5 10 0l6-4v16a11 11 0 0 1-22 0z",
            *(_dot(x, 13.5, radius) for x in (11.2, 20.8) for radius in (3.9, 1.8)),
            "M14.3 18.5h3.4L16 22.5z",
        ),
    ),
    Team(
        "beer",
        "Beer",
        _filled(_dot(7, 8, 5))
        + _filled(_dot(25, 8, 5))
        + _filled(_dot(16, 18, 11.5), _EYES, _dot(16, 23, 4.2), _dot(16, 22, 1.8)),
    ),
    Team(
        "haas",
        "Haas",
        _filled("M12 17C7 14 6 3 9.5 2S15 10 14.5 16z")
        + _filled("M20 17c5-3 6-14 2.5-15S17 10 17.5 16z")
        + _filled(_dot(16, 22, 8.5), _dot(12.5, 20.5, 1.5), _dot(19.5, 20.5, 1.5), "M14.2 24.5h3.6L16 27z"),
    ),
    Team(
        "bij",
        "Bij",
        _line("M16 13C9 12 7 4 11 3s6 5 5 10zM17 13c1-6 6-10 9-7s-2 8-9 7z", 2)
        + _line("M4 20.5a11.5 8 0 1 0 23 0a11.5 8 0 1 0-23 0zM27 20.5h4", 2.5)
        + _line("M12 14v13M17 13.5v14M22 15v11", 3),
    ),
    Team(
        "eend",
        "Eend",
        _filled(
            "M12 3a7 7 0 0 1 6.5 9.5c-1 3 1 4.5 4 4.5 3.5 0 6-1.5 8.5-4",
            " 0 10-4 16-13 16S4 26 4 21c0-3 2-5 3-7L1 13l4.5-4C6 5.5 8.5 3 12 3z",
            _dot(11.5, 9, 1.6),
        ),
    ),
    Team(
        "slak",
        "Slak",
        _line("M2 28h26c2 0 2-3 0-3H12c-4 0-4-6-4-11L4 7M8 14l3-6", 2.6)
        + _line("M20 25a8.5 8.5 0 1 0-8.5-8.5c0 5 4 6.5 7 6.5s6-3 5-6.5-6-3-6 .5", 2.6),
    ),
    Team(
        "kikker",
        "Kikker",
        _filled(_dot(8.5, 9, 5.5), _dot(8.5, 9, 2.2))
        + _filled(_dot(23.5, 9, 5.5), _dot(23.5, 9, 2.2))
        + _filled("M16 11c9 0 14 4 14 9s-6 9-14 9-14-4-14-9 5-9 14-9z", "M7 20q9 7 18 0-1.5 6-9 6t-9-6z"),
    ),
)
"""In the order in which tables get them."""
NUMBERS = (0, *range(2, len(ANIMALS) + 1))
"""How many tables there can be: none, or as many as there is something to compare."""


def teams(number: int) -> tuple[Team, ...]:
    """Return the teams of so many tables; none without any.

    Examples
    --------
    >>> [team.name for team in teams(3)]
    ['Vos', 'Uil', 'Beer']
    """
    return ANIMALS[:number]
