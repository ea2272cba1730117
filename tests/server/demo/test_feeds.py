"""What the demo's feeds tell can be read by the forms they speak."""

from datetime import UTC, datetime, timedelta

from gis.feeds.forms import FORMS
from server.demo.feeds import Records, Told

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SPOKEN = {
    "tide-gauges": "gauges-csv",
    "typhoon-track": "typhoon-provincial",
    "earthquakes": "quakes-usgs",
}


def test_messages_come_on_time_and_can_be_read() -> None:
    records, told = Records(), Told()
    first = {each.feed: each.data for each in records.due(told, 0, NOW)}
    assert set(first) == set(SPOKEN)
    read = {code: FORMS[SPOKEN[code]].read(data, {}) for code, data in first.items()}
    assert all(each.faults == [] for each in read.values())
    tides = read["tide-gauges"].readings
    assert (len(tides), max(each.at for each in tides)) == (6 * 25, NOW)
    (storm,) = read["typhoon-track"].storms
    assert (storm.zh, storm.track[-1].at, storm.track[-1].lon) == ("天兔", NOW, 118.9)
    assert storm.forecasts[0][1][0].at == NOW + timedelta(hours=6)
    assert list(records.due(told, 60, NOW)) == []


def test_an_earthquake_keeps_its_time_at_any_speed() -> None:
    records, told = Records(), Told()
    quakes = {}
    for played in (0, 300, 600):
        for each in records.due(told, played, NOW + timedelta(seconds=played / 60)):
            if each.feed == "earthquakes":
                for quake in FORMS["quakes-usgs"].read(each.data, {}).quakes:
                    assert quakes.setdefault(quake.code, quake) == quake
    assert max(quake.magnitude for quake in quakes.values()) == 6.4


def test_after_the_record_the_storm_stays_where_it_ended() -> None:
    (storm,) = next(
        FORMS["typhoon-provincial"].read(each.data, {}).storms
        for each in Records().due(Told(), 10 * 86_400, NOW)
        if each.feed == "typhoon-track"
    )
    assert (storm.track[-1].at, storm.forecasts) == (NOW, ())
