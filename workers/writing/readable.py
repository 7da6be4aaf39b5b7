"""Which sentences can stand alone in a note, and which would puzzle whoever reads them there."""

from __future__ import annotations

import re
from typing import Final

from app.documents import BlockKind
from workers.extraction.words import words
from workers.writing.lexicon.base import Lexicon
from workers.writing.segment import Sentence

MIN_WORDS, MAX_WORDS = 5, 48
MIN_IDEOGRAPHS, MAX_IDEOGRAPHS = 10, 120
MAX_FRAGMENT_WORDS: Final = 16
MAX_BULLET_WORDS: Final = 26
MIN_LETTER_SHARE: Final = 0.78
"""Letters and spaces among all characters; formulas and tables have less."""
MAX_ONE_LETTER_SHARE: Final = 0.3
"""The same with articles and the like."""
MAX_SINGLE_SHARE: Final = 0.17
"""Words of one character among all words: variables, or letters that lost their neighbours."""

_BULLET: Final = re.compile(
    r"^(?:[•◦‣▪▫●○■□◆◇►▸▶▹∙·✓✔➢➤❖⋄⁃❒❑*\ue000-\uf8ff\x01-\x08\x0e-\x1f\x7f-\x9f]\s*|[–—-]\s*(?=\S)"
    r"|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s+(?!(?:[A-ZÄ][a-zäé]{2,8}\.? )?(?:19|20)\d\d\b)"
    r"|\(\d{1,2}\)\s*|\[\d{1,3}\]\s+)+"
)
_RUN_IN: Final = re.compile(r"^\d+(?:\.\d+)+\.?\s+[^.]{3,60}\.\s+(?=[A-Z])")
_FORMULA: Final = re.compile(
    r"[=∈∑∏∫≤≥≠≈≃≅∼→←↔⇒⇔∀∃∂∇√∞∥‖⊗⊕⊥∘⊂⊆∪∩{}\\|<>_^~�\ue000-\uf8ff§†‡]|\w\(\w+[,)]|[\u0370-\u03ff]|\bhttps?:"
    r"|www\.|−\s?[^\W\d_]|[^\W\d_]\s?−|\S/\S+/\S|::|\b\w+\.\w+\(|\w@\w|(?:^|\s)\.{1,2}/\w"
)
INDEXED: Final = 2
MAX_SIGNS: Final = 4
"""Signs and Greek letters in a sentence that is still one."""
_SIGN: Final = re.compile(r"[=≤≥<>≠∈+−]")
_PLAIN_MATH: Final = re.compile(
    r"\(?(?:[A-Za-z\u0370-\u03ff\u00b5]|[−-]?\d{1,4}(?:\.\d+)?|[A-Za-z\u0370-\u03ff\u00b5]\([A-Za-z\u0370-\u03ff\u00b5]\)"
    r"|[=≤≥<>≠∈+−])[,.;:)]*"
)
_IN_WORDS: Final = "some"
_GARBLED: Final = re.compile(
    r"\ufffd|\(cid:|[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]|[^\W\d_]{29,}|`\w|\w[˜ˆ´¨¯˙˘]|[˜ˆ´¨¯˙˘]\w|(?:\b\w\s){4,}"
    r"|\s[¨´ˆ˜¯˙˘]\s|^\d+\s?%\s+\d+\s?%|^\d+[:,]\d\S*\s\d|\w\*:"
)
_HYPHENATED: Final = re.compile(r"[a-zß-ÿ]{2,}[-\u2010]\s(?!und\b|and\b|or\b|oder\b|et\b|y\b|to\b|bzw\b)[a-zß-ÿ]{2,}")
_REFERENCE: Final = re.compile(
    r"^\s*\[\d+\]\s+[A-Z]|\b(?:Proceedings of|In Proc\.|arXiv:\d|doi:|pp\.? \d+|vol\.? \d+)"
    r"|,\s\d+\(\d+\):\s?\d+|^[A-Z][\w-]+,\s[A-Z]\.\s?(?:,|and|&|[A-Z]\.)|\(Eds?\.\)",
)
_ASKS: Final = re.compile(r"(?:What|How|Why|Who|Which|Where|Was|Wie|Warum|Wer|Comment|Pourquoi|Qu[ie]|Cómo|Qué)\b")
"""Begins a question or a title."""
_ASKS_ALL_THE_SAME: Final = re.compile(
    r"(?:Why|How|Where|Who) (?:can|can’t|do|does|did|is|are|should|would|could|will)\b"
)
"""“How do I write a plugin.”, with a stop for its mark."""
_LABELLED: Final = re.compile(r"[“\"‘«„]?[^\W\d_][^:.;?!]{2,40}: (?:\S+ ){2,}\S")
_VERB_FIRST: Final = frozenset({"fr", "es"})
_NOT: Final = re.compile(r"^(?:N[’']|Ne\s|No\s)(?=\w)")
_FRAME: Final = re.compile(r"(?:Si|S[’']il|Dans|Lorsque?|Quand)\b[^,]{3,80},\s")
"""“Si elle est donnée, affiche le nom”: behind the condition the subject is lacking all the same."""
_DOES: Final = re.compile(
    r"(?P<verb>[A-Z][a-z]+s) (?:(?:the|an?|its|all|any|each|every|whether|how)\s|output\s(?!is|are|was|were))"
)
"""“Suppresses the lines”: an article behind a plural makes it a verb."""
_NO_DEEDS: Final = words(
    "sometimes besides unless perhaps towards across always afterwards nevertheless nowadays thus regardless versus"
    " plus less as is was has does this its minus upwards downwards inwards outwards onwards whereas"
)
_OF_ITS: Final = re.compile(
    r"(?:Most|Many|Some|All|Both|Each|One|Two|Three|Several|Few|None|Any|Part)(?: of)? (?:its|their)\b"
)
_CASES_WHERE: Final = re.compile(
    r"There (?:is|are) (?:\w+ ){1,3}(?:where|when|in which|for which) (?:it|they|this|these|he|she)\b"
)
_ONLY: Final = words("sólo solo también únicamente")
_IMPERSONAL: Final = words(
    "existe existen ocurre ocurren aparece aparecen resulta resultan va vale da agit reste suffit vient"
)
"""Verbs that may open a sentence whose subject follows."""
_DOTS: Final = re.compile(r"\.{3}|…|(?:\.\s?){3}")
_BEFORE_MORE: Final = re.compile(
    r"(?:^|[\s(,])(?:z\.\s?B|d\.\s?h|u\.\s?a|bzw|vgl|e\.g|i\.e|cf|vs|viz|p\.\s?ex|p\.\s?ej|Figs?|Eqs?|Secs?|resp|approx|ca"
    r"|Dr|Prof|Mrs?|Abb|Tab|Nr)\.$"
)
"""An abbreviation behind which something follows: what it ends is no sentence."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_QUESTION: Final = re.compile(r"[?？!！][\"'”’)]*$")
_PAIRS: Final = (("(", ")"), ("[", "]"), ("“", "”"), ("（", "）"), ("«", "»"), ("„", "“"))


def strip_bullet(text: str) -> str:
    """A list item without its mark, a paragraph without its run-in heading's number."""
    bare = _BULLET.sub("", text, count=1)
    return _RUN_IN.sub("", bare, count=1).strip()


def word_count(text: str, lexicon: Lexicon) -> int:
    """Words; of a text without spaces, half its ideographs and its other words."""
    if lexicon.spaced:
        return len(text.split())
    han = len(_HAN.findall(text))
    return han // 2 + len(re.findall(r"[A-Za-z0-9][\w.-]*", text))


def is_clean(text: str, lexicon: Lexicon) -> bool:
    """Whether a text is made of whole words and nothing else."""
    if (
        not text.strip()
        or _GARBLED.search(text)
        or _HYPHENATED.search(text)
        or _REFERENCE.search(text)
        or lexicon.boilerplate.search(text)
    ):
        return False
    letters = sum(map(str.isalpha, text)) + sum(map(str.isspace, text))
    if letters < MIN_LETTER_SHARE * len(text) or has_formula(text):
        return False
    if any(text.count(left) != text.count(right) for left, right in _PAIRS if left != "„") or text.count('"') % 2:
        return False
    tokens = text.split()
    single = sum(len(token.strip(".,;:()’'\"")) == 1 and token.lower() not in ONE_LETTER_WORDS for token in tokens)
    return not lexicon.spaced or single <= MAX_SINGLE_SHARE * len(tokens)


def has_formula(text: str) -> bool:
    """Whether anything in a text is written as in a formula."""
    return _FORMULA.search(text) is not None


def without_letters(text: str, lexicon: Lexicon) -> str:
    """A text with words in the place of a few short formulas that are read in one line, as “µ”, “κ(x)” or “x = 1”.

    A letter that lost its height, as in “βx”, stands beside another one; what has such letters stays as it is.
    """
    if not lexicon.spaced or not has_formula(text):
        return text
    tokens = text.split()
    signs = [number for number, token in enumerate(tokens) if _FORMULA.search(token)]
    near = {number + step for number in signs for step in ((-1, 0, 1) if _SIGN.fullmatch(tokens[number]) else (0,))}
    if (
        len(signs) > MAX_SIGNS
        or any(_is_index(token, lexicon) for token in tokens)
        or not all(0 <= number < len(tokens) and _PLAIN_MATH.fullmatch(tokens[number]) for number in near)
    ):
        return text
    kept = (_IN_WORDS if number in near else token for number, token in enumerate(tokens))
    return " ".join(kept) + ("." if text.endswith(".") else "")


def _is_index(token: str, lexicon: Lexicon) -> bool:
    """Whether two letters are no word of the language: beside formulas, a letter with an index that lost its height."""
    word = token.strip(".,;:()“”").lower()
    return len(word) == INDEXED and word.isalpha() and not lexicon.has_small(word)


ONE_LETTER_WORDS: Final = words("a i y o e à u ó") | frozenset("–—-&")


def is_statement(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence is clean, whole, of a readable length and says something."""
    text = strip_bullet(sentence.text)
    if not _has_good_length(text, lexicon) or not is_clean(without_letters(text, lexicon), lexicon):
        return False
    if (
        _QUESTION.search(text)
        or _ASKS_ALL_THE_SAME.match(text)
        or _DOTS.search(text)
        or text.rstrip().endswith((":", "：", ",", ";", "-", "–"))
    ):
        return False
    if not sentence.complete or not sentence.is_cited or _BEFORE_MORE.search(text):
        return False
    if lexicon.spaced and not (text[0].isupper() or text[0] in "“\"'«¿¡„" or text[0].isdigit()):
        return False
    return has_verb(text, lexicon) or lexicon.code not in _WITH_VERBS


def has_verb(text: str, lexicon: Lexicon) -> bool:
    """Whether anything in a text is likely to be a verb."""
    return bool(lexicon.verbs.search(text) or lexicon.acts.search(text))


_WITH_VERBS: Final = frozenset({"en", "de", "fr", "es", "zh"})


def has_words(text: str, lexicon: Lexicon) -> bool:
    """Whether most of a text's words are words: “A is a B” says nothing outside of its page."""
    found = text.split()
    single = sum(len(word.strip(".,;:")) == 1 for word in found)
    return not lexicon.spaced or single <= MAX_ONE_LETTER_SHARE * len(found)


def is_fragment(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether an incomplete sentence can serve where nothing better is: a whole line of a list or a slide."""
    text = strip_bullet(sentence.text)
    if sentence.bullet:
        text = text.rstrip(" :：")
    if sentence.complete or sentence.is_cut or not (sentence.of == 1 or sentence.bullet) or not is_clean(text, lexicon):
        return False
    if word_count(text, lexicon) > _most_words(sentence) or text.count(",") > 2:
        return False  # lines that ran together
    if _ASKS.match(text):
        return False
    if text.endswith((":", "：", ",", ";", "-", "–", "…", "?", "？")) or not _begins(text, sentence, lexicon):
        return False
    last = text.split()[-1].strip(".,;:()").lower()
    if last in lexicon.function_words or last in lexicon.critical or lexicon.verbs.fullmatch(last):
        return False
    if not _has_good_length(text, lexicon) or points_elsewhere(text, lexicon):
        return False
    return sentence.kind is BlockKind.LIST_ITEM or has_verb(text, lexicon) or _is_labelled(text, sentence)


def _most_words(sentence: Sentence) -> int:
    return MAX_BULLET_WORDS if sentence.bullet else MAX_FRAGMENT_WORDS


def _begins(text: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Whether a fragment begins where a line begins: with a capital, on slides also with a variable."""
    if not lexicon.spaced or text[0].isupper():
        return True
    if sentence.bullet and text[0] in '“"‘«„':
        return True
    return sentence.bullet and len(text.split(" ", 1)[0]) == 1 and text[0] not in ONE_LETTER_WORDS


def _is_labelled(text: str, sentence: Sentence) -> bool:
    """“Yeast: ethanol and water” says something on a slide though nothing in it is a verb."""
    return sentence.bullet and _LABELLED.match(text) is not None


def points_elsewhere(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence begins with a word whose meaning lies outside of it, or has a pronoun before any noun."""
    if lexicon.aim.match(text):
        return False  # “this paper” stands for itself
    opening = lexicon.opening.match(text)
    if opening and lexicon.unresolved.match(text[opening.end() :][:1].upper() + text[opening.end() + 1 :]):
        return True
    return bool(lexicon.unresolved.match(text)) or _lacks_subject(text, lexicon) or _has_early_pronoun(text, lexicon)


def _lacks_subject(text: str, lexicon: Lexicon) -> bool:
    """Whether a sentence begins with its verb: what does it was said before, or stands beside it."""
    if lexicon.code == "en":
        match = _DOES.match(text)
        return match is not None and match["verb"].lower() not in _NO_DEEDS | lexicon.function_words
    if lexicon.code not in _VERB_FIRST:
        return False
    frame = _FRAME.match(text) if lexicon.code == "fr" else None
    first, _, rest = _NOT.sub("", text[frame.end() :] if frame else text[:60]).lower().partition(" ")
    if first in _ONLY:
        return rest.startswith("se ")
    return first not in _IMPERSONAL and lexicon.acts.fullmatch(first) is not None


def _has_early_pronoun(text: str, lexicon: Lexicon) -> bool:
    if lexicon.code == "en" and (_OF_ITS.match(text) or _CASES_WHERE.match(text)):
        return True
    for word in _WORD.findall(text.lower()):
        if word in lexicon.pronouns:
            return True
        if len(word) > 2 and word not in lexicon.function_words:
            return False
    return False


def _has_good_length(text: str, lexicon: Lexicon) -> bool:
    if not text:
        return False
    if lexicon.spaced:
        return MIN_WORDS <= len(text.split()) <= MAX_WORDS
    return MIN_IDEOGRAPHS <= len(_HAN.findall(text)) <= MAX_IDEOGRAPHS
