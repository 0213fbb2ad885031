"""A library with a profile, and a version, to test with; nothing in it is real."""

from __future__ import annotations

from datetime import date

from ehbi.handbook.clock import Version
from ehbi.handbook.parts import Channel, OwnContact, Profile
from ehbi.handbook.values import ChannelKind

THIRD = Version(3, date(2026, 11, 24))

MAIL = Channel(kind=ChannelKind.EMAIL, label="beheer@noord.example", link="mailto:beheer@noord.example")

NOORD = Profile(
    format=1,
    library="Bibliotheek Noord & Zuid",
    system="Ledenpakket",
    synchronisation="1. Zoek de lener op in **Ledenpakket**.\n2. Kies 'Doorzetten'.",
    contacts=(
        OwnContact(id="functioneel-beheer", name="Team Applicaties", channels=(MAIL,)),
        OwnContact(id="systeemleverancier", name="Ledenpakket BV"),
    ),
)
