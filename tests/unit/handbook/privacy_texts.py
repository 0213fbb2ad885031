"""Texts that say who somebody is, by kind, and harmless ones as staff write them."""

from __future__ import annotations


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line]


DATES = _lines("""
12-03-1962
12–03–1962
12—03—1962
12−03−1962
12‑03‑1962
12:03:1962
12,03,1962
12, 03, 1962
12·03·1962
12•03•1962
12|03|1962
12\\03\\1962
12 / 03 / 1962
12. 03. 1962
12--03--1962
12_03_1962
12 03 1962
12  3  62
3-5-62
3.5.62
3/5/'62
3 5 62
3,5,62
3 - 5 - 62
03-24-62
62-03-12
1962-03-12
1962.3.2
1962/03/12
12e 3e 1962
geboren op 3-5
geboren 3 mei
geb. 12-03
geboortedatum: 12 maart
geboortedatum is 3/5
geboortejaar 1962
geboren in 1962
geboren in maart
jarig op 3 mei
verjaardag 3 mei
op 3 mei jarig
12 maart 1962
12maart1962
12 mrt 1962
12-mrt-62
12 mrt. 62
12e maart 1962
12de maart 1962
de 12e van maart 1962
de 12e van de 3e 1962
12 maart '62
12 maart ’62
12 maart 62
12 maart 08
maandag 12 maart 1962
ma 12 mrt 62
12 MAART 1962
maart 1962
mrt '62
maart 12, 1962
maart 3, 1962
1962 maart 12
12 sept 1962
12 March 1962
3 may 1962
12 maaart 1962
12 jan 1962
1 augustus 2011
24 november 2025
twaalf maart 1962
twaalf maart negentienhonderd tweeënzestig
twaalf maart negentienhonderdtweeënzestig
twaalf maart negentien tweeënzestig
twaalf maart tweeënzestig
drieëntwintig mei 62
de twaalfde maart 1962
twaalfde derde tweeënzestig
vierde tiende 1962
eerste mei tweeduizend twaalf
twaalf maart negentientweeënzestig
twaalf drie negentienhonderd tweeënzestig
12 maart van het jaar 1962
mei 3 '62
geb.datum: 12-03
geb dat 12 maart
eerste mei tweeduizendvier
１２－０３－１９６２
1️⃣2️⃣-0️⃣3️⃣-1️⃣9️⃣6️⃣2️⃣
①②.③.⑥②
12\u200b-\u200b03\u200b-\u200b62
3\u00ad-5\u00ad-62
12 ma\u00adart 1962
l2-O3-62
٣-٥-٦٢
""")

NUMBERS = _lines("""
1,2,3,4,5,6,7,8
1, 2, 3, 4, 5, 6
12    34    56
123456
06-12345678
06 12 34 56 78
06.12.34.56.78
06–1234–5678
+31 6 1234 5678
+31(0)6-12345678
0031 6 12 34 56 78
(070) 314 09 11
070/3140911
O6-l2345678
O6 l2 34 56
BSN 123456782
bsn 1234.56.782
1234 56 782
NL91 ABNA 0417 1643 00
NL91ABNA0417164300
pas 2100 1234 5678
pas 2100-1234-5678
pas 2100, 1234, 5678
pas 2100:1234:5678
pas 2100*1234*5678
pas 21/00/12
21 . 00 . 12
2 1 0 0 1 2
2-1-0-0-1-2
[2][1][0][0][1][2]
{21} {00} {12}
"21" "00" "12"
2_1_0_0_1_2
2…1…0…0…1…2
2\t1\t0\t0\t1\t2
2100 /// 1234
2100 --- 12
pas２１００１２３４
pas 2️⃣1️⃣0️⃣0️⃣1️⃣2️⃣
pas ②①⓪⓪①②
pas ❷❶❶❸❶❷
pas ²¹⁰⁰¹²
pas ٢١٠٠١٢
pas २१००१२
pas 𝟚𝟙𝟘𝟘𝟙𝟚
21\u200b00\u200b12
21\u00ad00\u00ad12
21\u200d00\u206012
21\ufe0f00\ufe0f12
2\u03361\u03360\u03360\u03361\u03362
21🙂00🙂12
lener21001234
210012nu
fout bij 210012 hier
nul zes een twee drie vier vijf zes
nul-zes-één-twee-drie-vier
nul, zes, een, twee, drie, vier
Nul Zes Twaalf Vierendertig
twee één nul nul één twee
06 twaalf vierendertig
nul 6 een 2 drie 4
""")

POSTCODES = _lines("""
1234 AB
1234AB
1234ab
1234Ab
1234-ab
1234-AB
1234 ab
1234 Ab
1234  AB
1234  ab
1234.ab
1234/AB
1234_ab
1234,AB
1234, ab
1234 - AB
1234 A B
12 34 AB
1234 (AB)
postcode 1234
postcode is 1234 de
1234\u00a0ab
1234\u200bab
1234\u00adAB
１２３４ＡＢ
１２３４ ａｂ
l234 AB
1 2 3 4 A B
1️⃣2️⃣3️⃣4️⃣ AB
""")

MAILS = _lines("""
jan@example.nl
jan＠example.nl
jan﹫example.nl
jan @ example.nl
jan @ example . nl
jan@ example
jan (@) example.nl
jan[@]example[.]nl
jan[at]example.nl
jan [at] example [dot] nl
jan(at)example.nl
jan (at) example punt nl
jan {at} example.nl
jan <at> example.nl
jan(apenstaartje)example.nl
jan apenstaartje example punt nl
jan apestaartje example.nl
jan apenstaart gmail
jan apenstaartje gmail punt com
jan at gmail
jan-@-example.nl
jan(a)example.nl
jan apen staartje gmail punt com
jan et gmail punt com
jan at gmail.com
jan at example.nl
jan at example punt nl
jan at example dot nl
jan-at-example-dot-nl
jan_at_example_dot_nl
JAN AT GMAIL
jan ⓐ example.nl
ｊａｎ＠ｅｘａｍｐｌｅ．ｎｌ
jan\u200b@\u200bexample.nl
jan\u00ad@example.nl
ja\u00adn a\u00adt gmail
""")

LINKS = _lines("""
https://example.nl/nieuw?token=abc123
example.nl/nieuw?a=b&code=x9
example.nl/nieuw;sessie=x9
https://example.nl/#sleutel=abc
https://example.nl/nieuw/8f3a9c7e2d04b5fa
""")

STREETS = _lines("""
Kerkstraat 12
Van der Helmlaan 3
kerkplein 12a
Prinsengracht 263
""")

HARMLESS = _lines("""
situatie 3
Situatie 3 en 4 lijken op elkaar
stap 2 van 4
Stap 3 klopt niet
stap 1, 2, 3 en 4
Zie stap 1, 2, 3, 4, 5 en 6
stap 8, 9, 10
stap 8, 9 en 10
stap 1/2/3
zie punt 1.2
punt 3.2.1 klopt niet
zie (a) en (b)
optie (a) werkt. Optie (b) niet.
regel 10 t/m 12
12 van de 30 leners
vanaf januari 2026 heet dit anders
de migratie van maart 2021
wachtwoord van minstens 8 tekens, 1 cijfer
de 2e stap, 3e vraag
3e keer
1x per dag
Windows 8, 8.1, 10
TLS 1.2 of 1.3
di 10:00-17:00, wo 13:00-17:00
24 nov t/m 1 dec
tussen 24-11 en 1-12
in mei 20 nieuwe passen
op 3 mei 2 meldingen
tien, twintig of dertig minuten
geboortejaar met 4 cijfers
jarige leners
12.000 leners
het negentiende boek
zie 1.2, 1.3 en 1.4
punt 6.4 van de bron
1. Kijk eerst. 2. Vraag dan.
2-3 weken
duurt 2 à 3 werkdagen
duurt 10 à 15 minuten
na 24 uur
24/7 bereikbaar
binnen 5-10 min
12-18 jaar
16 of 17 jaar
09:00-17:00
09:00 – 17:00
9:00-17:00 uur
9.00-17.00 uur
ma-vr 9.00-17.00, za 10.00-13.00
10:10-12:30
10:00-12:00 / 13:00-17:00
10:00, 12:00 en 14:00
van 09:00 tot 17:00 uur
om 10 uur 30
om 10:05
om 17.30 uur
versie 12
versie 2.4
versie 2.4.12
iOS 17.4.1
iOS 17.4.10
Android 14
windows 10 en 11
Windows 11 24H2
Office 365
fout 404
fout 500 of 503
foutcode 1015
HTTP 403
fout AADSTS50126
sinds 24 november
op 24-11 kwam de mail niet aan
op 24 november 10 uur
op 24 november om 10:30
24 november 17.00 uur
24 november 10-17 uur
op 3 mei 12 keer geprobeerd
maandag 24 november
sinds maart
sinds maart 2025
sinds november '25
in 2024 en 2025
In 2026 is dit anders
in 2026 en daarna
In 2026 gaat dit over
In 2026: de knop is weg
Sinds 2025, KB Klantenservice
seizoen 2025-2026
schooljaar 2025/26
Basis-abonnement 2026
abonnement 1234 is weg
stap 1234 is
pincode van 4 cijfers
pasnummer heeft 8 cijfers
de code van zes cijfers komt niet
tweestapscode van 6 cijfers
een, twee, drie, klaar
één van de twee knoppen
in één keer
de eerste, tweede en derde keer
vier van de vijf leners
in acht nemen
100%
1.5
1,5
€ 12,50 per maand
€ 52 of € 65
max. 300 tekens
500 MB
1024 x 768
A4
B1
2FA staat aan
112
14020
@ de balie
wacht @ de balie
vraag @ balie
@ home
het apenstaartje staat niet op het toetsenbord
typ een apenstaartje in het veld
voor at-home leners
het e-mailadres klopt niet
mail naar gmail.com komt niet aan
gmail en hotmail werken, outlook niet
de mail van KB komt in spam bij gmail
onlinebibliotheek.nl/contact
https://www.onlinebibliotheek.nl/contact
geboortedatum moet dd-mm-jjjj
vul de geboortedatum in bij stap 3
de geboortedatum is 3 velden
kinderen geboren na 2008
Jan van de balie zegt dat het werkt
meisje bij de balie
mei of juni
de knop heet nu ‘Inloggen’ (was ‘Aanmelden’)
lener is 83 jaar
hoofdstraat
onderweg 3 keer uitgelogd
😀 3 sterren
lukt het niet? 3 keer proberen
2 pogingen, dan 15 min. wachten
Kies 1 of 2; niet 3
tabblad 2, knop 3
G!DS
""")
