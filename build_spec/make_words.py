"""Makes `resources/lexicon/en_words.txt.gz` from WordNet: `python build_spec/make_words.py FOLDER`.

FOLDER holds WordNet 3.0's own files (data.noun, index.noun, noun.exc, cntlist.rev, …), as Debian's `wordnet-base`
installs them in /usr/share/wordnet. Nothing is chosen by hand: which words may stand for which follows from WordNet's
relations and from how often its tagged texts use a word in which sense.

Each line is a word and five lists, divided by tabs, without the empty ones at the end; the lines are sorted.

strong    words that may stand for it: of its synset, similar adjectives, and what is more general by one step
near      words that often mean the same, but not as surely
opposite  antonyms, and what is similar to them
kin       words derived from it or from what it is derived from
bases     what an irregular form is a form of
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "resources" / "lexicon" / "en_words.txt.gz"
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
PART_OF_DIGIT = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}

UNTAGGED = 0.6
"""What a sense that the tagged texts never use counts, divided by its rank."""
STRONG_SHARE = 0.06
NEAR_SHARE = 0.02
"""Both words must be used in the related senses so often, of all their uses, to stand for each other, or nearly."""
KIND_SHARE = 0.1
"""The same for what is related less closely."""
FEW_SENSES = 2
"""An adjective that the tagged texts never use is taken where it has so few senses that it cannot mislead."""
SMALL_CLASS = 15
"""What a class of so few kinds is called and what its kinds are called is often one thing: kind and type."""
GLOSS_SHARE = 0.2
"""A word's definition names near words, where the sense is a usual one."""
SHORT_GLOSS = 9
LISTING_NOUNS = {"05", "06", "08", "13", "15", "18", "20", "23", "27", "28"}
"""Lexicographer files whose definitions name what stands beside: animals, things, persons, plants, measures, times."""
SMALL_CLUSTER = 20
LARGE_CLUSTER = 45
"""So many adjectives similar to one are a list, as of colours."""

_WORD = re.compile(r"[a-z]{2,}\Z")
_ONE_OR_TWO = re.compile(r" ?[a-z]+(?: or [a-z]+)?\Z")
_EMPTY_WORDS = (
    "a an the of or in to and for with by from as on at is are be that which having being very more most its "
    "it one something someone used some any other who especially usually make cause become"
)
_EMPTY = frozenset(_EMPTY_WORDS.split())
_NEGATION = re.compile(r"\b(?:not|no|without|lack|lacking|opposite|opposed|contrast|than|un\w+)\b")


@dataclass
class Synset:
    part: str
    file: str
    words: list[str]
    pointers: list[tuple[str, tuple[str, str], int, int]]
    chunks: list[str]
    """The gloss without its examples, in pieces."""
    gloss: set[str]
    kinds: int
    head: bool
    """Whether it is an adjective that others are similar to."""


class WordNet:
    """WordNet's files, read once."""

    def __init__(self, folder: Path) -> None:
        self.synsets: dict[tuple[str, str], Synset] = {}
        self.senses: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self.counts: dict[tuple[str, str, int], int] = {}
        self.exceptions: dict[str, set[str]] = defaultdict(set)
        for name, part in PARTS.items():
            for line in _lines(folder / f"data.{name}"):
                self._add_synset(line, part)
            for line in _lines(folder / f"index.{name}"):
                fields = line.split()
                self.senses[part, fields[0]] = [(part, each) for each in fields[-int(fields[2]) :]]
            # “better” is no form of “good” for a checker.
            for line in _lines(folder / f"{name}.exc") if part in "nv" else ():
                form, *bases = line.split()
                self.exceptions[form] |= {base for base in bases if _WORD.match(base) and base != form}
        for line in _lines(folder / "cntlist.rev"):
            key, number, count = line.split()
            lemma, rest = key.split("%")
            self.counts[PART_OF_DIGIT[rest[0]], lemma, int(number)] = int(count)
        self._shares: dict[tuple[str, str], dict[tuple[str, str], float]] = {}

    def _add_synset(self, line: str, part: str) -> None:
        data, gloss = line.split(" | ", 1)
        fields = data.split()
        count = _from_hex(fields[3])
        words = [re.sub(r"\(.*\)", "", word) for word in fields[4 : 4 + 2 * count : 2]]
        start = 4 + 2 * count
        pointers = []
        for number in range(int(fields[start])):
            symbol, offset, kind, ends = fields[start + 1 + 4 * number : start + 5 + 4 * number]
            pointers.append((symbol, ("a" if kind == "s" else kind, offset), _from_hex(ends[:2]), _from_hex(ends[2:])))
        text = re.sub(r"\([^)]*\)", "", gloss.split('; "')[0].lower()).strip()
        chunks = [each for piece in re.split(r"[;,]", text) if _ONE_OR_TWO.match(piece) for each in piece.split(" or ")]
        chunks = [each.strip() for each in chunks]
        plain = set() if _NEGATION.search(text) else set(re.findall(r"[a-z]+", text)) - _EMPTY
        kinds = sum(symbol in "~&" for symbol, *_ in pointers)
        self.synsets[part, fields[0]] = Synset(
            part, fields[1], words, pointers, chunks, plain, kinds, part == "a" and fields[2] == "a"
        )

    def shares(self, part: str, word: str) -> dict[tuple[str, str], float]:
        """For each sense of a word the part of the word's uses that are in it."""
        key = (part, word)
        if key not in self._shares:
            senses = self.senses.get(key, [])
            weights = [self.counts.get((part, word, rank), 0) + UNTAGGED / rank for rank in range(1, len(senses) + 1)]
            self._shares[key] = {sense: weight / sum(weights) for sense, weight in zip(senses, weights, strict=True)}
        return self._shares[key]

    def uses(self, word: str) -> int:
        """How often the tagged texts use it."""
        return sum(
            self.counts.get((part, word, rank), 0)
            for part in PARTS.values()
            for rank in range(1, 1 + len(self.senses.get((part, word), [])))
        )

    def part_of(self, word: str) -> str:
        """The part of speech in which the tagged texts use a word most; of ties the first, “” for no word."""
        known = [part for part in PARTS.values() if (part, word) in self.senses]
        return max(known, key=lambda part: self.counts.get((part, word, 1), 0), default="")

    def sense_count(self, word: str) -> int:
        return sum(len(self.senses.get((part, word), ())) for part in PARTS.values())

    def main_file(self, part: str, word: str) -> str:
        """The lexicographer's file, a rough class of meaning, of the word's most frequent sense."""
        senses = self.senses.get((part, word))
        return self.synsets[senses[0]].file if senses else ""

    def is_word(self, text: str) -> bool:
        return bool(_WORD.match(text)) and any((part, text) in self.senses for part in PARTS.values())


def _from_hex(digits: str) -> int:
    return int(digits, 16)


def _lines(path: Path) -> list[str]:
    if not path.exists():
        return []
    return [line for line in path.read_text("latin-1").splitlines() if not line.startswith("  ")]


@dataclass
class Found:
    """The words that may stand for one word of one part of speech, gathered sense by sense."""

    net: WordNet
    part: str
    strong: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)

    def offer(self, sense: tuple[str, str], share: float, *, surely: bool, least: float = NEAR_SHARE) -> None:
        """Takes the words of a related sense, as far as the word and they are used in these senses often enough."""
        for other in self.net.synsets[sense].words:
            weight = min(share, self.net.shares(self.part, other).get(sense, 0.0))
            if weight >= least:
                (self.strong if surely and weight >= STRONG_SHARE else self.near).add(other)


def similar(net: WordNet, part: str, word: str) -> tuple[set[str], set[str]]:
    """The words that may stand for a word of one part of speech, strong and near."""
    found = Found(net, part)
    for sense, share in net.shares(part, word).items():
        synset = net.synsets[sense]
        found.offer(sense, share, surely=True)
        for symbol, target, _, _ in synset.pointers:
            if target[0] == part:
                _follow(found, sense, symbol, target, share)
        if share >= KIND_SHARE:
            found.strong |= {other for other in synset.chunks if net.shares(part, other)}
        if share >= GLOSS_SHARE and synset.file not in LISTING_NOUNS and len(synset.gloss) <= SHORT_GLOSS:
            found.near |= {other for other in synset.gloss if net.part_of(other) == part}
    return found.strong, found.near


def _follow(found: Found, sense: tuple[str, str], symbol: str, target: tuple[str, str], share: float) -> None:
    """One of WordNet's pointers from a sense to another of the same part of speech."""
    synset, other = found.net.synsets[sense], found.net.synsets[target]
    if symbol == "&":
        # From “gigantic” to “large” nothing is added; back only where few adjectives are gathered.
        found.offer(target, share, surely=other.head or synset.kinds <= SMALL_CLASS, least=KIND_SHARE)
        if other.head and other.kinds < LARGE_CLUSTER:
            _cousins(found, sense, target, share)
    elif symbol == "@":
        found.offer(target, share, surely=True, least=STRONG_SHARE)
    elif symbol == "~" and synset.kinds <= SMALL_CLASS:
        found.offer(target, share, surely=False, least=KIND_SHARE if found.part == "v" else 2 * KIND_SHARE)
    elif symbol in "^$":
        found.offer(target, share, surely=False, least=KIND_SHARE)


def _cousins(found: Found, sense: tuple[str, str], head: tuple[str, str], share: float) -> None:
    """Adjectives that are similar to one head, where they are few or their glosses have a word in common."""
    own = found.net.synsets[sense]
    for symbol, target, _, _ in found.net.synsets[head].pointers:
        other = found.net.synsets[target]
        alike = own.gloss & (other.gloss | set(other.words)) or other.gloss & set(own.words)
        if symbol == "&" and target != sense and (alike or found.net.synsets[head].kinds <= SMALL_CLUSTER):
            found.offer(target, share, surely=False, least=KIND_SHARE)


def opposites(net: WordNet, part: str, word: str) -> set[str]:
    """Antonyms of a word, direct, or through an adjective similar to either side."""
    found: set[str] = set()
    for sense, share in net.shares(part, word).items():
        for symbol, target, here, there in net.synsets[sense].pointers:
            if symbol == "!" and target[0] == part:
                if net.synsets[sense].words[here - 1] == word:
                    found.add(net.synsets[target].words[there - 1])
                for like in (target, *_pointed_at(net, target, "&")):
                    found |= _used_words(net, like, share)
            elif symbol == "&":
                for other in _pointed_at(net, target, "!"):
                    found |= _used_words(net, other, share)
    return found


def _pointed_at(net: WordNet, sense: tuple[str, str], symbol: str) -> list[tuple[str, str]]:
    return [target for kind, target, _, _ in net.synsets[sense].pointers if kind == symbol]


def _used_words(net: WordNet, sense: tuple[str, str], share: float) -> set[str]:
    words = net.synsets[sense].words
    return {word for word in words if min(share, net.shares(sense[0], word).get(sense, 0.0)) >= KIND_SHARE}


def kin(net: WordNet, part: str, word: str) -> dict[str, set[str]]:
    """Words derived from a word, by part of speech."""
    found: dict[str, set[str]] = defaultdict(set)
    for sense, share in net.shares(part, word).items():
        for symbol, target, here, there in net.synsets[sense].pointers:
            if symbol in "+\\<" and share >= NEAR_SHARE and here and net.synsets[sense].words[here - 1] == word:
                other = net.synsets[target].words[there - 1]
                if other.lower() != word:
                    found[target[0]].add(other.lower())
    return found


@dataclass
class Entry:
    strong: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)
    opposite: set[str] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)


def entry_of(net: WordNet, word: str) -> Entry:
    """All that is known of a word, whatever its part of speech; adverbs and nouns also follow what they derive from."""
    entry = Entry()
    for part in PARTS.values():
        strong, near = similar(net, part, word)
        entry.strong |= strong
        entry.near |= near
        entry.opposite |= opposites(net, part, word)
        derived = kin(net, part, word)
        entry.kin |= set().union(*derived.values())
        source, back = {"r": ("a", "r"), "n": ("v", "n")}.get(part, ("", ""))
        for root in derived.get(source, ()):
            entry.kin |= kin(net, source, root).get(back, set())
            strong, near = similar(net, source, root)
            entry.strong |= _derived(net, word, strong, part)
            entry.near |= _derived(net, word, near, part)
            entry.opposite |= _derived(net, word, opposites(net, source, root), part)
    entry.opposite -= {word}
    entry.strong -= entry.opposite | {word}
    entry.near -= entry.opposite | entry.strong | {word}
    entry.kin -= {word}
    return entry


def _derived(net: WordNet, word: str, roots: set[str], part: str) -> set[str]:
    """The adverbs, or nouns of the same kind as `word`, that derive from adjectives or verbs."""
    if part == "r":
        return set().union(*(derived_adverbs(net, root) for root in roots))
    nouns = set().union(*(kin(net, "v", root).get("n", set()) for root in roots))
    return {noun for noun in nouns if net.main_file("n", noun) == net.main_file("n", word)}


def derived_adverbs(net: WordNet, adjective: str) -> set[str]:
    """WordNet points from an adverb to its adjective only."""
    forms = {adjective + "ly", adjective[:-1] + "y", adjective[:-1] + "ily", adjective + "ally"}
    return {form for form in forms if ("r", form) in net.senses and adjective in kin(net, "r", form).get("a", set())}


def main(folder: Path) -> None:
    net = WordNet(folder)
    words = sorted({word for _, word in net.senses if net.is_word(word)})
    common = {word for word in words if net.uses(word)}
    clear = {word for word in words if ("a", word) in net.senses and net.sense_count(word) <= FEW_SENSES}
    entries = {word: entry_of(net, word) for word in words}
    lines = []
    for word in sorted({*words, *(form for form in net.exceptions if _WORD.match(form))}):
        entry = entries.get(word, Entry())
        allowed = common | clear if word in common else common if word in clear else set()
        keep = [
            sorted(group & allowed) for group in (entry.strong, entry.near & common, entry.opposite, entry.kin & common)
        ]
        bases = {base for base in net.exceptions.get(word, ()) if net.is_word(base)}
        if any(keep) or bases or word in common:
            lines.append("\t".join([word, *(" ".join(group) for group in [*keep, sorted(bases)])]).rstrip("\t"))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(line + "\n" for line in sorted(lines))
    TARGET.write_bytes(gzip.compress(text.encode("ascii"), mtime=0))
    print(f"{len(lines)} words, {len(text) // 1024} kB, packed {TARGET.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
