"""Verbs that show that a line is a sentence: those that no ending tells from nouns, where nothing but a verb stands."""

from __future__ import annotations

import re
from typing import Final

_ENGLISH: Final = """
    absorb accept achieve adapt agree apply arise arrive assume attract avoid become behave belong bind bring build
    carry choose collect combine compete compute conduct connect consume contribute converge convert correspond
    cover decide decrease define deliver denote depend derive destroy determine develop die differ disappear divide
    drive eat emit enable encode encourage ensure enter evolve exceed exhibit expect explain express extend extract
    feed fill flow form generate grow happen hide hold identify ignore imply improve increase indicate influence
    inherit interact introduce involve keep lack learn lie live lose maintain match meet move obey obtain open
    operate pass perform permit possess predict prefer prevent protect reach react read receive reduce refer
    reflect regulate release rely remove replace resemble respond reveal rise run satisfy say see seem select send
    separate serve share shrink sit solve speak specify spend split spread start stay stem stop store suffer
    suggest survive tend tell transform travel treat try turn vary wander wear write yield
    """
_FRENCH: Final = """
    active affiche agit ajoute améliore apparaît apporte assure atteint augmente autorise change choisit commence
    comprend conduit connaît consiste contient contrôle convertit correspond croît crée demande devient diminue dit
    donne dure décrit définit dépend désactive désigne détermine emploie entraîne exige existe explique exprime
    fait fixe fonctionne forme fournit garantit génère implique indique influence interdit introduit joue lance lit
    marque met modifie montre naît nécessite obtient occupe offre ouvre paraît parle passe permet permute place
    porte possède prend produit propose protège provient précède présente recopie remplace rend représente reste
    reçoit règle réduit répond réunit sait sert signifie simplifie sort suffit suit suppose sépare tend tient
    traite transforme trouve utilise va varie vaut veut vient vit voit écrit évalue évite évolue
    """
_SPANISH: Final = """
    afecta ajusta aparece asigna aumenta cambia carga coloca comienza consiste contiene contribuye controla
    corresponde crea cumple da decide define depende describe determina devuelve dice ejecuta elige empieza
    encuentra escribe evita existe facilita forma funciona genera hace impide imprime incluye indica introduce lee
    llama mantiene modifica muestra necesita obtiene ocurre ofrece pasa permanece permite produce proporciona
    protege puebla recibe recomienda reduce representa requiere resulta rompe sale significa sigue sirve supone
    tiene trabaja trata usa utiliza va vale varía viene vuelve
    """


def _any(words: str, ending: str = "") -> str:
    return "(?:" + "|".join(words.split()) + f"){ending}"


ENGLISH: Final = re.compile(
    rf"(?<=[a-rt-z]s )(?<!this )(?<!its )(?<!his )(?<!was )(?<!has )(?<!as )(?:[a-z]+ly |often |also |never |always )?"
    rf"{_any(_ENGLISH)}\b"
)
"""Behind a plural: “some parameters encode the same function”."""
FRENCH: Final = re.compile(
    rf"\b{_any(_FRENCH)}\b|\b(?:on|il|elle|ils|elles|qui|se|ne)\s(?:(?:ne|se|le|la|les|en|y)\s)*[a-zéèêà]{{3,}}"
    r"|\b[sn][’'][a-zéèêà]{3,}"
)
SPANISH: Final = re.compile(rf"\b{_any(_SPANISH, 'n?')}\b")
