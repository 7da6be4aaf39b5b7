"""The mutants of the fuzzing script: the same for the same seed, and never the file they were made from."""

from __future__ import annotations

import random

import pytest

from tests.integration.fuzz_files import MUTATIONS, Mutation, mutant
from tests.pdf_writer import Pdf, paragraph

FILES = [Pdf([paragraph(f"Page {number} of some text.", y=700)]).bytes() for number in range(3)]


def test_a_mutant_is_made_again_from_its_seed_and_number() -> None:
    assert mutant(FILES, 7, 3) == mutant(FILES, 7, 3)
    assert mutant(FILES, 7, 3) != mutant(FILES, 7, 4)
    assert mutant(FILES, 7, 3) != mutant(FILES, 8, 3)


def test_mutants_keep_a_header_and_differ_from_what_they_were_made_of() -> None:
    mutants = [mutant(FILES, 7, number) for number in range(200)]
    assert all(b"%PDF-" in body[:1024] for body in mutants)
    assert sum(body in FILES for body in mutants) < 5


@pytest.mark.parametrize("damage", MUTATIONS)
def test_every_kind_of_damage_changes_the_file(damage: Mutation) -> None:
    chance, changed = random.Random(1), 0
    for _ in range(20):
        body = bytearray(FILES[0])
        damage(chance, body, FILES[1])
        changed += bytes(body) != FILES[0]
    assert changed > 10
