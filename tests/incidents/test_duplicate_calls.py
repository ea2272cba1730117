"""The generator keeps what the promise about duplicates asks of it."""

from tests.incidents.duplicate_calls import (
    HARD_NEGATIVES,
    REPEAT_WITHIN_M,
    REPEAT_WITHIN_S,
    REPEATS,
    TOTAL,
    background,
    distance_m,
    planted,
)


def pairs(text):
    return {text[i : i + 2] for i in range(len(text) - 1)}


def likeness(a, b):
    return len(pairs(a) & pairs(b)) / len(pairs(a) | pairs(b))


def by_role(calls, *roles):
    return [call for call in calls if call.role in roles]


def test_the_counts_are_as_promised():
    calls = planted()
    assert len(calls) == TOTAL
    assert len({call.id for call in calls}) == TOTAL
    assert len(by_role(calls, "repeat", "paraphrase")) == REPEATS
    assert len(by_role(calls, "paraphrase")) >= 0.3 * REPEATS
    assert len(by_role(calls, "hard-negative")) == HARD_NEGATIVES


def test_repeats_are_later_near_and_of_the_same_event():
    calls = {call.id: call for call in planted()}
    for call in by_role(calls.values(), "repeat", "paraphrase"):
        first = calls[call.of]
        assert call.truth == first.truth
        assert 0 <= call.at_s - first.at_s <= REPEAT_WITHIN_S
        assert distance_m(call, first) <= REPEAT_WITHIN_M


def test_paraphrases_use_other_words_and_another_place():
    calls = {call.id: call for call in planted()}
    told = [(call, calls[call.of]) for call in by_role(calls.values(), "paraphrase")]
    assert all(call.place != first.place for call, first in told)
    assert sum(likeness(a.text, b.text) for a, b in told) / len(told) < 0.15
    assert max(likeness(a.text, b.text) for a, b in told) < 0.45


def test_hard_negatives_sound_alike_but_name_another_object():
    calls = {call.id: call for call in planted()}
    told = [(call, calls[call.of]) for call in by_role(calls.values(), "hard-negative")]
    for call, first in told:
        assert call.truth != first.truth
        assert call.kind == first.kind
        assert call.place != first.place
        assert 150 <= distance_m(call, first) <= 450
        assert abs(call.at_s - first.at_s) <= REPEAT_WITHIN_S
    assert sum(likeness(a.text, b.text) for a, b in told) / len(told) > 0.3


def test_the_same_seed_gives_the_same_calls():
    assert planted(7) == planted(7)
    assert planted(7) != planted(8)


def test_background_fills_city_and_day():
    calls = background(count=2000)
    assert len({call.truth for call in calls}) == 2000
    assert max(call.at_s for call in calls) > 80_000
    assert max(call.lon for call in calls) - min(call.lon for call in calls) > 0.6
