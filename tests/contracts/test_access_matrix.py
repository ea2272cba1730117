"""Isolation (promise R15): whoever does not see an object learns nothing of it, by any door.

The table in matrix.py has a row for every door; a door without one fails here. What is planted in
Longhu is attacked by everybody who must not see it; whatever is theirs carries a marker.
"""

from collections.abc import Iterator

import pytest

from tests.contracts.access import (
    IMPERSONAL,
    INSIDERS,
    PERSONAL,
    RIGHTS,
    STRANGERS,
    Attack,
    Attacker,
    attack,
    entitled,
)
from tests.contracts.doors import Ids, Missing, ask, doors, names_a_plot, seen_in, shape
from tests.contracts.matrix import ACCOUNT, ANYBODY_KNOWN, LINK, PUBLIC, ROWS, TOPICS, Row
from tests.contracts.planted import World, fingerprint
from tests.contracts.running import Running

ATTACKED = [row for row in ROWS if not row.note]
BUG = 500


@pytest.fixture(scope="module")
def attacked(world: World) -> Iterator[Attack]:
    """As elsewhere; what lists and counts told is noted."""
    with attack(world, counted=True) as made:
        yield made


def by_name(rows: list[Row]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=lambda row: row.name)


def test_every_door_has_its_row(running: Running) -> None:
    present = set(doors(running.app))
    static = {"MOUNT "}  # only where the front end is built
    rows = [row.name for row in ROWS]
    assert len(rows) == len(set(rows))
    assert present - set(rows) == set(), "a door without a row in matrix.py"
    assert set(rows) - present - static == set(), "a row without a door"


def test_every_topic_has_its_permission(running: Running) -> None:
    assert {t.name: t.permission for f in running.runtime.features for t in f.topics} == TOPICS


def test_every_note_and_exception_says_why() -> None:
    for row in ROWS:
        for each in row.cases:
            assert each.same or each.why, row.name


@by_name(ATTACKED)
def test_whoever_must_not_see_it_learns_and_changes_nothing(attacked: Attack, row: Row) -> None:
    found = []
    for name in STRANGERS:
        attacker = attacked.attackers[name]
        visible = entitled(attacker, row)
        markers = attacked.markers(*(["restricted"] if visible else ["internal", "restricted"]))
        if not visible or row.method == "GET":
            found += leaks(attacked, attacker, row, "internal", markers)
    for name in (*STRANGERS[:1], *INSIDERS):
        markers = attacked.markers("restricted")
        found += leaks(attacked, attacked.attackers[name], row, "restricted", markers)
    assert not found
    now = fingerprint(attacked.world, "internal", "restricted")
    changed = [table for table in now if now[table] != attacked.kept[table]]
    attacked.kept = now
    assert not changed


@by_name([row for row in ATTACKED if row.method == "GET"])
def test_who_may_not_read_personal_data_finds_none(attacked: Attack, row: Row) -> None:
    markers = {
        place: marker
        for place, marker in attacked.markers("internal").items()
        if place.partition(".")[2] in PERSONAL
    }
    found = []
    for name in IMPERSONAL:
        found += leaks(attacked, attacked.attackers[name], row, "internal", markers)
    assert not found


@by_name([row for row in ATTACKED if row.counted])
def test_lists_and_counts_stay_as_they_were(attacked: Attack, row: Row) -> None:
    """Planting changes no total, count, cursor, ETag or byte of what strangers are told."""
    before = {key: told for key, told in attacked.before.items() if key[1] == row.name}
    assert before
    assert {key: attacked.after[key] for key in before} == before


@by_name([row for row in ATTACKED if row.needs != PUBLIC])
def test_what_is_hidden_answers_like_what_is_not_there(attacked: Attack, row: Row) -> None:
    people = ("jinping", "jpcrew", "jpsys", "jpsec", "jpaud")
    pairs = [(attacked.attackers[name], "internal") for name in people]
    pairs += [(attacked.attackers["operator"], "restricted")]
    for attacker, plot in pairs:
        for case in row.cases if may(attacker, row) else ():
            if not case.same or not names_a_plot(row, case):
                continue
            nothing = ask(attacker.client, row, case, attacked.ids_of_nothing())
            try:
                hidden = ask(attacker.client, row, case, attacked.ids_of(plot))
            except Missing:
                continue
            assert shape(hidden) == shape(nothing), (attacker.name, case)


@by_name([row for row in ATTACKED if row.needs != PUBLIC])
def test_nobody_passes_without_the_permission(attacked: Attack, row: Row) -> None:
    """What lies in full sight is still refused to whoever lacks the permission."""
    was = fingerprint(attacked.world, "own")
    for name in RIGHTS:
        attacker = attacked.attackers[name]
        refusals = {"account": {403}, "link": {401, 403}, "nobody": {401}}
        for case in () if may(attacker, row) else row.cases:
            answer = ask(attacker.client, row, case, own_ids(attacked))
            refused = answer.status_code in refusals[attacker.kind]
            assert refused, (attacker.name, case, answer.text)
    assert fingerprint(attacked.world, "own") == was


@by_name([row for row in ATTACKED if isinstance(row.needs, tuple)])
def test_the_permission_opens_the_door(attacked: Attack, row: Row) -> None:
    """Whoever has it is refused for other reasons at most: the table asks for no more than due."""
    people = [a for a in attacked.attackers.values() if a.kind == "account" and may(a, row)]
    for attacker in people:
        answer = ask(attacker.client, row, row.cases[0], attacked.ids_of_nothing())
        assert answer.status_code < BUG, (attacker.name, answer.text)
        if answer.status_code not in (401, 403):
            return
    pytest.fail(f"nobody in the city may use this door, of {len(people)} who should")


def may(attacker: Attacker, row: Row) -> bool:
    """Say whether the table lets somebody use a door."""
    if isinstance(row.needs, tuple):
        return attacker.kind in row.needs or bool(attacker.permissions & set(row.needs))
    kinds = {
        ACCOUNT: {"account"},
        ANYBODY_KNOWN: {"account", "link"},
        LINK: {"link"},
        PUBLIC: {"account", "link", "nobody"},
    }
    return attacker.kind in kinds[row.needs]


def own_ids(attacked: Attack) -> Ids:
    return lambda name: attacked.ids_of("own")(name.removeprefix("own_"))


def leaks(
    attacked: Attack, attacker: Attacker, row: Row, plot: str, markers: dict[str, str]
) -> list[str]:
    """Return what an attacker finds behind a door, and what breaks."""
    found = []
    for number, case in enumerate(row.cases if may(attacker, row) else row.cases[:1]):
        try:
            answer = ask(attacker.client, row, case, attacked.ids_of(plot))
        except Missing:
            continue
        told = seen_in(answer)
        where = f"{attacker.name} at {row.name} [{number}] of {plot}"
        found += [f"{where}: {place}" for place, mark in markers.items() if mark in told]
        if answer.status_code >= BUG:
            found.append(f"{where}: {answer.status_code} {answer.text}")
    return found
