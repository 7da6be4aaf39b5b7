import pytest

from app.notes import Citation, Origin, Point
from workers.writing.endings import endings_of
from workers.writing.lexicon import lexicon_for

EN = lexicon_for("en")


def point(text):
    return Point(text, Origin.QUOTED, (Citation(1, text),))


def parted(text, language="en"):
    return {each.kind: (each.lead, each.text) for each in endings_of(point(text), lexicon_for(language))}


def test_a_statement_is_parted_before_its_verb():
    assert parted("The counting measure gives the number of elements of a set.") == {
        "predicate:one": ("The counting measure", "gives the number of elements of a set")
    }


def test_a_condition_is_parted_from_what_follows():
    found = parted("If the input string is empty, the algorithm reports success at once.")
    assert found["condition"] == ("If the input string is empty,", "the algorithm reports success at once")


def test_a_reason_is_asked_for_behind_because():
    found = parted("Random testing is popular because the test author writes no cases.")
    assert found["reason"] == ("Random testing is popular because", "the test author writes no cases")


@pytest.mark.parametrize(
    "text",
    [
        "The risk associated with different arguments in a call.",
        "There are several books about the use of statistics.",
        "The special functions can be used.",
        "This gives the number of elements of a set.",
    ],
)
def test_what_is_no_whole_statement_is_not_parted(text):
    assert parted(text) == {}


def test_a_condition_in_german_and_in_chinese():
    assert "condition" in parted("Wenn die Eingabe leer ist, meldet das Programm sofort einen Fehler.", "de")
    assert "condition" in parted("如果编译成功，可以在目录中看到生成的文件和日志。", "zh")
