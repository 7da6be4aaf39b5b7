"""French."""

from __future__ import annotations

import re
from typing import Final

from workers.extraction.words import words
from workers.writing.lexicon import acting
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
    Cependant; Toutefois; Néanmoins; Par conséquent; En conséquence; En effet; De plus; En outre; Par ailleurs;
    D'autre part; D’autre part; Ainsi; Donc; Enfin; Finalement; Remarque; Par exemple; En particulier; Notamment; En
    résumé; En général; Bien sûr; Autrement dit; En d'autres termes; En d’autres termes; Premièrement; Deuxièmement;
    Tout d'abord; Tout d’abord; Or; Dans cette section; Dans ce chapitre
    """
)

FRENCH: Final = Lexicon(
    code="fr",
    function_words=words("""
        le la les l un une des de du d et ou à au aux en dans par pour sur avec est sont était étaient sera
        seront être été a ont avait avoir ce cet cette ces il elle ils elles on nous vous je se s son sa ses
        leur leurs qui que qu dont où quand comme si y n ne mais donc car or ainsi aussi alors puis là ici
        très plus tout afin lorsque tandis chez vers entre même c j lui eux étant fait cela ceci celui celle
        ceux celles
    """),
    negations=words("pas jamais rien aucun aucune non ni sans personne nul"),
    critical=classes(
        possible="peut peuvent pourrait pourraient peut-être possiblement",
        necessary="doit doivent toujours faut",
        only="seulement uniquement seul seule seuls",
        exception="sauf excepté hormis",
        all="tous toute toutes chaque",
        most="plupart majorité principalement",
        many="beaucoup nombreux nombreuses",
        some="certains certaines quelques plusieurs",
        few="peu",
        often="souvent généralement habituellement",
        sometimes="parfois",
        approximately="environ presque approximativement",
        less="moins inférieur inférieure",
        more="supérieur supérieure davantage",
        before="avant",
        after="après",
        against="contre",
        above="dessus",
        below="sous dessous",
    ),
    hedges=words("possible some sometimes approximately often most few"),
    conditions=words("si sauf quand lorsque seulement jusque"),
    attributions=words(
        "selon d'après croit croient pense pensent affirme affirment prétend suppose supposent semble semblent"
    ),
    passive_agent=words("par"),
    place_and_time=words("en dans pendant depuis après avant lors avec pour"),
    adversatives=words("mais donc"),
    coordinators=words("et ou"),
    subordinators=words("si quand lorsque comme puisque bien que tandis alors"),
    reasons=words("car puisque donc si"),
    correlatives={"soit": "soit", "entre": "et", "non seulement": "mais"},
    determiners=words("le la les un une des ce cet cette ces chaque tout toute son sa ses leur"),
    examples_openers=words("comme par notamment tel telle tels telles souvent"),
    relatives=words("qui que dont où"),
    contraries=synonym_sets("et ou; depuis jusque; pour contre; il elle; nous ils"),
    synonyms=synonym_sets("""
        utiliser employer; utilisé employé; obtenir recevoir; montrer démontrer; important essentiel;
        cependant toutefois néanmoins mais; méthode approche; commencer débuter; créer produire; ensemble
        univers
    """),
    opposite_prefixes=("in", "im", "il", "ir", "dé", "dés", "non", "mal", "a"),
    suffixes=words("s e es x aux ale al ent er é ée és ées ait aient ant ement ation ations ité eur euse nt it") | {""},
    number_words={
        "zéro": 0,
        "deux": 2,
        "trois": 3,
        "quatre": 4,
        "cinq": 5,
        "six": 6,
        "sept": 7,
        "huit": 8,
        "neuf": 9,
        "dix": 10,
        "onze": 11,
        "douze": 12,
        "vingt": 20,
        "cent": 100,
        "mille": 1000,
    },
    opening=re.compile(rf"(?:(?:Et|Mais|Or|Donc)\s+(?=\w)|{_CONNECTIVES}\s*[,:]\s*)"),
    framing=re.compile(
        r"(?:on (?:note|remarque|voit|sait|observe|rappelle)|(?:notez|remarquez)(?: bien)?"
        r"|notons|remarquons|rappelons|il (?:est"
        r"|faut) (?:important de noter|noter|à noter|clair|connu))\s+(?:que\s+|qu[’'])",
        _I,
    ),
    unresolved=re.compile(
        r"(?:Il|Elle|Ils|Elles|Ce|Cet|Cette|Ces|Ceci|Cela|C[’']est|Celui|Celle|Ceux|Ici|Là|Alors"
        r"|Donc|Ainsi|Leurs?|Son|Sa|Ses|En|Y|Dans ce|Dans cette|Pour cela|Pour ce|De même"
        r"|Le second|Le premier|Ce dernier|Les deux"
        r"|Sinon|Puis|Ensuite|Soit|Soient|On (?:a|dit|en)|Lui)\b"
    ),
    pointing=re.compile(
        r"\b(?:(?:section|chapitre|figure|fig\.|tableau|page|équation|annexe|exemple"
        r"|théorème)\s*\d|(?:ce|cette) (?:section|chapitre|figure|tableau|document|exemple)"
        r"|ci-(?:dessous|dessus|après|contre)|suivante?s?|comme suit|voir|je|mon)\b",
        _I,
    ),
    boilerplate=re.compile(
        r"^(?:mots[- ]clés?)\s?[:—–]|©|copyright|licence|ISBN|https?:|www\.|tous droits|remerci|courriel|@", _I
    ),
    reference_note=re.compile(r"(?:voir|cf\.?|fig\.|figure|section|chapitre|page|en anglais)\s.*$", _I),
    fillers=re.compile(
        r"\b(?:bien sûr|évidemment|naturellement|en effet|en fait|par exemple|notamment|donc"
        r"|ainsi)\b(?=\s\w)",
        _I,
    ),
    rewordings=tuple(
        (re.compile(rf"\b{pattern}\b", _I), short)
        for pattern, short in (
            (r"afin de", "pour"),
            (r"de manière à", "pour"),
            (r"dans le but de", "pour"),
            (r"un grand nombre de", "beaucoup de"),
            (r"en raison du fait que", "parce que"),
            (r"à l[’']heure actuelle", "actuellement"),
            (r"par le biais de", "par"),
        )
    ),
    trailing=(
        re.compile(r",\s+(?:qui|dont|où|ce qui|tandis que|alors que|bien que)\s[^,;:]{8,}$"),
        re.compile(r"\s?;\s+[^;]{12,}$"),
        re.compile(r",\s+(?:permettant|donnant|menant|ainsi que|car|mais|et)\s[^;:]{8,}$"),
        re.compile(r",\s+(?:comme|par exemple|tel que|telle que|tels que|telles que)\s[^;:]{6,}$"),
    ),
    examples=re.compile(r",\s+(?:par exemple|comme|notamment)\s[^,;:]{3,80},(?=\s)"),
    verbs=re.compile(
        r"\b(?:est|sont|était|étaient|sera|a|ont|avait|peut|peuvent|doit|doivent|fait|font|permet"
        r"|permettent|donne|appelle|consiste|contient|associe|compte|[a-zé]{3,}(?:ent|ait|era))\b"
        r"|s[’']appelle|n[’']est|c[’']est"
    ),
    acts=acting.FRENCH,
    cue=re.compile(
        r"\b(?:important|essentiel|appelée?|défini|noté|signifie|consiste|permet|toujours|jamais"
        r"|théorème|propriété|but|objectif)\b",
        _I,
    ),
    aim=re.compile(
        r"(?:Dans (?:cet article|ce (?:travail|chapitre|document|cours|livre))\b|Cet article\b"
        r"|Ce (?:travail|chapitre|document|cours|livre)\s+(?:présente|décrit|propose|introduit|traite|explique)"
        r"|(?:Le but|L[’']objectif) (?:de|est)\b|En (?:conclusion|résumé)\b)",
    ),
    definitions=(
        re.compile(
            r"^(?:Une?|Le|La|Les|L[’'])\s*(?P<term>[^,;:()]{2,50}?)(?:,[^,]{3,40},)?\s+(?:est"
            r"|sont)\s+(?P<definition>(?:une?|le|la|l[’']|les|des|celle|celui)\s*\S.{12,})$"
        ),
        re.compile(r"^(?P<definition>\S.{15,}?)\s+est appelée?\s+(?:une?|le|la|l[’'])?\s*(?P<term>[^,;:.]{3,50})\.?$"),
        re.compile(
            r"^(?P<term>[A-ZÀ-Ý][^.;:]{2,50}?)\s*(?:\s:|\s[–—-])\s+(?P<definition>(?:[Uu]ne?\s|[Ll]e\s"
            r"|[Ll]a\s|[Ll][’'])\S.{15,})$"
        ),
    ),
    bad_terms=words("""
        ce cet cette ces il elle ils elles on nous je ici là un une le la les chaque tout tous toute son sa
        image figure
        ses dans en pour si quand exemple remarque note but objectif problème question premier première second
        dernier suivant
    """),
    articles=re.compile(r"(?:Une?\s+|Le\s+|La\s+|Les\s+|Des\s+|L[’'])", _I),
    boring_headings=re.compile(
        r"^\W*(?:\d+[.\s]*)*(?:remerciements|références|bibliographie|index|sommaire"
        r"|table des matières|licence|préface|avant-propos|annexes? bibliographiques?)\b",
        _I,
    ),
    abbreviations=words("cf etc ex fig p pp m mm dr éq chap no art av env"),
    scales=(
        scale("toujours; souvent; parfois; rarement"),
        scale("peut; doit; devrait; pourrait", usual="peut"),
        scale("peuvent; doivent; devraient; pourraient", usual="peuvent"),
        scale("au moins; au plus; exactement; environ"),
        *opposites("plus moins / avant après / supérieure inférieure / supérieur inférieur / positif négatif"),
    ),
    in_sequence=anywhere("""
        aussi; autre; autres; également; d’abord; ensuite; puis; enfin; finalement; de plus; cependant; toutefois; donc;
        ainsi; alors; déjà; encore; suivant; suivante; suivants; suivantes; précédent; précédente; premier; première;
        second; seconde; deuxième; même; mêmes; ci-dessus; ci-dessous; tel; telle; tels; telles
        """),
    quiz=QuizTexts(
        cloze="Qu’est-ce qui complète cette phrase ? {statement}",
        two="Lesquels complètent ces phrases, dans cet ordre ? {statement}",
        course="Dans quel ordre le document dit-il ceci ? {statements}",
        follows="Le document dit : « {statement} » Laquelle de ces affirmations fait-il ensuite ?",
        which_term="Quel terme correspond à cette description ? {definition}",
        what_is="Que signifie « {term} » ?",
        order="Quel est le bon ordre chronologique ?",
        about="Que dit-on de « {subject} » ?",
    ),
)
