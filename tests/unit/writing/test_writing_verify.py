import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.writing.claims import source_sentences
from workers.writing.evidence import ClaimChecker
from workers.writing.faults import Fault
from workers.writing.verify import verify

SOURCE = "In 1903, the first large engine of Otto may have produced 40 kilowatts before the factory closed."

TRUE = [
    ("Most vaccines, which are given by injection, train the immune system.", "Most vaccines train the immune system."),
    ("However, the river (see Figure 2) floods the valley every spring.", "The river floods the valley every spring."),
    ("The method solves the problem quickly.", "The approach solves the issue rapidly."),
    ("The army occupied the city in 1944.", "In 1944 the army occupied the city."),
    ("Cats and dogs are mammals.", "Dogs and cats are mammals."),
    ("The tower is 1,000 metres high.", "The tower is 1000 metres high."),
    ("The engine does not need oil.", "The engine doesn't need oil."),
    ("A heap is a tree, and a stack is a list.", "A heap is a tree."),
    ("They built the bridge quickly.", "They constructed the bridge speedily."),
    ("It lasted for years in France in 1979 and later.", "It lasted for years in 1979 and later."),
    ("Only in rare cases do you need this, but one is at hand.", "Only in rare cases do you need this."),
    ("The council became a court that ruled Venice.", "The council ruled Venice."),
    ("One can prove it by hand, as we saw, but a machine can do it, too.", "One can prove it by hand, as we saw."),
    ("Greece suffered a severe crisis due to overspending.", "A severe crisis was suffered by Greece."),
    (
        "Sailors settled the islands between 1200 and 1300.",
        "The islands were settled by sailors between 1200 and 1300.",
    ),
    ("The rivers of the north and the lakes freeze in winter.", "The rivers and the lakes freeze in winter."),
    ("The wide bridges and the long tunnels need care.", "The bridges and the tunnels need care."),
    ("The mill built by Lopez and the barn designed by Haas have burned.", "The mill and the barn have burned."),
    ("The north wind dries the soil, and the west wind brings rain.", "The west wind brings rain."),
    ("When the tide turns, the boats leave.", "The boats leave when the tide turns."),
    ("Goats climb the cliff if the grass is dry.", "If the grass is dry, goats climb the cliff."),
    ("The Fokker-Planck equation describes diffusion.", "The FokkerPlanck equation describes diffusion."),
]

FALSE = [
    (
        "The argument sets the degrees of freedom: if it is positive, a t distribution with them is used.",
        "A t distribution with them is used.",
        Fault.LOST_CONDITION,
    ),
    (
        "The kernel leads to the weights of Newey in equation (7) when the bandwidth is set to two.",
        "The kernel leads to the weights of Newey.",
        Fault.LOST_CONDITION,
    ),
    (
        "Gear one drives the belt, and gear two can be used to stop the belt.",
        "Gear one drives the belt and can be used to stop the belt.",
        Fault.SPLICE,
    ),
    (
        "The letter u is of no use, but v gives the slope of the line and is a measure of heat.",
        "The letter u is of no use, but it is a measure of heat.",
        Fault.PRONOUN,
    ),
    (
        "The letter u sets the pace, but v gives the slope of the line and is a measure of heat.",
        "The letter u sets the pace and is a measure of heat.",
        Fault.SPLICE,
    ),
    (
        "The weight is equal to two pounds and comes from the load in the cellar.",
        "The weight is equal to two pounds in the cellar.",
        Fault.SPLICE,
    ),
    ("The fee depends only on the age and the town.", "The fee depends only on the town.", Fault.LOST_RESTRICTION),
    (
        "A known result is that having chosen rope over three small boats, the captains have to sail at dawn.",
        "A known result is that having chosen rope over three small boats.",
        Fault.LOST_HEAD,
    ),
    ("Old walls crumble.", "Walls crumble.", Fault.LOST_RESTRICTION),
    ("All red foxes hunt at night.", "All foxes hunt at night.", Fault.LOST_RESTRICTION),
    ("The longest straight road is in Ohio.", "The longest road is in Ohio.", Fault.LOST_RESTRICTION),
    ("Miners with asthma retire early.", "Miners retire early.", Fault.LOST_RESTRICTION),
    ("Bread rises as long as the yeast lives.", "Bread rises.", Fault.LOST_CONDITION),
    ("According to Hooke, springs stretch.", "Springs stretch.", Fault.LOST_CONDITION),
    ("The lamp went out, and the ship sank.", "Because the lamp went out, the ship sank.", Fault.MEANING_WORD),
    ("The ship sank because the lamp went out.", "The lamp went out because the ship sank.", Fault.ORDER),
    ("Filter alpha fits curves and beta draws lines.", "Filter alpha and beta draws lines.", Fault.SPLICE),
    (
        "The tool millet grinds the seeds of rye and thresher cleans the seeds of oats.",
        "The tool millet and thresher cleans the seeds of oats.",
        Fault.SPLICE,
    ),
    (
        "The routine sieveOne implements the filter of Gauss, sieveTwo implements the filter of Euler.",
        "The routine sieveOne, sieveTwo implements the filter of Euler.",
        Fault.SPLICE,
    ),
    (
        "The stack alpha provides the pages of the archive and beta provides the index.",
        "The stack alpha and beta provides the index.",
        Fault.SPLICE,
    ),
    ("The tower is 300 metres high.", "The tower is 330 metres high.", Fault.NUMBER),
    (
        "The tower was built in 1889 and closed in 1940.",
        "The tower was built in 1940 and closed in 1889.",
        Fault.NUMBER,
    ),
    ("The enzyme is active at night.", "The enzyme is not active at night.", Fault.NEGATION),
    ("The enzyme is not active at night.", "The enzyme is active at night.", Fault.LOST_NEGATION),
    ("Demand increased during the war.", "Demand decreased during the war.", Fault.OPPOSITE),
    ("A cure of the disease is possible.", "A cure of the disease is impossible.", Fault.OPPOSITE),
    ("France defeated Prussia near Valmy.", "Prussia defeated France near Valmy.", Fault.ORDER),
    ("The treaty was signed in Vienna by Metternich.", "The treaty was signed in Berlin by Metternich.", Fault.NAME),
    ("The drug may reduce pain.", "The drug must reduce pain.", Fault.MEANING_WORD),
    ("The drug may reduce pain.", "The drug reduces pain.", Fault.LOST_HEDGE),
    ("Some birds cannot fly far.", "Birds cannot fly far.", Fault.LOST_HEDGE),
    ("If the list is sorted, the search takes few steps.", "The search takes few steps.", Fault.LOST_CONDITION),
    ("The algorithm stops unless the queue is empty.", "The algorithm stops.", Fault.LOST_CONDITION),
    ("Ptolemy believed that the sun moves.", "The sun moves.", Fault.LOST_CONDITION),
    ("The court convicted him before the war.", "The court convicted him after the war.", Fault.OPPOSITE),
    ("The opponents of the law won the vote.", "The law won the vote.", Fault.LOST_HEAD),
    (
        "We must pass in not only the number but also the board.",
        "We must pass in not only the number.",
        Fault.LOST_HEAD,
    ),
    ("The list is not sorted.", "The list is.", Fault.LOST_NEGATION),
    ("The moon is believed to be hollow inside.", "The moon is hollow inside.", Fault.LOST_CONDITION),
    ("The engine, if it is cold, stops at once.", "The engine stops at once.", Fault.LOST_CONDITION),
    ("The mayor of the old city resigned in May.", "The old city resigned in May.", Fault.LOST_HEAD),
    ("Plants that live in deserts store water.", "Plants store water.", Fault.LOST_RESTRICTION),
    ("The king built a palace and the queen built a garden.", "The king built a garden.", Fault.SPLICE),
    ("The king built a palace, but the queen lost a garden.", "The king lost a garden.", Fault.SPLICE),
    ("The army marched from Rome.", "The army marched to Rome.", Fault.OPPOSITE),
    ("A node is red or black.", "A node is red and black.", Fault.OPPOSITE),
    ("He stayed because it rained.", "He stayed although it rained.", Fault.OPPOSITE),
    ("Japan attacked the UK fleet in 1941.", "Japan attacked the US fleet in 1941.", Fault.NAME),
    ("It was founded after World War II.", "It was founded after World War I.", Fault.NAME),
    ("Mexico amended its law in 2019.", "Mexico was amended by its law in 2019.", Fault.ROLES),
    (
        "When it helps, the reader for a voice argument is made.",
        "When it helps, a voice argument is made.",
        Fault.LOST_HEAD,
    ),
    ("Iran fought a war that spread into the Gulf.", "Iran spread into the Gulf.", Fault.LOST_HEAD),
    ("The content we teach our students is important.", "The content is important.", Fault.LOST_RESTRICTION),
    ("The first way to win the game is luck.", "The first way is luck.", Fault.LOST_RESTRICTION),
    ("Use Monday and Friday for it.", "Use Same and Friday for it.", Fault.NAME),
    ("The Communist Party won the vote.", "The Socialist Party won the vote.", Fault.NAME),
    ("The larger planet is slow.", "The large planet is slow.", Fault.UNKNOWN_WORD),
]


@pytest.mark.parametrize(("source", "claim"), TRUE)
def test_a_claim_that_says_what_its_source_says_is_supported(source, claim):
    assert verify(claim, [source], "en").supported


@pytest.mark.parametrize(("source", "claim", "fault"), FALSE)
def test_a_claim_that_leaves_its_source_is_not_supported_and_the_fault_is_named(source, claim, fault):
    verdict = verify(claim, [source], "en")
    assert not verdict.supported
    assert fault in verdict.faults


def test_a_claim_of_other_words_is_not_supported():
    assert verify("Bananas are rich in potassium.", [SOURCE], "en").score < 0.2


def test_the_words_of_another_sentence_do_not_help():
    sources = ["Rome fell in 476.", "Constantinople fell in 1453."]
    assert not verify("Rome fell in 1453.", sources, "en").supported


def test_two_clauses_may_rest_on_two_sentences():
    sources = ["Plants absorb carbon dioxide through leaves.", "", "Roots absorb water and minerals from soil."]
    claim = "Plants absorb carbon dioxide through leaves, and roots absorb water and minerals from soil."
    verdict = verify(claim, sources, "en")
    assert verdict.supported
    assert set(verdict.sources) == {0, 2}


def test_a_claim_without_content_is_not_supported():
    assert not verify("It is what it is.", ["It is what it is."], "en").supported


@pytest.mark.parametrize(
    ("language", "source", "claim", "supported"),
    [
        ("de", "Der Motor läuft nicht ohne Öl.", "Der Motor läuft ohne Öl.", False),
        ("de", "Viele Autoren benutzen heute das Paket babel.", "Viele Autoren verwenden heute das Paket babel.", True),
        (
            "fr",
            "La fonction est croissante sur cet intervalle.",
            "La fonction est décroissante sur cet intervalle.",
            False,
        ),
        ("fr", "Cependant, la loi normale est symétrique.", "La loi normale est symétrique.", True),
        (
            "es",
            "El paquete no debe usarse con fuentes antiguas.",
            "El paquete debe usarse con fuentes antiguas.",
            False,
        ),
        ("zh", "神经网络不是一类线性模型。", "神经网络是一类线性模型。", False),
        ("zh", "然而，神经网络是一类按层结构搭建的模型。", "神经网络是一类按层结构搭建的模型。", True),
        ("xx", "Kuu on Maan ainoa luonnollinen kiertolainen.", "Kuu on Maan ainoa kiertolainen 3.", False),
        ("xx", "Kuu on Maan ainoa luonnollinen kiertolainen.", "Kuu on Maan ainoa luonnollinen kiertolainen.", True),
    ],
)
def test_each_language_is_checked_by_its_own_words(language, source, claim, supported):
    assert verify(claim, [source], language).supported is supported


@given(st.lists(st.sampled_from(["Vienna", "river", "floods", "1889", "old", "mill"]), min_size=3, max_size=9))
def test_every_sentence_supports_itself(words):
    sentence = " ".join(words) + "."
    assert verify(sentence, [sentence], "en").score == 1.0


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_get_a_score_between_0_and_1(claim, source):
    assert 0.0 <= verify(claim, [source], "en").score <= 1.0


def test_a_condition_is_missed_also_behind_another_sentence():
    sources = ["The teachers answer questions.", "If modules are skipped, teachers may suggest them to students."]
    verdict = verify("Teachers may suggest them to students.", sources, "en")
    assert not verdict.supported


def test_one_doubtful_synonym_may_pass_and_two_may_not():
    source = "The old method handles a large matrix in a usual way."
    one = verify("The old technique handles a large matrix in a usual way.", [source], "en")
    assert one.supported
    assert one.score < verify("The old method handles a large matrix in a usual way.", [source], "en").score


def test_a_german_clause_keeps_its_verb():
    source = "Das Dach ist um die Balken der Halle herum gebaut, die von Eisen gehalten werden."
    claim = "Das Dach ist um die Balken der Halle, die von Eisen gehalten werden."
    assert not verify(claim, [source], "de").supported


def test_a_claim_does_not_stop_within_a_name():
    source = "The list is the first argument to run.Model and is read once."
    assert not verify("The list is the first argument to run.", [source], "en").supported


CLAIMS = Path(__file__).parents[2] / "benchmarks" / "claims"


def test_no_claim_by_hand_that_leaves_its_source_is_accepted():
    text = (CLAIMS / "source.txt").read_text(encoding="utf-8")
    checker = ClaimChecker(source_sentences(text, "en"), "en")
    rows = [json.loads(line) for line in (CLAIMS / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    accepted = [row for row in rows if checker.check(row["text"])[0].supported]
    assert [row["text"] for row in accepted if not row["holds"]] == []
    assert sum(row["holds"] for row in accepted) >= 54


@pytest.mark.parametrize(
    ("language", "claim", "bracket"),
    [
        ("en", "All variables {}have no lower bound.", "(except binary ones) "),
        ("en", "All files {}are read.", "(unless they are hidden) "),
        ("en", "The value {}is stored.", "(usually) "),
        ("en", "The value {}is stored.", "(if the bound is zero) "),
        ("de", "Alle Dateien {}werden gelesen.", "(außer versteckten) "),
        ("fr", "Tous les fichiers {}sont lus.", "(sauf les cachés) "),
        ("es", "Todos los archivos {}se leen.", "(excepto los ocultos) "),
    ],
)
def test_an_exception_in_brackets_cannot_be_left_out(language, claim, bracket):
    assert not verify(claim.format(""), [claim.format(bracket)], language).supported
    assert verify(claim.format(""), [claim.format("(1998) ")], language).supported


def test_a_condition_in_brackets_that_says_nothing_may_go():
    assert verify("The other bytes are read.", ["The other bytes (if any) are read."], "en").supported
