"""Suggestions from the narrative: kinds, grades, figures, each with the words it rests on."""

import time

import pytest

from incidents.codes.numerals import value_of
from incidents.codes.phrases import lexicon
from incidents.codes.reference import clock_table, kind_table, labels
from incidents.codes.suggest import suggest

LEVEE = (
    "报警人在和平镇练江边新和老厝片区，称水从堤脚往外冒，带泥沙，十来分钟漫到巷口，"
    "家里两个老人一个小孩出不来，电还没断"
)


def read(text: str, chosen: str | None = None) -> dict:
    return suggest(text, lexicon(), kind_table(), chosen)


def test_the_levee_call_of_the_picture() -> None:
    found = read(LEVEE)
    assert [kind["code"] for kind in found["kinds"]][:3] == ["10104", "10102", "20902"]
    assert found["grades"][0]["grade"] == "III"
    figures = {item["field"]: item["value"] for item in found["extracted"]}
    assert figures["elderly"] == 2
    assert figures["children"] == 1


def test_every_suggestion_names_its_words() -> None:
    found = read(LEVEE)
    spans = [span for kind in found["kinds"] for span in kind["phrases"]]
    spans += [span for grade in found["grades"] for span in grade["phrases"]]
    assert spans
    for span in spans:
        assert LEVEE[span["start"] : span["end"]] == span["text"]
    for item in found["extracted"]:
        assert 0 <= item["start"] < item["end"] <= len(LEVEE)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("厨房着火了，好大的烟", "202"),
        ("两车相撞，有人被夹在里面", "20301"),
        ("闻到很浓的煤气味", "20501"),
        ("VEHICLE ACCIDENT with injuries", "20301"),
        ("Structure fire, flames from the roof", "202"),
        ("有人落水了，在江里挣扎", "20901"),
    ],
)
def test_the_leading_kind(text: str, kind: str) -> None:
    assert read(text)["kinds"][0]["code"].startswith(kind)


@pytest.mark.parametrize(
    "text", ["没有着火，问一下情况", "there is no fire here", "", "你好", "1234", "🔥" * 10]
)
def test_what_says_nothing_suggests_nothing(text: str) -> None:
    assert read(text)["kinds"] == []
    assert read(text)["grades"] == []


@pytest.mark.parametrize(
    "text", ["民房着火，有人没出来", "民房着火，两人没出来", "民房着火，有1人被困"]
)
def test_a_number_does_not_lower_the_grade_of_a_fire_with_people_in_it(text: str) -> None:
    assert read(text)["grades"][0]["grade"] == "III"


def test_the_grade_fits_the_kind_chosen_by_hand() -> None:
    text = "有五个人被困"
    assert read(text, "20508")["grades"][0]["grade"] == "III"
    assert read(text, "20905")["grades"] == []


def test_a_longer_phrase_swallows_the_shorter_of_its_kind() -> None:
    (kind,) = [each for each in read("路面积水")["kinds"] if each["code"] == "10102"]
    assert [span["text"] for span in kind["phrases"]] == ["路面积水"]


@pytest.mark.parametrize(
    ("words", "value"),
    [("3", 3), ("两", 2), ("十", 10), ("十二", 12), ("二十", 20), ("一百二十", 120), ("半", 0.5)],
)
def test_numbers_as_people_say_them(words: str, value: float) -> None:
    assert value_of(words, lexicon().numerals) == value


def test_words_that_are_no_number() -> None:
    assert value_of("许多", lexicon().numerals) is None
    assert value_of("twelve", lexicon().numerals) == 12


def test_the_longest_text_is_read_while_typing() -> None:
    for text in (LEVEE * 60, "十" * 4000, "1" * 4000, "被困" * 2000, "no " * 1300):
        started = time.process_time()
        read(text[:4000])
        assert time.process_time() - started < 0.2


def test_the_tables_hold_together() -> None:
    table = kind_table()
    assert len(table.kinds) >= 60
    for kind in table.kinds.values():
        assert kind.parent is None or kind.parent in table.kinds
    for phrase in lexicon().matches(LEVEE):
        assert phrase.phrase.kind in table.kinds
    assert {row["code"] for row in labels()["grades"]} == {"I", "II", "III", "IV"}
    assert all(row["starts"] and row["done"] for row in clock_table())
