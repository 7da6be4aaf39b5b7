"""What each language says when a sentence does not stand on its own: talk, tasks, plans, and looks at what is near."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from workers.extraction.words import words
from workers.writing.lexicon.base import NEVER

_I: Final = re.IGNORECASE


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Expressions and words of one language; a language without them loses only these judgements."""

    chatty: re.Pattern[str] = NEVER
    """Anywhere: talk with the reader instead of a statement."""
    task: re.Pattern[str] = NEVER
    """At the start: asks the reader to solve something."""
    task_inside: re.Pattern[str] = NEVER
    """Anywhere: the same."""
    plan: re.Pattern[str] = NEVER
    """At the start: tells what the text does next."""
    looks_back: re.Pattern[str] = NEVER
    """Anywhere: what is meant stands in another sentence, figure or list."""
    demonstrative: re.Pattern[str] = NEVER
    """Points at something named before: in this sentence, if enough of it stands before; else in another."""
    clause: re.Pattern[str] = NEVER
    """Divides a sentence into clauses."""
    follows: re.Pattern[str] = NEVER
    """At the start: what follows is a consequence of the sentence before, or the same in other words."""
    link: re.Pattern[str] = NEVER
    """Says that a statement goes on from another; the statement may hold without it."""
    vague: re.Pattern[str] = NEVER
    """At the start: names nothing; the group `noun` is what would have to be known."""
    openers: frozenset[str] = frozenset()
    """Open a clause whose verb is not the sentence's."""
    follows_verb: frozenset[str] = frozenset()
    """Words behind a verb: a word before them is no noun."""
    verdicts: frozenset[str] = frozenset()
    """Adjectives that judge: “an important tool” defines nothing."""
    exercises: re.Pattern[str] = NEVER
    """Headings of parts that ask instead of telling."""
    presenting: re.Pattern[str] = NEVER
    """A whole sentence that presents a thing and tells what it does; `thing` and `rest` make a shorter one."""
    trivial: re.Pattern[str] = NEVER
    """Anywhere: the whole statement is that something is easy, or exists."""
    open_end: re.Pattern[str] = NEVER
    """Anywhere: says what is left open."""


_ENGLISH: Final = Standing(
    chatty=re.compile(
        r"^(?:Hey|Yeah|Yes|No|Oh|OK|Okay|Well|Sorry|Wow|Aha?|Hmm+|Sure|Right|Congratulations|Good luck|Welcome"
        r"|Phew)\b"
        r"|!(?!=)|\b(?:yeah|good luck|no idea|by the way|believe me|trust me|guess what|[Ii]f you[’']re (?:un)?lucky"
        r"|don[’']t (?:worry|panic|bother)|surprised|surprising(?:ly)?|astonishing(?:ly)?|frankly|honestly|funny"
        r"|silly|stupid|crazy|ugly|awesome|bored?|boring|jokes?|joking|after all|of course"
        r"|needless to say|had (?:some )?fun|nuff|dear reader|pun intended)\b"
        r"|\bI(?:[’'](?:m|d|ve|ll))?\b(?! and\b)(?=\s+[a-z])|\bmy\b"
        r"|\b(?:we|you)[’']?(?:d| would)? (?:hope|like to|love to|wish)\b"
    ),
    task=re.compile(
        r"(?:(?:Describe|Prove|Show|Find|Compute|Calculate|Determine|Explain|Derive|Verify|Sketch|Argue|Design"
        r"|Draw|List|State|Discuss|Evaluate|Solve|Simplify|Estimate|Repeat|Decide|Complete|Answer|Try|Think"
        r"|Convince|Express|Plot|Remember|Look|Compare|Generalize|Generalise|Identify|Reverse|Improve|Modify"
        r"|Turn|Suppose|Assume|Imagine|Consider|Let|Recall|Notice|Observe|See|Guess|Ask|Pick|Choose|Go|Come"
        r"|Justify|Construct|Formulate|Extend|Adapt|Analy[sz]e|Characteri[sz]e|Investigate|Pass on|Skip|Read|Study)"
        r"\b(?!\s+(?:is|are|was|were|of|has|have|can|may|will|in|on)\b)(?!-)"
        r"|(?:Write|Use|Draw|Take|Make)\b.*\band then\b|(?:Give|Provide|Write|Name|State)\s+(?:an?|the|two"
        r"|three|some|any|your|down|in)\b"
        r"|Given\b[^,]+,\s+(?:decide|find|compute|determine|how|describe|what|which|your|prove|show|write|we want)\b)"
    ),
    task_inside=re.compile(
        r"^(?:For the sake of \w+|Without loss of generality|By way of contradiction"
        r"|(?:For|Towards?) (?:a |the )?contradiction),? (?:suppose|assume|let)\b"
        r"|\byour (?:algorithms?|proofs?|solutions?|answers?|inputs?|task|job|goal|instructor|teacher)\b"
        r"|\bas an exercise\b"
        r"|\byou (?:might|may|could) (?:like|want|care|wish) to\b|\bthis problem asks\b|\bhow many\b.*\?$",
        _I,
    ),
    plan=re.compile(
        r"(?:(?:In this|In the (?:next|following|remaining|remainder|rest)|In what follows|Below|Next|Here|Now"
        r"|First|Then"
        r"|Later|Finally|(?:To|In order to) (?:begin|start|continue|illustrate|see|get started|summari[sz]e"
        r"|fix (?:ideas|notation))"
        r"|Before (?:we|getting|going|moving)|For (?:simplicity|illustration|now|convenience|concreteness|clarity)"
        r"|As (?:an? (?:starting|first|second|final|last|further|more|exercise|aside|example|illustration|concrete)"
        r"|the (?:above|following|figure)|we (?:see|saw|have)|mentioned|noted|described|discussed|shown|before|usual)"
        r"|At this point|The (?:remainder|rest|outline) of|Jumping|Returning|Turning|Starting|Continuing"
        r"|With (?:this|that|these)|Having)\b"
        r"|(?:We|I)(?:[’']ll|[’']ve|\s+(?:will|now|next|first|then|shall|start|begin|turn|return|want|wish|need|have"
        r"|do|don[’']t|could|might|should|shouldn[’']t|hope|must|are|see|saw|discuss|refer|skip|omit|leave|defer"
        r"|postpone|continue|proceed|just|also|already|can now|can then|call|frame[ds]?|employ|focus|consider|assume"
        r"|suppose|let|take|look|recall|note)\b)"
        r"|(?:Our|My) (?:next|first|second|last|final|task|job|question|plan|implementation)\b)"
    ),
    looks_back=re.compile(
        r"^In (?:both|either|all|such|these|each|this|that) cases?\b"
        r"|^If (?:so|not)\b"
        r"|^(?:If|When|Since|Because|As|Although|Though|Once|Where|Whenever|Unless|While) (?:its|their|his|her)\b"
        r"|\b(?:shown|given|described|discussed|listed|mentioned|outlined|defined|explained|illustrated|presented|seen"
        r"|depicted|stated|derived|introduced|noted|used|treated)\s+(?:\w+ly\s+|just\s+)?(?:above|below|here|earlier"
        r"|later|before|previously|next|(?:in|by)\s+(?:the\s+)?(?:following|next|previous|preceding|last))\b"
        r"|\b(?:goes|is|are|works?|reads?|looks?)\s+as follows\b|\bthe (?:following|above|aforementioned)\b"
        r"|\b(?:example|figure|table|list|code|picture|diagram|equation)s? (?:above|below)\b|\bthis link\b"
        r"|\b(?:see|cf\.?|refer to) (?:Section|Chapter|Figure|Table|Appendix|Example|Theorem|below|above|also)\b"
        r"|\b(?:above|below|as follows|the following|respectively above)[.:]?$"
        r"|\b(?:one|no|any|every|each|all|some|of|in|for|with) such\b(?! as| that)|\bsuch (?!as\b|that\b|an?\b)"
        r"|\bthe (?:latter|former)\b|\bthe other (?:one|two|hand|way|case)\b"
        r"|\bthe (?:first|second|third|last|next|previous) one\b"
        r"|\b(?:do|does|did|doing|done) so\b|\bthe two (?:\w+ )?(?:examples|cases|algorithms|methods|approaches)\b"
        r"|\bthe (?:same|resulting|corresponding|remaining|previous|preceding) (?:\w+ )?\w+ (?:is|are|was|were"
        r"|has|can)\b"
        r"|^(?:A|An|The|One|Some|Two|Three) (?:similar|related|analogous|second|third|fourth|other|further|next"
        r"|latter|former"
        r"|same|resulting|corresponding|remaining|above|aforementioned|previous|following|final|last)\b"
        r"|^There (?:is|are|was|were) (?:two|three|four|several|many|some|various|other|a (?:number|few|couple"
        r"|variety)|another|more|no)\b"
        r"(?!.*\b(?:that|which|when|where|whose|for|because|such as|with|to)\b)"
        r"|^(?:An?|One) (?:\w+ )?(?:applications?|examples?|instances?|variants?|consequences?|cases?|approach"
        r"|solutions?"
        r"|alternatives?|options?|problems?|drawbacks?|advantages?|disadvantages?|exceptions?|questions?|ways?"
        r"|reasons?|difference)"
        r" (?:is|are|was)\b"
        r"|^(?:Our|My|The present) (?:work|paper|article|contribution|characterization\w*)\b|\bsee (?:the "
        r"|also |an )?(?:original|online)\b"
        r"|^(?:One|Two|Three|All) (?:is|are|was|others?|of which)\b|^Note how\b"
        r"|^(?:Further|More|Other|Similar|Additional|Analogous|Related|Alternative)\b"
        r"|^(?:One|Two|Three|Some|Several) more\b|\bin the example\b"
        r"|^(?:Some|Many|Most|Few|Several|None) (?:have|are|were|do|can|may|will)\b"
        r"|\b(?:do|does|did|says?|means?) that\.$"
        r"|\b(?:instead|any ?more|as well)\.$|\ba (?:similar|related|different) (?:convention|way|manner|idea|approach"
        r"|fashion|pattern)\.$|\bthe same (?:convention|way|manner|idea|approach|fashion|pattern)\.$"
        r"|\b(?:found|described|discussed|given|taken|available|explained|detailed|as|see) (?:in|from)"
        r" [A-ZÀ-Þ][\w’'-]+(?: and [A-ZÀ-Þ][\w’'-]+| et al\.?)? \((?:19|20)\d\d"
        r"|^(?:The|An?) \w+ is (?:below|above|here|this|that|these|very \w+|simple|easy|clear|obvious|trivial)\b"
        r"|^(?:The|Our) (?:proof|code|result|answer|solution|idea|reason|trick|key|problem|question|claim|argument"
        r"|picture|situation|story|rest|details?|full code|program|output|upshot|point|scheme|expression|values?"
        r"|effects?|defaults?|order) (?:is"
        r"|are|was|turns?|of)\b"
    ),
    demonstrative=re.compile(
        r"\b(?:this|these|those|said)\b(?! (?:paper|book|article|document|report|study|work))"
        r"|\bit\b(?!(?:[’']s| is| was| (?:may|can|might|could|will|would) be)\s+(?:\w+\s+){0,2}\w+\s+(?:to|that"
        r"|for|when|if)\b)"
        r"|\b(?:they|them|their|he|she|his|her)\b",
        _I,
    ),
    clause=re.compile(
        r"[,;:—–]\s|\s(?:and|but|because|if|that|which|when|where|while|so|or|since|as|than|whose|who)\s", _I
    ),
    follows=re.compile(
        r"(?:That is|That is to say|In other words|(?:This|That|Which|It) (?:means|implies|shows|suggests|indicates)"
        r"(?: that)?|(?:We|You|One) (?:can )?sees? that)\b,?\s",
    ),
    link=re.compile(
        r"\b(?:also|as well\b(?! as)|too(?=[.,])|similarly|likewise|instead(?! of)|otherwise|again|another|further"
        r"|therefore|thus|hence|however|nevertheless|moreover|consequently|still|the other|the same)\b",
        _I,
    ),
    vague=re.compile(
        r"(?:The)\s+(?P<noun>(?:[a-z-]+\s+){0,2}[a-z-]+)\s+(?:is|are|was|were|has|have|had|can|could|may|might|must"
        r"|should|will|would|does|do|did|turns?|goes|go|consists?|contains?|gives?|takes?|means?|requires?|shows?"
        r"|makes?|uses?|allows?|provides?|works?|becomes?|remains?|exhibits?|appears?|seems?)\b"
    ),
    openers=words("that which who whom whose where"),
    follows_verb=words(
        "down up out off away through back together apart perfectly itself themselves him them us you it whether"
    ),
    verdicts=words(
        """insufficient invaluable attempt important good bad popular natural common useful simple easy difficult hard
        special advanced powerful interesting great nice key typical excellent main major basic extremely very most
        best better fundamental convenient flexible crucial essential standard well-known effective efficient
        notable prime perfect poor weak strong rare famous beautiful elegant further additional another prominent
        possible part example case matter way number lot kind result question problem reason thing fact consequence
        result step real true false big huge small large significant mistake shame pity pleasure lie choice
        candidate necessary fun art poetry craft appropriate suitable one answer same little bit ability alternative""",
    ),
    presenting=re.compile(
        r"There (?:is|are|exists?) (?P<thing>(?:also )?(?:an?|two|three|four|several|many"
        r"|some) (?:(?!(?:where|when|if|how)\b)[^,;:]){3,60}?) (?:that|which|who)"
        r" (?P<rest>(?:can|could|may|might|must|should|will|would|is|are|was|were|has|have|do|does|[a-z]+s)\b.*)$"
    ),
    exercises=re.compile(
        r"^\W*(?:\d+(?:\.\d+)*[.\s]*|[A-Z]\.\s+)?(?:(?:additional |further |more |review |self-?check "
        r"|practice |end.of.chapter )?"
        r"(?:exercises?|problems?|homework|quiz(?:zes)?|assignments?|practice|review questions?|questions?|tasks?)"
        r"(?:\s+\d+)?)\W*$",
        _I,
    ),
    trivial=re.compile(
        r"\b(?:is|are|seems?) (?:(?:in principle|practically|relatively|fairly|also|not|[a-z]+ly|quite|very) )*"
        r"(?:straight ?forward|simple|easy|trivial|obvious|uninteresting|interesting|similar|the same|important"
        r"|useful)\.$"
        r"|\b(?:is|are|was|were) (?:\w+ly )?(?:shown|given|listed|summari[sz]ed|compiled|displayed|depicted|illustrated"
        r"|presented|plotted|collected|reported|described) in (?:the )?(?:Fig|Tab|Sect?|Chap|Appendi|Listing)\w*"
        r"\b[^,;:]{0,12}\.$"
        r"|\bha(?:s|ve) a (?:special|own|different) name\.$|\bthat we (?:can|will|shall|may) (?:now )?\w+\.$"
        r"|^(?:Two|Three|Several|Many|Various|Some) [^,;:]{3,60} (?:exist|are available)\b[^,;:]{0,20}\.$"
        r"|^There (?:are|is) (?:\w+ ){1,3}(?:cases?|ways?|reasons?|kinds?|types?|signs?|differences?"
        r"|problems?|exceptions?|solutions?)\b[^,;:]{0,24}\.$",
        _I,
    ),
    open_end=re.compile(
        r"\b(?:open (?:question|problem)s?|it is (?:not known|unknown|unclear|open)|remains? (?:open|unknown|unclear)"
        r"|beyond the scope|future (?:work|research)|not (?:covered|discussed|explained|treated) (?:here|in this))\b"
        r"|\blimitations?\b",
        _I,
    ),
)

_GERMAN: Final = Standing(
    chatty=re.compile(
        r"!|\b(?:viel Erfolg|keine Angst|übrigens|zum Glück|leider|ich|mein\w*|wir hoffen|hier nicht der Platz"
        r"|nicht alles enthalten)\b",
        _I,
    ),
    task=re.compile(
        r"(?:Beschreiben?|Beweisen?|Zeigen?|Finden?|Berechnen?|Bestimmen?|Erklären?|Geben?|Überlegen?|Skizzieren?"
        r"|Vergleichen?|Nennen?|Leiten?|Begründen?|Betrachten?|Lösen?)\s+(?:Sie|wir|,|dass|den|die|das|eine?)\b"
        r"|Sei(?:en)?\b"
    ),
    plan=re.compile(
        r"(?:(?:Nun|Zunächst|Zuerst|Im Folgenden|Hier|Jetzt|Anschließend|Schließlich|Zum Schluss|Weiter unten|Oben"
        r"|Wie (?:bereits|schon|oben))\b|Wir (?:werden|wollen|betrachten|haben|beginnen|kommen|müssen)\b)"
    ),
    looks_back=re.compile(
        r"\b(?:oben|unten|weiter (?:oben|unten)|im (?:Folgenden|vorigen|nächsten)|folgende[nrms]?|obige[nrms]?"
        r"|wie folgt|siehe|vgl)\b"
        r"|\b(?:finden|lesen|sehen) Sie (?:bitte )?(?:\w+ ){0,6}?(?:unter|bitte|in|im|auf|den|die|das)\b"
        r"|\bgibt es (?:zwei|drei|vier|einige|mehrere) (?:Dinge|Möglichkeiten|Fälle|Punkte|Arten|Wege|Gründe)\b"
        r"|\bAbschnitt [“„\"]|\bSeite \d"
        r"|^(?:Eine? (?:weitere|andere|ähnliche|zweite|dritte)\w*|Weitere|Andere|Ähnliche)\b",
        _I,
    ),
    demonstrative=re.compile(
        r"\b(?:dies|diese[nrms]?|jene[nrms]?|solche[nrms]?|dazu|dabei|damit|dafür|davon|darauf)\b", _I
    ),
    clause=re.compile(r"[,;:—–]\s|\s(?:und|aber|oder|denn)\s", _I),
    link=re.compile(
        r"\b(?:auch|ebenfalls|ebenso|jedoch|dagegen|daher|deshalb|außerdem|wiederum|hingegen|allerdings)\b", _I
    ),
    exercises=re.compile(r"^\W*(?:\d+(?:\.\d+)*[.\s]*)?(?:Übung(?:en|saufgaben)?|Aufgaben?|Übungsblatt.*)\W*$", _I),
    verdicts=words(
        "wichtige wichtiger wichtiges gute guter gutes beliebte einfache schöne Handwerk Frage Problem Möglichkeit"
    ),
    open_end=re.compile(r"\b(?:offene Frage|bleibt offen|ist nicht bekannt|würde den Rahmen)\b", _I),
)

_FRENCH: Final = Standing(
    chatty=re.compile(
        r"!|\b(?:bon courage|voyons|heureusement|malheureusement|je|mon|ma|mes|la place manque)\b|\bj[’']", _I
    ),
    task=re.compile(
        r"(?:Montrer|Montrez|Démontrer|Démontrez|Calculer|Calculez|Déterminer|Déterminez|Trouver|Trouvez|Donner"
        r"|Donnez"
        r"|Décrire|Décrivez|Expliquer|Expliquez|Soit|Soient|Considérons|Supposons|Vérifier|Vérifiez|Prouver"
        r"|Prouvez)\b"
    ),
    plan=re.compile(
        r"(?:(?:Maintenant|D[’']abord|Ensuite|Enfin|Dans (?:la suite|ce qui suit|cette section|ce chapitre)|Ici|Voici"
        r"|Comme (?:nous|on) (?:l[’'])?\w+)\b|(?:Nous|On) (?:allons|va|verrons|avons|devons|commençons)\b)"
    ),
    looks_back=re.compile(
        r"\b(?:ci-dessus|ci-dessous|ci-après|précédent\w*|suivant\w*|comme suit|voir|consultez|reportez-vous"
        r"|veuillez (?:lire|consulter)"
        r"|qui (?:suit|suivent|précèdent?))\b"
        r"|^(?:Si|Quand|Comme|Puisque) (?:elle|elles|ils)\b|^S[’']ils?\s(?!y a|s[’']agit|faut)"
        r"|^La valeur (?:par défaut )?(?:est|sera)\b|\b[Ss]ection [“\"«]|\bpage \d"
        r"|^(?!Assez|Chez|Notez|Remarquez)[A-ZÀ-Ý]\w{2,}ez\b"
        r"|^(?:L[ae]s?|L[’']) ?(?:premi[eè]re?s?|seconde?s?|derni[eè]re?s?|deuxième|troisième)"
        r"(?:,|\s(?:est|sont|a|ont)\b)"
        r"|^(?:Un|Une|L[’']|D[’']) ?(?:autres?|second\w*|deuxième|troisième|même)\b",
        _I,
    ),
    demonstrative=re.compile(r"\b(?:cet?|cette|ces|cela|celui|celle|ceux|celles|tels?|telles?)\b", _I),
    clause=re.compile(r"[,;:—–]\s|\s(?:et|mais|ou|car|qui|que|si)\s", _I),
    link=re.compile(r"\b(?:aussi|également|de même|cependant|toutefois|donc|ainsi|en revanche|par ailleurs)\b", _I),
    exercises=re.compile(r"^\W*(?:\d+(?:\.\d+)*[.\s]*)?(?:Exercices?|Problèmes?|Travaux dirigés|Questions?)\W*$", _I),
    verdicts=words("important importante bon bonne simple utile question problème manière façon"),
    open_end=re.compile(r"\b(?:question ouverte|reste ouverte?|n[’']est pas connue?|dépasse le cadre)\b", _I),
)

_SPANISH: Final = Standing(
    chatty=re.compile(
        r"[!¡]|\b(?:buena suerte|afortunadamente|desafortunadamente|lamentablemente|por favor|yo|mis?"
        r"|no hay espacio)\b",
        _I,
    ),
    task=re.compile(
        r"(?:Demostrar|Demuestre|Calcular|Calcule|Determinar|Determine|Encontrar|Encuentre|Describir|Describa"
        r"|Explicar"
        r"|Explique|Sea|Sean|Considere|Suponga|Supongamos|Verifique|Pruebe|Muestre)\b"
    ),
    plan=re.compile(
        r"(?:(?:Ahora|Primero|Luego|Después|Finalmente|A continuación|Aquí|En esta sección|En este capítulo"
        r"|Como (?:ya )?(?:hemos|se ha))\b|(?:Vamos|Veremos|Hemos|Debemos)\b)"
    ),
    looks_back=re.compile(
        r"\bSección [“\"«]|\bpágina \d"
        r"|\b(?:arriba|abajo|anterior(?:es|mente)?|siguientes?|como sigue|véase|vea|consulte|léase"
        r"|mencionad[oa]s?)\b|^(?:Consulta|Lee)\b"
        r"|^(?:Otr[oa]s?|(?:El|La|Un|Una) (?:mism[oa]|segund[oa]|tercer[oa]?|otr[oa]))\b",
        _I,
    ),
    demonstrative=re.compile(r"\b(?:est[eao]s?|es[eao]s?|aquell?[oa]s?|dich[oa]s?|tal(?:es)?)\b", _I),
    clause=re.compile(r"[,;:—–]\s|\s(?:y|pero|o|porque|que|si)\s", _I),
    link=re.compile(r"\b(?:también|asimismo|igualmente|además|sin embargo|por lo tanto|así)\b", _I),
    exercises=re.compile(r"^\W*(?:\d+(?:\.\d+)*[.\s]*)?(?:Ejercicios?|Problemas?|Preguntas?|Tareas?)\W*$", _I),
    verdicts=words("importante bueno buena simple útil cuestión problema manera forma"),
    open_end=re.compile(
        r"\b(?:pregunta abierta|queda abiert[oa]|no se conoce|fuera del alcance|es imposible profundizar)\b", _I
    ),
)

_CHINESE: Final = Standing(
    chatty=re.compile(r"[！!]|祝|幸运|别担心|我认为|笔者|贡献|感谢"),
    task=re.compile(r"(?:证明|求|试|请|设|令|假设|计算|解释|描述|考虑)"),
    plan=re.compile(r"(?:现在|首先|接下来|下面|以下|最后|然后|本节|本章|我们将|如上|如前)"),
    looks_back=re.compile(r"如下|上述|以下|下面|上面|见(?:表|图|第|附)|前(?:文|述)|后文"),
    demonstrative=re.compile(r"这[个些种样]?|该|此|那[个些种]?|其"),
    clause=re.compile(r"[，；：。]"),
    link=re.compile(r"(?:也|还|另外|此外|同样|因此|但是|然而)"),
    exercises=re.compile(r"^\W*(?:第?[\d一二三四五六七八九十.]+[章节]?\s*)?(?:习题|练习|作业|思考题)\W*$"),
    open_end=re.compile(r"尚不(?:清楚|明确)|未来工作|超出(?:本文|本书)"),
)

STANDING: Final[Mapping[str, Standing]] = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "zh": _CHINESE,
}
NOTHING: Final = Standing()


def standing_for(language: str) -> Standing:
    """What is known of a language; nothing for one without rules."""
    return STANDING.get(language, NOTHING)
