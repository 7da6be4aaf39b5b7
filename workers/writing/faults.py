"""The ways in which a claim can leave its source."""

from __future__ import annotations

from enum import Enum


class Fault(Enum):
    """Ways in which a claim can leave its source."""

    NUMBER = "number"
    """A number or sign that the source does not have at this place."""
    NEGATION = "negation"
    """A “not” that the source does not have."""
    OPPOSITE = "opposite"
    """A word in the place of its opposite."""
    NAME = "name"
    """A name that the source does not have."""
    ORDER = "order"
    """Words of the source in another order: who did what to whom may be exchanged."""
    ROLES = "roles"
    """Active for passive with subject and object in their places: who did it and to whom is exchanged."""
    UNKNOWN_WORD = "unknown_word"
    PRONOUN = "pronoun"
    """“It” or “they” for what the source names: beside other nouns it may stand for one of them."""
    MEANING_WORD = "meaning_word"
    """A small word that carries meaning (a modal, a quantifier, a direction) and is not the source's."""
    LOST_NEGATION = "lost_negation"
    LOST_CONDITION = "lost_condition"
    """The source says it only under a condition, or reports it as somebody's opinion."""
    LOST_HEDGE = "lost_hedge"
    """The source says “some”, “may”, “about”; the claim does not."""
    LOST_RESTRICTION = "lost_restriction"
    """A clause that says which ones are meant is missing."""
    LOST_HEAD = "lost_head"
    """The claim begins or ends in the middle of a phrase."""
    GAP = "gap"
    WIDE_GAP = "wide_gap"
    SPLICE = "splice"
    """The beginning of one statement is joined to the end of another."""
    SUBSTITUTION = "substitution"
    """A synonym."""
    NEAR_WORD = "near_word"
    """Perhaps a synonym."""
