"""What can go wrong with what is kept."""

from __future__ import annotations

from ..handbook import EhbiError


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
