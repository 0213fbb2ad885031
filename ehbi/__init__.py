"""EHBI, *Eerste Hulp Bij Inloggen*: a handbook for library staff, as a decision graph and its views."""

from .handbook import Case, EhbiError, Handbook, load, to_networkx

__all__ = ["Case", "EhbiError", "Handbook", "load", "to_networkx"]
