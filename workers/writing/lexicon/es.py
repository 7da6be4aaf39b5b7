"""Spanish."""

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
    Sin embargo; No obstante; Por lo tanto; Por tanto; Por consiguiente; Además; Asimismo; Por otra parte; Por otro
    lado; Por ejemplo; En particular; En general; En resumen; En realidad; De hecho; Es decir; En otras palabras;
    Por último; Finalmente; En primer lugar; En segundo lugar; Así; Entonces; Ahora bien; Nota; Desgraciadamente;
    Afortunadamente; Naturalmente; Por supuesto; En esta sección; En este capítulo
    """
)

SPANISH: Final = Lexicon(
    code="es",
    function_words=words("""
        el la los las lo un una unos unas de del y e o u a al en por para con es son era eran fue fueron será
        ser sido estar está están ha han había haber se su sus que quien quienes cual cuales donde cuando como
        si le les me mi te tu nos nuestro este esta estos estas ese esa esos esas esto eso aquel él ella ellos
        ellas ya muy más también pues porque pero aunque sino así entre hasta desde sobre tan tal tanto hay
        luego entonces
    """),
    negations=words("no nunca jamás nada nadie ningún ninguno ninguna ni sin tampoco"),
    critical=classes(
        possible="puede pueden podría podrían quizá quizás tal-vez posiblemente",
        necessary="debe deben debería deberían siempre",
        only="sólo solo solamente únicamente",
        exception="excepto salvo",
        all="todo todos toda todas cada cualquier",
        most="mayoría principalmente",
        many="muchos muchas numerosos",
        some="algunos algunas algún alguna varios varias",
        few="pocos pocas poco",
        often="frecuentemente generalmente normalmente habitualmente suele suelen",
        sometimes="veces ocasionalmente",
        approximately="aproximadamente casi unos cerca",
        less="menos menor menores inferior",
        more="mayor mayores superior",
        before="antes",
        after="después tras",
        against="contra",
        below="bajo debajo",
        above="encima",
    ),
    hedges=words("possible some sometimes approximately often most few"),
    conditions=words("si salvo excepto cuando sólo solo hasta"),
    attributions=words("según cree creen piensa piensan afirma afirman supone suponen parece parecen opina"),
    passive_agent=words("por"),
    place_and_time=words("en durante desde tras antes después con para"),
    adversatives=words("pero sino"),
    coordinators=words("y e o u"),
    subordinators=words("si cuando como aunque porque mientras que donde"),
    reasons=words("porque aunque si"),
    correlatives={"sólo": "sino", "solo": "sino", "entre": "y", "tanto": "como"},
    determiners=words("el la los las un una unos unas este esta estos estas cada todo toda su sus"),
    examples_openers=words("como por tales tal incluyendo"),
    relatives=words("que quien cual cuyo cuya donde"),
    contraries=synonym_sets("y o; desde hasta; para contra; porque aunque; él ella; nosotros ellos"),
    synonyms=synonym_sets("""
        usar utilizar emplear; uso empleo; obtener conseguir; mostrar enseñar; importante esencial; pero
        sin-embargo; método enfoque; empezar comenzar; crear producir generar; incluir contener; error
        fallo; problema dificultad; paquete; obsoleto anticuado
    """),
    opposite_prefixes=("in", "im", "i", "ir", "des", "anti"),
    suffixes=words("s es o a os as ción ciones mente ar er ir ado ada ados adas ido ida idos idas ando iendo an en n")
    | {""},
    number_words={
        "cero": 0,
        "dos": 2,
        "tres": 3,
        "cuatro": 4,
        "cinco": 5,
        "seis": 6,
        "siete": 7,
        "ocho": 8,
        "nueve": 9,
        "diez": 10,
        "once": 11,
        "doce": 12,
        "veinte": 20,
        "cien": 100,
        "ciento": 100,
        "mil": 1000,
    },
    opening=re.compile(rf"(?:(?:Y|Pero|Pues|Así que)\s+(?=\w)|{_CONNECTIVES}\s*[,:]\s*)"),
    framing=re.compile(
        r"(?:nótese|obsérvese|observa|ten en cuenta|téngase en cuenta|hay que (?:notar|tener en cuenta)|cabe (?:señalar"
        r"|destacar|mencionar)|es (?:importante|interesante) (?:notar|señalar|destacar)|recuerde"
        r"|tenga en cuenta)\s+que\s+",
        _I,
    ),
    unresolved=re.compile(
        r"(?:Él|Ella|Ellos|Ellas|Esto|Eso|Este|Esta|Estos|Estas|Ese|Esa|Esos|Esas|Aquí|Ahí|Allí"
        r"|Así|Entonces|Luego|Su|Sus|Ello|Ambos|Ambas|Tal|Tales|Dicho|Dicha|Dichos|También|Tampoco"
        r"|Además"
        r"|(?:En|Con|Por|Para|De) (?:este|esta|estos|estas|esto|ese|eso|dicho|tal|ello)\b"
        r"|El (?:segundo|primero|último|siguiente|anterior|mismo|otro)|La (?:segunda|primera"
        r"|última|siguiente|anterior|misma|otra)|Los dos|Lo)\b"
    ),
    pointing=re.compile(
        r"\b(?:(?:sección|capítulo|figura|fig\.|tabla|cuadro|página|ecuación|apéndice"
        r"|ejemplo)\s*\d|(?:esta|este) (?:sección|capítulo|figura|tabla|documento|ejemplo|guía"
        r"|apartado|artículo)"
        r"|siguientes?|a continuación|véase|vea|más (?:arriba|abajo|adelante)|anteriormente|yo|mi)\b",
        _I,
    ),
    boilerplate=re.compile(
        r"^(?:palabras clave)\s?[:—–]|©|copyright|licencia|ISBN|https?:|www\.|todos los derechos"
        r"|se permite copiar|aviso de permiso|agradec|correo|@",
        _I,
    ),
    reference_note=re.compile(r"(?:véase|ver|cf\.?|fig\.|figura|sección|capítulo|página)\s.*$", _I),
    fillers=re.compile(
        r"\b(?:(?<!\bda )(?<!\bdan )(?<!\bdar )(?<!\bdado )(?<!\bdando )por supuesto|naturalmente"
        r"|en realidad|de hecho|por ejemplo|realmente|obviamente"
        r"|simplemente|básicamente)\b(?=\s\w)",
        _I,
    ),
    rewordings=tuple(
        (re.compile(rf"\b{pattern}\b", _I), short)
        for pattern, short in (
            (r"con el fin de", "para"),
            (r"con el objetivo de", "para"),
            (r"a fin de", "para"),
            (r"debido a que", "porque"),
            (r"debido al hecho de que", "porque"),
            (r"una gran cantidad de", "muchos"),
            (r"en caso de que", "si"),
            (r"por medio de", "con"),
        )
    ),
    trailing=(
        re.compile(r",\s+(?:que|quien|lo que|lo cual|mientras que|aunque|donde)\s[^,;:]{8,}$"),
        re.compile(r";\s+[^;]{12,}$"),
        re.compile(r",\s+(?:pero|y|ya que|puesto que|porque|permitiendo|dando)\s[^;:]{8,}$"),
        re.compile(r",\s+(?:como|por ejemplo|tal como|tales como)\s[^;:]{6,}$"),
    ),
    examples=re.compile(r",\s+(?:por ejemplo|como|incluyendo)\s[^,;:]{3,80},(?=\s)"),
    verbs=re.compile(
        r"\b(?:es|son|era|eran|fue|fueron|será|está|están|ha|han|había|hay|puede|pueden|debe|deben"
        r"|tiene|tienen|hace|hacen|permite|permiten|define|contiene|suele|suelen|sirve|sirven|usa"
        r"|usan|se [a-z]+[ae]n?|[a-z]{3,}(?:aba|ían|ía|ará|erá))\b"
    ),
    acts=acting.SPANISH,
    cue=re.compile(
        r"\b(?:importante|esencial|se llama|se define|se denomina|significa|consiste|permite|debe"
        r"|deben|siempre|nunca|evite|obsoleto|ventaja|objetivo|recomendable|recomienda)\b",
        _I,
    ),
    aim=re.compile(
        r"(?:En este (?:artículo|trabajo|capítulo|documento|libro|curso)\b"
        r"|Este (?:artículo|trabajo|capítulo|documento|libro|curso)\s+(?:presenta|describe"
        r"|propone|introduce|trata|explica)"
        r"|El (?:objetivo|propósito|fin) (?:de|es)\b|En (?:conclusión|resumen)\b)",
    ),
    definitions=(
        re.compile(
            r"^(?:Una?|El|La|Los|Las)\s+(?P<term>[^,;:()]{2,50}?)\s+(?:es"
            r"|son)\s+(?P<definition>(?:una?|el|la|los|las)\s+\S.{12,})$"
        ),
        re.compile(r"^(?P<term>[A-ZÁÉÍÓÚ][^,;:()]{1,50}?)\s+(?:es|son)\s+(?P<definition>(?:una?|el|la)\s+\S.{12,})$"),
        re.compile(
            r"^(?P<term>[A-ZÁÉÍÓÚ][^.;:]{2,40}?)\s*(?::|\s[–—-])\s+(?P<definition>(?:[Uu]na?|[Ee]l"
            r"|[Ll]a)\s\S.{15,})$"
        ),
    ),
    bad_terms=words("""
        este esta estos estas esto eso ese esa él ella ellos se aquí lo su sus cada todo todos cualquier un
        una el la en con por para si cuando ejemplo nota objetivo problema pregunta primero segunda último
        siguiente no
    """),
    articles=re.compile(r"(?:Una?|El|La|Los|Las)\s+", _I),
    boring_headings=re.compile(
        r"^\W*(?:\d+[.\s]*)*(?:agradecimientos|referencias|bibliografía|índice|contenido|licencia"
        r"|prefacio|prólogo|historial|colofón)\b",
        _I,
    ),
    abbreviations=words("p ej etc cf fig sr sra dr dra pág págs núm vol art cap ud uds"),
    scales=(
        scale("siempre; normalmente; a menudo; a veces; nunca"),
        scale("puede; debe; debería; podría", usual="puede"),
        scale("pueden; deben; deberían; podrían", usual="pueden"),
        scale("al menos; como máximo; exactamente; aproximadamente"),
        *opposites("más menos / antes después / mayor menor / superior inferior / positivo negativo"),
    ),
    in_sequence=anywhere("""
        también; otro; otra; otros; otras; primero; primera; luego; después; finalmente; además; sin embargo; por tanto;
        por lo tanto; así; entonces; ya; ahora; siguiente; siguientes; anterior; anteriores; segundo; segunda; mismo;
        misma; mismos; mismas; ambos; ambas; tal; tales; asimismo; por último
        """),
    quiz=QuizTexts(
        cloze="¿Qué completa esta afirmación? {statement}",
        two="¿Cuáles completan estas afirmaciones, en este orden? {statement}",
        course="¿En qué orden dice esto el documento? {statements}",
        follows="El documento dice: «{statement}» ¿Cuál de estas afirmaciones hace después?",
        which_term="¿Qué término corresponde a esta descripción? {definition}",
        what_is="¿Qué significa «{term}»?",
        order="¿Cuál es el orden correcto en el tiempo?",
        about="¿Qué se dice de «{subject}»?",
    ),
)
