"""What the search makes of the lists of phrasings, to the last one.

A change of the handbook or the search shows here what it does: look at each line that comes or goes, and keep
what is better.
"""

MISSED = {
    "tuning_phrasings.txt": [
        ("3", "nieuwe pas inloggegevens onjuist", 1),
        ("4", "ze drukt steeds op wachtwoord vergeten maar der komt niks binnen", 1),
        ("1", "ik kom er niet in", 2),
        ("2", "abonnementtype fout", 1),
        ("2", "mag van de app geen luisterboek openen", None),
    ],
    "desk_phrasings.txt": [
        ("1", "account aangemaakt voor migratie, login wordt niet herkend", None),
        ("1", "kan er niet in", None),
        ("4", "lener heeft geen toegang meer tot haar oude e-mail", 2),
    ],
}
"""Phrasings that lead elsewhere: the right situation, what was typed, and the situation found."""
DOUBTED = {
    "tuning_phrasings.txt": [
        "abonnementsvorm onjuist",
        "handmatig synchroniseren",
        "synchronisatie lener ob",
        "hoe kan ik lener handmatig syncen",
        '"ik typ precies in wat op mijn briefje staat maar hij zegt dat het niet klopt"',
        "Kaart nummer veranderd door verlenging nu in loggen mis lukt",
        "ik kom er niet in",
        "pas kwijt geraakt, nieuwe pas, nu kan zij geen e-books meer lezen",
        "password doesn't work",
        "mag van de app geen luisterboek openen",
    ],
    "desk_phrasings.txt": [
        "account aangemaakt voor migratie, login wordt niet herkend",
        "sub staat verkeerd, ebooks geblokkeerd",
        "kan er niet in",
        "der kump gin mail",
        "mailadres is opgeheven",
    ],
}
"""Phrasings about the handbook of which the search is not sure."""
TAKEN = {
    "elsewhere_tuning_phrasings.txt": [
        ("e-book niet beschikbaar", 2),
        ("mail versturen lukt niet", 4),
        ("pas niet bij me", 3),
        ("abonnement betalen", 2),
        ("kinderpas aanvragen", 3),
        ("welke e-books zijn er", 2),
        ("app geeft foutmelding 500", 1),
        ("computer vraagt om wachtwoord", 1),
        ("adres veranderd", 4),
        ("mail instellen op telefoon", 4),
        ("how to get a library card", 3),
        ("invaliden toilet", 1),
    ],
    "elsewhere_desk_phrasings.txt": [("site is down", 2), ("wachtwoord van de computer", 1)],
}
"""Phrasings about something else that are surely taken for a situation, and which."""
REFUSED = {"elsewhere_tuning_phrasings.txt": 188, "elsewhere_desk_phrasings.txt": 54}
"""How many phrasings about something else find nothing."""
