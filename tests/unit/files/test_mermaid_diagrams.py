"""Mermaid as it stands in wikis, runbooks and readmes: ten diagrams that do what real ones do, told anew."""

from __future__ import annotations

import pytest

from ehbi.files.flowcharts import mermaid
from ehbi.files.flowcharts.reading import read

DIAGRAMS = {
    "a wiki of Azure, with semicolons, round begin and end, and what a person clicks": """::: mermaid
graph TD
    A(Begin hier) --> B[Inlogscherm];
    B -- Klik 'Wachtwoord vergeten?' --> C[Vul je e-mailadres in];
    B -- Gegevens ingevuld --> D{Klopt het?};
    D -- Nee --> E[Toon de fout];
    E --> B;
    D -- Ja --> F(Einde);
    C --> F;
:::""",
    "nodes first and arrows after, with chains": """# Kiezen
```mermaid
flowchart TD
  klein{"Kleine bibliotheek?"}
  vest{"Meer vestigingen?"}
  een["Eén account"]
  meer["Account per vestiging"]

  klein -->|Ja| een
  klein -->|Nee| vest
  vest -->|Nee| een --> klaar([Klaar])
  vest -->|Ja| meer --> klaar
```""",
    "a pipeline in subgraphs without quotes, styled at the end": """flowchart TB
    %% Wie doet wat
    subgraph Balie [Aan de balie]
        A([Lener]) -->|meldt zich| B[Zoek de pas op]
    end
    subgraph FB [Functioneel beheer]
        B --> C{Pas geldig?}
        C -->|Nee| D[[Maak een pas]]
        D --> B
    end
    C -->|Ja| E[(Abonnement)]
    E --> F{{Controle}}
    %% Stijl
    style E fill:#f9f,stroke:#333,stroke-width:2px
    style F stroke-dasharray: 5 5
    linkStyle 0,2 stroke:#333""",
    "a fence with options, two in one line": """````mermaid {align="center" zoom="true"}
graph LR;
  Als --> Dan
  Dan --> Anders; Anders --> Als
````""",
    "lines broken in labels, and emoji": """flowchart TB
    subgraph "Opnieuw inloggen"
        A["✅ Gelukt?<br/>(kijk rechtsboven)"] --> B{"Naam<br/>zichtbaar?"}
        B -->|"Ja (meestal)"| C["Klaar 🎉"]
        B -->|Nee| D["Bel 0800-1234<br>ma–vr"]
    end""",
    "classes in the line, many to one, dotted and thick": """%%{init: {'theme': 'base', 'themeVariables': {
  'primaryColor': '#f00'}}}%%
flowchart LR
  classDef fout fill:#fee,stroke:#b91c1c;
  A[Mail]:::fout & B[Sms]:::fout & C[Brief] -.-> D{Aangekomen?}
  D ==>|ja| E((OK))
  D -. nee .-> F[Stuur opnieuw]:::fout""",
    "settings above it, links to click and text for who cannot see it": """---
title: Inloggen
config:
  theme: neutral
---
flowchart TD
  accTitle: Inloggen lukt niet
  accDescr: Wat je doet als inloggen niet lukt
  start@{ shape: circle, label: "Start" } --> vraag@{ shape: diamond, label: "Foutmelding?" }
  vraag -- "Ja" --> lees["Lees de melding"]
  vraag -- "Nee" --> wacht["Wacht even"]
  click lees "https://example.org/meldingen" "Alle meldingen" _blank""",
    "a quote in Markdown, arrows into a subgraph": """> ## Afspraak
>
> ```mermaid
> flowchart TD
>     A[Vraag] --> team
>     subgraph team [Team]
>       B[Zoek uit] --> C[Antwoord]
>     end
>     team --> D[Sluit af]
> ```""",
    "names with dots and dashes, both ways and no arrowhead": """graph TD
  web.app["Web-app"] <-->|sessie| auth-dienst["Inlogdienst"]
  auth-dienst --- db[("Leners")]
  auth-dienst --x oud>Oude koppeling]""",
    "a loop without labels, and one box that is drawn but not joined": """flowchart TD
    A[Probeer] --> B{Gelukt}
    B --> C[Klaar]
    B --> A
    N["*Let op*: dit is een kladje"]
    style N fill:#ff9""",
}
CAME_IN = [
    {
        "Begin hier → Inlogscherm",
        "Inlogscherm –Klik 'Wachtwoord vergeten?'→ Vul je e-mailadres in",
        "Inlogscherm –Gegevens ingevuld→ Klopt het?",
        "Klopt het? –Nee→ Toon de fout",
        "Toon de fout → Inlogscherm",
        "Klopt het? –Ja→ Einde",
        "Vul je e-mailadres in → Einde",
    },
    {
        "Kleine bibliotheek? –Ja→ Eén account",
        "Kleine bibliotheek? –Nee→ Meer vestigingen?",
        "Meer vestigingen? –Nee→ Eén account",
        "Eén account → Klaar",
        "Meer vestigingen? –Ja→ Account per vestiging",
        "Account per vestiging → Klaar",
    },
    {
        "Lener –meldt zich→ Zoek de pas op",
        "Zoek de pas op → Pas geldig?",
        "Pas geldig? –Nee→ Maak een pas",
        "Maak een pas → Zoek de pas op",
        "Pas geldig? –Ja→ Abonnement",
        "Abonnement → Controle",
    },
    {"Als → Dan", "Dan → Anders", "Anders → Als"},
    {
        "✅ Gelukt? / (kijk rechtsboven) → Naam / zichtbaar?",
        "Naam / zichtbaar? –Ja (meestal)→ Klaar 🎉",
        "Naam / zichtbaar? –Nee→ Bel 0800-1234 / ma–vr",
    },
    {
        "Mail → Aangekomen?",
        "Sms → Aangekomen?",
        "Brief → Aangekomen?",
        "Aangekomen? –ja→ OK",
        "Aangekomen? –nee→ Stuur opnieuw",
    },
    {"Start → Foutmelding?", "Foutmelding? –Ja→ Lees de melding", "Foutmelding? –Nee→ Wacht even"},
    {"Vraag → Zoek uit", "Zoek uit → Antwoord", "Antwoord → Sluit af"},
    {
        "Web-app –sessie→ Inlogdienst",
        "Inlogdienst –sessie→ Web-app",
        "Inlogdienst → Leners",
        "Inlogdienst → Oude koppeling",
    },
    {"Probeer → Gelukt", "Gelukt → Klaar", "Gelukt → Probeer"},
]


@pytest.mark.parametrize(("title", "arrows"), [*zip(DIAGRAMS, CAME_IN, strict=True)], ids=[*DIAGRAMS])
def test_it_comes_in_whole(title, arrows):
    graph = mermaid.read(DIAGRAMS[title], "wiki.md")
    labels = {node: label.replace("\n", " / ") for node, label in graph.nodes(data="label")}
    found = [
        f"{labels[tail]} {f'–{label}→' if label else '→'} {labels[head]}"
        for tail, head, label in graph.edges(data="label")
    ]
    assert sorted(found) == sorted(arrows)


@pytest.mark.parametrize("title", DIAGRAMS)
def test_it_becomes_a_flowchart_with_a_start(title):
    drawn = read(DIAGRAMS[title].encode(), "wiki.md").drawn
    assert drawn.starts
    assert all("kladje" in told or "weggelaten" in told or "één stap" in told for told in drawn.told)
