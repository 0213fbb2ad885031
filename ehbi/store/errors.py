"""What can go wrong with what is kept."""

from __future__ import annotations

from ..handbook import EhbiError, Problem


class StoreError(EhbiError):
    """The database cannot be used.

    Parameters
    ----------
    where
        The database, without a password.
    why
        What the database said, or what is wrong with it.
    """

    def __init__(self, where: str, why: str) -> None:
        self.where, self.why = where, why
        super().__init__(
            f"De database {where} kan niet worden gebruikt ({why}). "
            "Kijk of de schijf vol is en of je er mag schrijven, of kies een andere met EHBI_DATABASE."
        )


class NoNoticeError(EhbiError):
    """There is no notice with this number."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"Mededeling {number} is er niet. Bekijk de lijst met: ehbi notice list")


class NoRemarkError(EhbiError):
    """There is no remark with this number."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"Melding {number} is er niet. Bekijk de lijst met: ehbi feedback --json")


class NoRevisionError(EhbiError):
    """There is no revision with this number."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"Versie {number} is er niet. Bekijk de lijst met: ehbi history")


class UnreadableError(StoreError):
    """A handbook is there, but this EHBI cannot read it; a newer one may have written it.

    Parameters
    ----------
    what
        Which: a revision, or somebody's draft.
    """

    def __init__(self, what: str) -> None:
        self.where = what
        self.why = f"{what} is met deze EHBI niet te lezen"
        EhbiError.__init__(
            self, f"{self.why}. Misschien komt dat van een nieuwere EHBI. Werk EHBI op deze computer bij."
        )


class NewerRevisionError(EhbiError):
    """Somebody published since the revision that a change was made from."""

    def __init__(self, base: int, newest: int) -> None:
        self.base, self.newest = base, newest
        super().__init__(
            f"Er is al een nieuwere versie ({newest}) dan versie {base}, waar deze wijziging van uitgaat. "
            "Voeg de wijzigingen eerst samen."
        )


class BrokenHandbookError(EhbiError):
    """A handbook with errors cannot be published."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        told = "\n".join(f"- {problem.message}. {problem.remedy}." for problem in problems)
        super().__init__(f"Dit handboek heeft nog fouten en is niet gepubliceerd:\n{told}")


class NoDraftError(EhbiError):
    """An author has no draft."""

    def __init__(self, author: str) -> None:
        self.author = author
        super().__init__(f"{author} heeft geen concept. Begin er een.")


class StaleDraftError(EhbiError):
    """A draft was changed in another window since it was read."""

    def __init__(self, author: str) -> None:
        self.author = author
        super().__init__(
            f"Het concept van {author} is intussen in een ander venster veranderd. "
            "Je ziet het nu zoals het is. Doe je laatste verandering zo nodig opnieuw."
        )
