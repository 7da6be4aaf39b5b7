"""German."""

from __future__ import annotations

import re
from typing import Final

from workers.extraction.words import words
from workers.writing.lexicon.base import (
    Lexicon,
    QuizTexts,
    alternatives,
    anywhere,
    classes,
    opposites,
    scale,
    synonym_sets,
)

_I: Final = re.IGNORECASE

_CONNECTIVES: Final = alternatives(
    """
    Außerdem; Darüber hinaus; Zum Beispiel; Beispielsweise; Allerdings; Im Gegensatz dazu; Mit anderen Worten; Kurz
    gesagt; Im Allgemeinen; Übrigens; Natürlich; Insbesondere; Genauer gesagt; Zusammenfassend; Zunächst;
    Schließlich; Erstens; Zweitens; Drittens; Bemerkung; Hinweis; Anmerkung; Achtung; Wichtig; Das heißt; Wie
    bereits erwähnt
    """
)

GERMAN: Final = Lexicon(
    code="de",
    verb_last=True,
    function_words=words("""
        der die das den dem des ein eine einer eines einem einen und oder zu im in an am auf bei von vom mit
        als für aus ist sind war waren wird werden wurde wurden worden sein hat haben hatte es er sie ihr ihre
        ihren ihrer ihrem sich man wir uns unser ich dieser diese dieses diesem diesen jener jene welche
        welcher welches dass daß da dort hier so also auch noch schon doch ja nun dann denn weil wie was wer
        wo wobei womit dazu dabei damit dafür davon darauf daran jedoch aber sowie sehr etwa bzw zur zum durch
        um über sondern eben gar ganz eigentlich daher deshalb somit folglich wenn während obwohl
    """),
    negations=words("nicht kein keine keinen keiner keinem keines nie niemals nichts niemand weder ohne kaum"),
    critical=classes(
        possible="kann können könnte könnten möglicherweise vielleicht eventuell vermutlich wohl",
        necessary="muss müssen muß sollte sollten soll immer stets",
        only="nur ausschließlich lediglich",
        exception="außer ausgenommen ausser",
        all="alle allen aller alles jede jeder jedes jeden jedem sämtliche",
        most="meisten meist meistens überwiegend",
        many="viele vielen vieler viel zahlreiche",
        some="einige einigen mehrere manche mancher teilweise",
        few="wenige wenig wenigen",
        often="oft häufig normalerweise gewöhnlich üblicherweise",
        sometimes="manchmal gelegentlich",
        approximately="ungefähr circa ca rund fast beinahe",
        more="mehr größer höher",
        less="weniger kleiner niedriger geringer",
        before="vor vorher bevor",
        after="nach nachdem danach",
        above="oberhalb",
        below="unter unterhalb",
        between="zwischen",
        against="gegen",
    ),
    hedges=words("possible some sometimes approximately often most few"),
    conditions=words("wenn falls sofern außer nur bis sobald"),
    attributions=words(
        "laut zufolge glaubt glauben behauptet behaupten meint meinen vermutet vermuten annimmt scheint scheinen"
    ),
    passive_agent=words("von vom durch"),
    place_and_time=words("in im am an auf bei seit während nach vor für mit unter"),
    adversatives=words("aber sondern doch jedoch"),
    coordinators=words("und oder sowie"),
    subordinators=words("wenn falls da weil während obwohl dass daß ob damit indem sobald"),
    reasons=words("weil deshalb daher obwohl wenn falls"),
    correlatives={"sowohl": "auch", "entweder": "oder", "weder": "noch", "nicht nur": "sondern"},
    determiners=words(
        "der die das den dem des ein eine einen einem einer eines dieser diese dieses jeder jede jedes kein keine"
    ),
    examples_openers=words("wie zum z etwa beispielsweise"),
    relatives=words("die der das welche welcher welches wobei"),
    contraries=synonym_sets(
        "und oder; von nach; weil obwohl; da obwohl; für gegen; er sie; sein ihr; seine ihre; wir sie; unser ihr"
    ),
    synonyms=synonym_sets("""
        benutzen verwenden nutzen gebrauchen; benutzt verwendet genutzt; wichtig bedeutend; anfang beginn;
        beginnen anfangen starten; erhalten bekommen; zeigen darstellen; erzeugen erstellen; ändern
        verändern; jedoch aber allerdings; groß umfangreich; schnell rasch; aufgabe problem; methode
        verfahren; beispielsweise etwa; ungefähr etwa circa ca rund
    """),
    opposite_prefixes=("un", "in", "miss", "ent"),
    suffixes=words("e en er em es s n ern t te ten et st est ung ungen lich keit heit ig") | {""},
    number_words={
        "null": 0,
        "eins": 1,
        "zwei": 2,
        "drei": 3,
        "vier": 4,
        "fünf": 5,
        "sechs": 6,
        "sieben": 7,
        "acht": 8,
        "neun": 9,
        "zehn": 10,
        "elf": 11,
        "zwölf": 12,
        "zwanzig": 20,
        "hundert": 100,
        "tausend": 1000,
    },
    opening=re.compile(rf"(?:(?:Und|Aber|Oder)\s+(?=\w)|{_CONNECTIVES}\s*[,:]\s*)"),
    framing=re.compile(
        r"(?:Man beachte|Beachten Sie|Es ist zu beachten|Es ist wichtig zu wissen"
        r"|Man sieht),\s+da(?:ss|ß)\s+(?!)",
        _I,
    ),
    unresolved=re.compile(
        r"(?:Es|Er|Sie|Dies|Diese[rsnm]?|Jene[rsnm]?|Das|Dabei|Dazu|Dafür|Davon|Damit|Dadurch"
        r"|Daher|Deshalb|Darum|Dann|Dort|Hier|So|Also|Somit|Sonst|Andernfalls"
        r"|Auch|Ebenso|Ihr[e]?[nmrs]?|Sein[e]?[nmrs]?|Beide[rsn]?|Solche[rsn]?|Danach|Zuvor"
        r"|Anschließend|Letztere[rsn]?|Erstere[rsn]?|Darin|Darauf|Hierbei|Hierzu|Hierfür|Hiermit"
        r"|Dagegen|Außerdem"
        r"|(?:In|Bei|Mit|Nach|Aus|Zu|Von|Für|Auf|An) (?:diese|dem|solch)\w*|(?:Ein|Zwei|Zum|Der"
        r"|Die|Das) (?:andere|weitere|folgende|obige|nächste|letzte|erste|zweite)\w*)\b"
    ),
    pointing=re.compile(
        r"\b(?:(?:Abschnitt|Kapitel|Abbildung|Abb\.|Tabelle|Tab\.|Seite|Gleichung|Anhang"
        r"|Beispiel)\s*\d|(?:diese[mrsn]?|folgende[nrs]?|nächste[nrs]?|obige[nrs]?) (?:Abschnitt"
        r"|Kapitel|Abbildung|Tabelle|Beispiel|Dokument|Text|Anleitung)"
        r"|siehe|folgende[nrms]?|wie folgt|oben|unten|ich|mein)\b",
        _I,
    ),
    boilerplate=re.compile(
        r"^(?:schlagw[oö]rter|stichworte)\s?[:—–]|©|Copyright|Lizenz|ISBN|https?:|www\.|Alle Rechte"
        r"|danken|Dank (?:an|gilt)|E-?Mail|@",
        _I,
    ),
    reference_note=re.compile(r"(?:siehe|vgl\.?|s\.|z\. ?B\.|Abb\.|Abschnitt|Kapitel|Tabelle|Seite)\s.*$", _I),
    fillers=re.compile(
        r"\b(?:natürlich|eigentlich|übrigens|selbstverständlich|im Prinzip|sozusagen|gewissermaßen"
        r"|bekanntlich)\b(?=\s\w)",
        _I,
    ),
    rewordings=tuple(
        (re.compile(rf"\b{pattern}\b", _I), short)
        for pattern, short in (
            (r"eine Vielzahl von", "viele"),
            (r"(?<!dazu )in der Lage sind", "können"),
            (r"aufgrund der Tatsache, dass", "weil"),
            (r"sowie auch", "sowie"),
            (r"beziehungsweise", "bzw."),
            (r"zum Beispiel", "z. B."),
            (r"unter anderem", "u. a."),
            (r"das heißt", "d. h."),
        )
    ),
    trailing=(
        re.compile(r",\s+(?:welche[rsnm]?|wobei|während|wohingegen|obwohl)\s[^,;:]{8,}$"),
        re.compile(r";\s+[^;]{12,}$"),
        re.compile(r",\s+(?:aber|jedoch|sondern auch|und zwar)\s[^;:]{8,}$"),
        re.compile(r",\s+(?:da|weil|so ?dass|z\. ?B\.|zum Beispiel|wie etwa|wie z\. ?B\.)\s[^;:]{6,}$"),
    ),
    examples=re.compile(r",\s+(?:z\. ?B\.|zum Beispiel|etwa|beispielsweise)\s[^,;:]{3,80},(?=\s)"),
    verbs=re.compile(
        r"\b(?:ist|sind|war|waren|wird|werden|wurde|wurden|hat|haben|hatte|kann|können|muss|muß"
        r"|müssen|soll|sollte|sollten|darf|dürfen|lässt|läßt|lassen|gibt|steht|stehen|bietet"
        r"|besteht|bestehen|erfolgt|dient|dienen|heißt|heißen|[a-zäöü]{3,}t(?:en|e)?)\b"
    ),
    cue=re.compile(
        r"\b(?:wichtig|wesentlich|grundlegend|heißt|bezeichnet|nennt man|versteht man|definiert"
        r"|bedeutet|Ziel|Vorteil|Nachteil|Unterschied|muss|müssen|immer|niemals|besteht aus|dient)\b",
        _I,
    ),
    aim=re.compile(
        r"(?:In (?:dieser Arbeit|diesem (?:Artikel|Beitrag|Kapitel|Dokument|Buch))\b"
        r"|Diese (?:Arbeit|Kurzbeschreibung|Einführung|Anleitung|Studie)\b|Dieser (?:Artikel|Beitrag|Text)\b"
        r"|Dieses (?:Kapitel|Buch|Dokument)\b"
        r"|(?:Ziel|Zweck) (?:dieser|dieses|der|des)\b|Zusammenfassend\b)",
    ),
    definitions=(
        re.compile(
            r"^(?:Eine?|Der|Die|Das)\s+(?P<term>[A-ZÄÖÜ][^,;:()]{2,40}?)\s+(?:ist"
            r"|sind)\s+(?P<definition>(?:eine?|der|die|das)\s+\S.{12,})$"
        ),
        re.compile(
            r"^(?P<term>[A-ZÄÖÜ][^,;:()]{2,40}?)\s+(?:ist|sind)\s+(?P<definition>(?:eine?|der|die"
            r"|das)\s+\S.{12,})$"
        ),
        re.compile(
            r"^Unter\s+(?:eine[mr]|dem|der)?\s*(?P<term>[A-ZÄÖÜ][^,;:()]{2,40}?)\s+versteht man\s+"
            r"(?P<definition>\S.{12,})$"
        ),
        re.compile(
            r"^(?P<term>[A-ZÄÖÜ][^.;:]{2,40}?)\s*(?::|\s[–—-])\s+(?P<definition>(?:[Ee]in|[Dd]er"
            r"|[Dd]ie|[Dd]as)e?\s\S.{15,})$"
        ),
    ),
    bad_terms=words("""
        dies diese dieser dieses das es er sie man wir ich hier dort ein eine welche alle jede jeder beide
        solche in im mit bei für auf an wenn falls als beispiel hinweis bemerkung anmerkung ziel problem frage
        vorteil nachteil grund ergebnis folgende abschnitt kapitel abbildung tabelle erste zweite dritte
        letzte sein ihr ihre der die so auch
    """),
    articles=re.compile(r"(?:Eine?[nmrs]?|Der|Die|Das|Den|Dem)\s+", _I),
    boring_headings=re.compile(
        r"^\W*(?:\d+[.\s]*)*(?:danksagung|(?:\w+ )?literatur\w*|stichwortverzeichnis|index|inhalt\w*|lizenz"
        r"|vorwort|impressum|copyright|(?:abbildungs|abkürzungs|symbol|quellen)verzeichnis|bildquellen"
        r"|bildnachweise?|über den autor|versionsgeschichte)\b",
        _I,
    ),
    abbreviations=words("z b d h u a bzw ca etc usw vgl abb tab s kap nr dr prof evtl ggf inkl sog st o ä bspw"),
    scales=(
        scale("immer; meist; oft; manchmal; selten; nie"),
        scale("kann; muss; sollte; darf", usual="kann"),
        scale("können; müssen; sollten; dürfen", usual="können"),
        scale("mindestens; höchstens; genau; ungefähr"),
        *opposites("größer kleiner / mehr weniger / höher niedriger / vor nach / über unter / positiv negativ"),
    ),
    in_sequence=anywhere("""
        auch; andere; anderer; anderes; anderen; ebenso; ebenfalls; weitere; weiterer; weiteres; zuerst; zunächst; dann;
        danach; schließlich; zuletzt; außerdem; jedoch; aber; deshalb; daher; somit; also; nun; bereits; beide; beiden;
        dieselbe; derselbe; dasselbe; folgende; folgenden; oben; unten; noch; wieder; erste; ersten; zweite; zweiten
        """),
    quiz=QuizTexts(
        cloze="Was ergänzt diese Aussage? {statement}",
        two="Welche zwei ergänzen diese Aussagen, in dieser Reihenfolge? {statement}",
        course="In welcher Reihenfolge sagt das Dokument dies? {statements}",
        follows="Das Dokument sagt: „{statement}“ Welche dieser Aussagen macht es danach?",
        which_term="Welcher Begriff passt zu dieser Beschreibung? {definition}",
        what_is="Was bedeutet „{term}“?",
        order="Welche zeitliche Reihenfolge ist richtig?",
        about="Was wird über „{subject}“ gesagt?",
    ),
)
