"""A database with the load of years, planted in seconds past the application."""

from typing import Any
from uuid import UUID

import asyncpg

# Enough that no planner reads a whole table when an index serves.
MANY = 100_000
DISTRICTS = 8
INCIDENTS = 20_000
FACTS = 2 * MANY
# Closures, saved answers, messages of feeds, warnings.
KEPT = 20_000
# Subjects that stand on boards now; the others have left them.
OPEN = 1_000
REPORTED_OVER_DAYS = 60
# Features of one big layer of the first district, areas of another, and many small layers.
FEATURES = 125_000
SHAPES = 25_000
LAYERS = 200
# Feeds with gauges; each gauge is read every hour.
SOURCES, GAUGES = 20, 100
NOW = "timestamptz '2026-11-22 08:00:00+00'"
ROOT = UUID("00000000-0000-7000-8000-0000000f0000")


def district(number: int) -> UUID:
    """Return the id of a district."""
    return UUID(f"00000000-0000-7000-8000-0000000f{number:04x}")


def thing(kind: str, number: int) -> UUID:
    """Return the id of a planted report (1), incident (2), unit (3), resource (4), layer (9)."""
    return UUID(f"0000000{kind}-0000-7000-8000-{number:012x}")


BIG_LAYER, AREAS, FEED = thing("9", 1), thing("9", LAYERS + 1), thing("c", 1)
ID = "cast('000000{kind}-0000-7000-8000-' || lpad(to_hex({number}), 12, '0') as uuid)"
DISTRICT = (
    "cast('00000000-0000-7000-8000-0000000f' || lpad(to_hex(1 + {number} % "
    + str(DISTRICTS)
    + "), 4, '0') as uuid)"
)
POINT = (
    "st_setsrid(st_makepoint(116.2 + ({number}::bigint * 7919 % 99991) / 99991.0, "
    "23.0 + ({number}::bigint * 104729 % 99989) / 99989.0 * 0.7), 4326)"
)
# The youngest have the highest numbers, as ids made over time.
MOMENT = f"{NOW} - ({REPORTED_OVER_DAYS} * interval '1 day') * (1 - {{number}}::float8 / {{many}})"


def key(kind: str, number: str = "n") -> str:
    """Return SQL for the id of a planted thing, the kind one or two hexadecimal digits."""
    return ID.format(kind=kind.rjust(2, "0"), number=number)


def of_district(number: str = "n") -> str:
    """Return SQL for the district of a planted thing."""
    return DISTRICT.format(number=number)


def incident_of(number: str = "n") -> str:
    """Return SQL for the number of its incident."""
    return f"(1 + {number} % {INCIDENTS})"


def moment(many: int, number: str = "n") -> str:
    """Return SQL for when one of so many things was made."""
    return MOMENT.format(number=number, many=many)


STEPS = (
    f"""
    insert into registry.organisation (id, code, kind, parent_id, zh, en, short)
    select '{ROOT}'::uuid, 'root', 'city', null::uuid, '市', 'City', '市'
    union all
    select {of_district("n - 1")}, 'd' || n, 'district', '{ROOT}', '区' || n, 'D' || n, '区'
    from generate_series(1, {DISTRICTS}) n
    """,
    f"""
    insert into kernel.scope (id, sight)
    select id, array[id] from registry.organisation
    union all
    select {key("5")}, array[{of_district()}] from generate_series(1, {INCIDENTS}) n
    """,
    f"""
    insert into incidents.incident (id, number, title, kind, grade, state, occurred_at, place,
        organisation_id, label, scope_id, principal, content_hash, created_at, changed_at, marks)
    select {key("2")}, 'SJ-' || n, '事件' || n, '20201', 'III',
        case when n > {INCIDENTS - OPEN // 2} then 'responding' else 'closed' end,
        {moment(INCIDENTS)}, {POINT.format(number="n")}, {of_district()}, 'internal', {key("5")},
        'account:x', '', {moment(INCIDENTS)}, {moment(INCIDENTS)},
        jsonb_build_object('incident.reported', {moment(INCIDENTS)})
    from generate_series(1, {INCIDENTS}) n
    """,
    "update incidents.incident set cleared_at = changed_at where state = 'closed'",
    f"""
    insert into incidents.report (id, number, channel, received_at, occurred_at, kind, state,
        incident_id, organisation_id, place, scope_id, principal, content_hash, changed_at,
        taken_at, cleared_at)
    select {key("1")}, 'R-' || n, 'phone', {moment(MANY)}, {moment(MANY)}, '20201',
        case when n % 200 = 0 then 'received' else 'linked' end,
        case when n % 200 <> 0 then {key("2", incident_of())} end,
        {of_district()}, {POINT.format(number="n")},
        case when n % 200 = 0 then {of_district()} else {key("5", incident_of())} end,
        'account:' || n % 300, '', {moment(MANY)}, {moment(MANY)},
        case when n % 200 <> 0 then {moment(MANY)} end
    from generate_series(1, {MANY}) n
    """,
    f"""
    insert into incidents.report_private (report_id, text)
    select {key("1")}, '东门二楼着火，有浓烟，第' || n || '个电话' from generate_series(1, {MANY}) n
    """,
    f"""
    insert into incidents.attachment (id, report_id, file_id, added_at, added_by)
    select {key("6")}, {key("1")}, {key("7")}, {NOW}, '{{}}' from generate_series(1, {MANY}, 4) n
    """,
    f"""
    insert into registry.unit (id, code, call_sign, kind, organisation_id, agency_id, scope_id,
        status, status_at, place)
    select {key("3")}, 'u' || n, '车' || n, 'fire_engine', {of_district()}, {of_district()},
        {of_district()}, 'available', {NOW}, {POINT.format(number="n")}
    from generate_series(1, {MANY}) n
    """,
    f"""
    insert into registry.resource (id, code, kind, zh, en, organisation_id, scope_id, place)
    select {key("4")}, 'r' || n, case when n % 10 = 0 then 'camera' else 'hospital' end,
        '资源' || n, 'Resource ' || n, {of_district()}, {of_district()},
        {POINT.format(number="n")}
    from generate_series(1, {MANY}) n
    """,
    # Orders of years; those of the youngest incidents are open.
    f"""
    insert into command.task (id, incident_id, text, unit_id, call_sign, recipient_id, urgent,
        origin, state, receipts, organisation_id, watcher_id, ordered_by, ordered_at, ended_at,
        cleared_at, late_at, look_at, scope_id)
    select {key("d")}, {key("2", incident_of())}, '到场', {key("3")}, '车' || n, {of_district()},
        false, 'order', case when n % 500 = 0 then 'sent' else 'done' end,
        jsonb_build_object('sent', jsonb_build_object('at', {moment(MANY)})), {of_district()},
        {of_district()}, '{{"name": "x"}}', {moment(MANY)},
        case when n % 500 > 0 then {moment(MANY)} end,
        case when n % 500 > 0 then {moment(MANY)} end,
        case when n % 500 = 0 then {NOW} + interval '1 day' end,
        case when n % 5000 = 0 then {NOW} end, {key("5", incident_of())}
    from generate_series(1, {MANY}) n
    """,
    # A device in every fifth unit, each with a last position.
    f"""
    insert into gis.device (id, protocol, identifier, unit_id, organisation_id, scope_id, state,
        registered_at, changed_at)
    select {key("8")}, 'jt808', n, {key("3")}, {of_district()}, {of_district()}, 'active',
        {moment(MANY)}, {moment(MANY)}
    from generate_series(1, {MANY}, 5) n
    """,
    f"""
    insert into gis.last_position (device, at, received_at, lon, lat, since, moving)
    select number, {NOW}, {NOW}, 116.7, 23.4, {NOW}, true from gis.device
    """,
    f"""
    insert into gis.device_refusal (device, reason, count, last_at)
    select number, 'jump', 3, {NOW} from gis.device
    """,
    f"""
    insert into gis.text (id, device_id, unit_id, scope_id, drill, body, urgent, state, written_by,
        written_at, until, next_at, ended_at)
    select gen_random_uuid(), d.id, d.unit_id, d.scope_id,
        '00000000-0000-0000-0000-000000000000', '集合', false,
        case when n > 1 or d.number % 100 > 0 then 'answered' else 'waiting' end, '{{}}',
        {NOW} - n * interval '1 hour', {NOW} + interval '1 hour', {NOW},
        case when n > 1 or d.number % 100 > 0 then {NOW} end
    from gis.device d, generate_series(1, 4) n
    """,
    # Geofences and rules of each district; who is inside, and what was found in years.
    f"""
    insert into gis.geofence (id, name, kind, shape, radius_m, margin_m, area, grown, outline,
        shape_digest, area_m2, shaped_at, active, organisation_id, drawn_by, created_at,
        changed_at, version)
    select {key("f")}, '围栏' || n, 'circle', p, 50, 60, st_buffer(p, 0.001), st_buffer(p, 0.002),
        st_buffer(p, 0.001), '', 1, {NOW}, true, {of_district()}, '{{}}', {moment(800)},
        {moment(800)}, 1
    from generate_series(1, 800) n, lateral (select {POINT.format(number="n")} as p) point
    """,
    f"""
    insert into gis.geofence_rule (id, name, event, fences, units, organisations, kinds, alarm,
        severity, active, organisation_id, scope_id, made_by, created_at, changed_at, version)
    select {key("f")}, '规则' || n, 'enter', array[{key("f")}], '{{}}', '{{}}', '{{}}', true,
        'red', true, {of_district()}, {of_district()}, '{{}}', {moment(800)}, {moment(800)}, 1
    from generate_series(1, 800) n
    """,
    f"""
    insert into gis.presence (device, fence_id, inside, since, at, changed_at)
    select number, {key("f", "(1 + number % 800)")}, number % 50 = 0, {NOW}, {NOW}, {NOW}
    from gis.device
    """,
    f"""
    insert into gis.geofence_event (id, rule_id, event, fence_id, device_id, unit_id, who, named,
        at, standing, figures, late, organisation_id, scope_id, told_at, left_at)
    select gen_random_uuid(), f.id, 'enter', f.id, d.id, d.unit_id, d.unit_id, '{{}}',
        {NOW} - d.number * interval '1 minute' - n * interval '1 day', false, '{{}}', false,
        d.organisation_id, d.scope_id, {NOW}, {NOW}
    from gis.device d join gis.geofence f on f.id = {key("f", "(1 + d.number % 800)")},
        generate_series(1, 2) n
    """,
    # Closed roads and kept answers of years; fifty roads are closed now.
    f"""
    insert into gis.closure (id, reason, shape, reach_m, starts_at, organisation_id, scope_id,
        drawn_by, created_at, changed_at, opened_at, version)
    select {key("a")}, '积水', {POINT.format(number="n")}, 8, {moment(KEPT)}, {of_district()},
        {of_district()}, '{{}}', {moment(KEPT)}, {moment(KEPT)},
        case when n <= {KEPT} - 50 then {NOW} end, 1
    from generate_series(1, {KEPT}) n
    """,
    f"""
    insert into gis.analysis (id, kind, title, input, result, organisation_id, scope_id,
        incident_id, saved_by, created_at)
    select {key("b")}, 'within', '周边' || n, '{{}}', '{{"figures": [], "fictional": false}}',
        {of_district()}, {of_district()}, {key("2", incident_of())}, '{{}}', {moment(KEPT)}
    from generate_series(1, {KEPT}) n
    """,
    # Two facts for each incident and report, the last of which it stands at.
    f"""
    insert into kernel.fact (seq, at, kind, topic, subject, version, about, state, scope_id, actor,
        digest)
    select n, {moment(FACTS)}, case when k <= {INCIDENTS} then 'incident.changed'
            else 'report.linked' end,
        case when k <= {INCIDENTS} then 'incidents' else 'reports' end,
        case when k <= {INCIDENTS} then {key("2", "k")} else {key("1", "k")} end,
        1 + (n - 1) / {MANY}, array[{key("2", incident_of("(k + 1)"))}],
        jsonb_build_object('title', '事件', 'state', 'responding'), {key("5", incident_of("k"))},
        '{{"kind": "account", "id": null, "name": "x"}}', ''
    from (select n, 1 + n % {MANY} as k from generate_series(1, {FACTS}) n) each
    """,
    f"""
    insert into kernel.fact_restricted (seq, body, salt)
    select n, '{{"text": "x"}}', '' from generate_series(1, {FACTS}, 2) n
    """,
    f"""
    insert into kernel.subject_state (drill, subject, topic, kind, seq, version, since, about,
        state, scope_id)
    select '00000000-0000-0000-0000-000000000000', f.subject, f.topic, f.kind, f.seq, f.version,
        f.at, f.about, case when f.seq > {FACTS - OPEN} then f.state end, f.scope_id
    from kernel.fact f where f.seq > {MANY}
    """,
    f"""
    insert into kernel.subject_span (drill, subject, topic, seq, version, period)
    select '00000000-0000-0000-0000-000000000000', f.subject, f.topic, f.seq, f.version,
        tstzrange(f.at, f.at + interval '20 hours')
    from kernel.fact f where f.seq <= {MANY}
    """,
    f"""
    insert into kernel.alarm (id, drill, kind, key, scope_id, severity, text, subject_text, about,
        owner_post, posts, raised_at, since, level, count, last_at, told_at, told_count,
        cleared_at, left_at)
    select {key("8")}, '00000000-0000-0000-0000-000000000000', 'clock-overdue', 'k' || n,
        {key("5", incident_of())}, 'red', '{{"zh": "x", "en": "x"}}', 'x',
        array[{key("2", incident_of())}], '{{}}', '{{}}', {NOW}, {NOW}, 0, 1, {NOW}, {NOW}, 1,
        case when n > 50 then {NOW} end, case when n > 50 then {NOW} end
    from generate_series(1, {MANY // 4}) n
    """,
    # The first layer is big and restricted to its district; the others are open and small.
    f"""
    insert into gis.layer (id, code, zh, en, group_code, organisation_id, scope_id, geometry,
        attributes, features, extent, created_at, changed_at)
    select {key("9")}, 'layer-' || n, '图层', 'Layer', 'hazards', {of_district("n - 1")},
        case when n = 1 then {of_district("n - 1")} end, 'point',
        '[{{"name": "level", "type": "integer", "zh": "级", "en": "Level"}}]',
        case when n = 1 then {FEATURES} else 100 end, st_makeenvelope(116.2, 23, 117.2, 23.7, 4326),
        {NOW}, {NOW}
    from generate_series(1, {LAYERS}) n
    """,
    "drop index gis.feature_shape, gis.feature_page, gis.feature_during",
    f"""
    insert into gis.feature (layer_id, shape, properties, during, changed_at)
    select case when n <= {FEATURES} then '{thing("9", 1)}'::uuid
        else {key("9", f"(2 + n % {LAYERS - 1})")} end,
        {POINT.format(number="n")}, jsonb_build_object('level', n % 1000, 'name', '点' || n),
        case when n % 10 = 0 then tstzrange({NOW} - n * interval '1 minute', {NOW}) end, {NOW}
    from generate_series(1, {FEATURES} + 100 * {LAYERS}) n
    """,
    "create index feature_page on gis.feature (layer_id, id)",
    "create index feature_shape on gis.feature using gist (layer_id, shape)",
    """
    create index feature_during on gis.feature using gist (layer_id, during)
    where during is not null
    """,
    # One more layer, of areas.
    f"""
    insert into gis.layer (id, code, zh, en, group_code, organisation_id, geometry, created_at,
        changed_at)
    values ('{AREAS}', 'areas', '图层', 'Layer', 'hazards', '{ROOT}', 'polygon', {NOW}, {NOW})
    """,
    f"""
    insert into gis.feature (layer_id, shape, changed_at)
    select '{AREAS}', st_buffer({POINT.format(number="n")}, 0.001, 2), {NOW}
    from generate_series(1, {SHAPES}) n
    """,
    # Feeds, every other one of them restricted to its district; of the warnings fifty stand.
    f"""
    insert into gis.feed (id, code, zh, en, form, every_s, late_after_s, dead_after_s, keep_days,
        organisation_id, scope_id, created_at, changed_at, version, received_at, next_at, told)
    select {key("c")}, 'feed-' || n, '源' || n, 'Feed ' || n, 'gauges-csv', 60, 300, 900, 30,
        {of_district("n - 1")}, case when n % 2 = 1 then {of_district("n - 1")} end, {NOW}, {NOW},
        1, {NOW}, {NOW} + interval '1 minute', 'ok'
    from generate_series(1, {SOURCES}) n
    """,
    f"""
    insert into gis.station (feed_id, code, quantity, zh, en, unit, shape, at, value)
    select {key("c", f"(1 + n % {SOURCES})")}, 's' || n / {SOURCES}, 'level', '站' || n,
        'Gauge ' || n, 'm', {POINT.format(number="n")}, {NOW}, 1.5
    from generate_series(0, {SOURCES * GAUGES} - 1) n
    """,
    f"""
    insert into gis.reading (feed_id, code, quantity, at, value)
    select s.feed_id, s.code, s.quantity, {NOW} - n * interval '1 hour', n % 9
    from gis.station s, generate_series(1, {MANY // SOURCES // GAUGES}) n
    """,
    f"""
    insert into gis.feed_message (id, feed_id, received_at, how, bytes, rows_read, taken, repeats,
        refused, sender)
    select {key("e")}, {key("c", f"(1 + n % {SOURCES})")}, {moment(KEPT)}, 'pulled', 900, 9, 9, 0,
        0, 'x'
    from generate_series(1, {KEPT}) n
    """,
    f"""
    insert into gis.quake (feed_id, code, at, magnitude, shape, place, changed_at)
    select {key("c", f"(1 + n % {SOURCES})")}, 'q' || n, {moment(KEPT)}, 4.5,
        {POINT.format(number="n")}, '海域', {moment(KEPT)}
    from generate_series(1, {KEPT}) n
    """,
    f"""
    insert into gis.warning (id, feed_id, kind, subject, colour, zh, en, figures, observed_at,
        until, exercise, organisation_id, scope_id, issued_at, raised_at, changed_at, lifted_at,
        version)
    select {key("d")}, {key("c", f"(1 + n % {SOURCES})")}, 'level', 's' || n, 'red', '超警', 'High',
        '{{}}', {moment(KEPT)}, {moment(KEPT)} + interval '1 day', false, {of_district()},
        {of_district()}, {moment(KEPT)}, {moment(KEPT)}, {moment(KEPT)},
        case when n <= {KEPT} - 50 then {NOW} end, 1
    from generate_series(1, {KEPT}) n
    """,
    f"select gis.rebuild_overview('{BIG_LAYER}')",
    f"select gis.rebuild_overview('{AREAS}')",
)


async def crowd(superuser_url: str, *more: str) -> None:
    """Fill a fresh database; `more` are further steps before it is analysed."""
    connection: Any = await asyncpg.connect(superuser_url)
    try:
        # Rows are right as they are made: no trigger looks at 200,000 of them one by one.
        await connection.execute("set session_replication_role = replica; set work_mem = '64MB'")
        for step in (*STEPS, *more, "analyze"):
            await connection.execute(step)
    finally:
        await connection.close()
