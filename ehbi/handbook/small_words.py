"""Words that say little about what somebody needs, as they are typed at a Dutch desk."""

from __future__ import annotations

_DUTCH = """
aan achter al alleen alles als altijd an at aub avond bedankt beetje begrijpt belt ben beneden bent bezoeker
bib bieb bij blijft blijven cursist cursiste daar dag dagen dame dan dat de deed deelnemer denkt deze dhr
die dit dochter doe doen doet door drie druk drukt dus echt een eigenlijk en er erg erin ermee erop even ff
gaan gaat gebruikt gedaan geeft gegaan gehad gekomen gekregen gelukt geraakt get geven gewoon geworden
gezegd gezien ging gisteren graag haar had hallo heb hebben hebt heeft heel heer helaas help hem hen her het
hier hij hoe hoi hulp hun iemand iets ik in is ja jaar jaren je kan keer kijkt kind klant klanten klikt
komen komt kon konden kreeg krijg krijgen krijgt kun kunnen kunt kwam laatst leerling lener leners lezer lid
lukken lukt maal maand maanden maar man me meer meneer met mevr mevrouw middag mij mijn mn moeder moet
moeten na naar nee nie niet niets niks nochtans nog nooit nou nu ob obib ochtend of om oma omdat onlangs
ooit ook op opa oplossen oplossing oudere over pakt per precies probleem problemen procedure rode rood sinds
snapt snel staan staat stappen steeds stond student svp te tegen terwijl toch toen tot tussen twee uit
uitleg uren uur vader van vandaag veel via vier vijf volgens voor vorig vorige vrouw waar waarom wanneer
want waren was wat we week weer weken wel welk welke werd werken werkt wie wij wil wilde willen wilt word
worden wordt zag ze zeggen zegt zei zelf zich zien ziet zij zijn zit zitten zn zo zonder zoon zou zouden
"""
_ENGLISH = """
after all and any anymore are be been but by came can cannot come comes could did didn do does doesn doing
don for from gets got has have he his how if it its just keeps my need needs never no not on our please says
she so still that the their them then there they this to tried try trying us very wants were what when where
which who why will with won would yet you your
"""
SMALL = frozenset((_DUTCH + _ENGLISH).split())
"""Words that say nothing: small ones, who it is about, when it was, what one says to a colleague."""

SCENE = """
account android app balie beeldscherm betaald betaalt bibliotheek browser button chrome cijfers collega
computer dienst diensten digitaal digitale fout geldig geprobeerd goed ingevoerd ingevuld ipad iphone klik
klikken knop laptop letters library luisterbieb medewerker melding mobiel neit online onlinebieb pagina pc
probeert proberen safari scherm smartphone systeem tablet tekst telefoon thuis tik tikt typ typen typt veld
verschijnt vraagt vult website werk
"""
"""Words that say where it happens or how it is told: they point to no situation, but are no riddle either."""
