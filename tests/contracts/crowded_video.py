"""Years of meetings, cameras and recordings, planted past the application."""

from uuid import UUID

from tests.contracts.crowded import KEPT, MANY, NOW, key, moment, of_district

# Of meetings and recordings; a few of the youngest go on now.
ROOMS, OPEN = 20_000, 20
CAMERAS = 10_000
IN_A_ROOM, SEGMENTS = 5, 5


def planted(kind: str, number: int) -> UUID:
    """Return the id of a planted room (11), guest (16), source (1b), recording (1f)."""
    return UUID(f"000000{kind}-0000-7000-8000-{number:012x}")


_CLOSED = f"n <= {ROOMS - OPEN}"
STEPS = (
    f"""
    insert into video.room (id, title, sight, organisation_id, scope_id, venues, posts, state,
        made_by, chair_account, created_at, opened_at, closed_at, used_at, cleared_at)
    select {key("11")}, '会商' || n, 'invited', {of_district()}, {of_district()},
        array[{of_district()}], '{{}}', case when {_CLOSED} then 'closed' else 'open' end,
        '{{}}', {key("12")}, {moment(ROOMS)}, {moment(ROOMS)},
        case when {_CLOSED} then {moment(ROOMS)} end, {moment(ROOMS)},
        case when {_CLOSED} then {moment(ROOMS)} end
    from generate_series(1, {ROOMS}) n
    """,
    f"""
    insert into video.participant (id, room_id, scope_id, account_id, name, role, page, screen_id,
        entered_at, seen_at, left_at, why_left)
    select {key("13")}, {key("11", f"(1 + n % {ROOMS})")}, {of_district()}, {key("12")}, '某某',
        'speaker', {key("14")}, {key("15")}, {NOW}, {NOW},
        case when n % {ROOMS} < {ROOMS - OPEN} then {NOW} end,
        case when n % {ROOMS} < {ROOMS - OPEN} then 'left' end
    from generate_series(1, {ROOMS * IN_A_ROOM}) n
    """,
    """
    insert into video.attendance (id, room_id, participant_id, scope_id, entered_at, left_at,
        why_left)
    select gen_random_uuid(), room_id, id, scope_id, entered_at, left_at, why_left
    from video.participant
    """,
    f"""
    insert into video.guest (id, room_id, scope_id, name, role, token_hash, made_by, created_at,
        expires_at)
    select {key("16")}, {key("11")}, {of_district()}, '某某', 'speaker', sha256(n::text::bytea),
        '{{}}', {moment(ROOMS)}, {moment(ROOMS)}
    from generate_series(1, {ROOMS}) n
    """,
    f"""
    insert into video.roll_call (id, room_id, scope_id, called_by, started_at, finished_at)
    select {key("17")}, {key("11")}, {of_district()}, '{{}}', {moment(ROOMS)}, {moment(ROOMS)}
    from generate_series(1, {ROOMS}) n
    """,
    f"""
    insert into video.meeting (id, title, agenda, room_id, scope_id, starts_at, ends_at,
        reminder_minutes, remind_at, state, booked_by, booked_at, cleared_at)
    select {key("18")}, '会商' || n, '', {key("11")}, {of_district()}, {moment(ROOMS)},
        {moment(ROOMS)} + interval '1 hour', 15,
        case when n > {ROOMS} - 10 then {NOW} + interval '1 hour' end,
        case when n > {ROOMS} - 10 then 'booked' else 'held' end, '{{}}', {moment(ROOMS)},
        case when n <= {ROOMS} - 10 then {moment(ROOMS)} end
    from generate_series(1, {ROOMS}) n
    """,
    f"""
    insert into messages.talk (id, subject_id, drill, scope_id, count, last_at)
    select {key("19")}, {key("11")}, '00000000-0000-0000-0000-000000000000', {of_district()}, 5,
        {moment(ROOMS)}
    from generate_series(1, {ROOMS}) n
    """,
    f"""
    insert into messages.message (id, subject_id, drill, scope_id, text, files, sender, sent_at)
    select {key("1a")}, {key("11", f"(1 + n % {ROOMS})")}, '00000000-0000-0000-0000-000000000000',
        {of_district()}, '收到', '{{}}', '{{}}', {moment(MANY)}
    from generate_series(1, {MANY}) n
    """,
    # A camera in every tenth resource; every hundredth is away. Phones of years, ten live.
    f"""
    insert into video.source (id, zh, en, kind, camera_id, organisation_id, scope_id, look_every_s,
        state, since, reason, next_look, created_at, changed_at, version)
    select {key("1b")}, '摄像机' || n, 'Camera ' || n, 'test-pattern', {key("4", "(10 * n)")},
        {of_district()}, {of_district("(10 * n)")}, 300,
        case when n % 100 = 0 then 'offline' else 'online' end, {NOW},
        case when n % 100 = 0 then 'cut' end,
        case when n % 500 = 0 then {NOW} else {NOW} + interval '1 hour' end,
        {moment(CAMERAS)}, {moment(CAMERAS)}, 1
    from generate_series(1, {CAMERAS}) n
    """,
    f"""
    insert into video.source (id, zh, en, kind, sender_id, organisation_id, scope_id, look_every_s,
        state, since, created_at, changed_at, removed_at, version)
    select {key("1c")}, '手机' || n, 'Phone ' || n, 'whip', {key("1d")}, {of_district()},
        {of_district()}, 10, 'unknown', {NOW}, {moment(KEPT)}, {moment(KEPT)},
        case when n <= {KEPT} - 10 then {NOW} end, 1
    from generate_series(1, {KEPT}) n
    """,
    f"""
    insert into video.phone (source_id, sender, incident_id, take, paced_from, started_at, ends_at,
        ended_at, why_ended)
    select {key("1c")}, 'account', {key("2")}, {key("1d")}, {moment(KEPT)}, {moment(KEPT)}, {NOW},
        case when n <= {KEPT} - 10 then {moment(KEPT)} end,
        case when n <= {KEPT} - 10 then 'sender' end
    from generate_series(1, {KEPT}) n
    """,
    f"""
    insert into video.room_source (id, room_id, scope_id, source_id, organisation_id, zh, en, kind,
        sound, account_id, added_by, added_at, removed_at, why_removed)
    select {key("1e")}, {key("11")}, {of_district()}, {key("1b", f"(1 + n % {CAMERAS})")},
        {of_district()}, '摄像机', 'Camera', 'test-pattern', false, {key("12")}, '{{}}',
        {moment(ROOMS)}, case when {_CLOSED} then {moment(ROOMS)} end,
        case when {_CLOSED} then 'closed' end
    from generate_series(1, {ROOMS}) n
    """,
    # Half of meetings, half of cameras; of the youngest some go on, some wait to be put away.
    f"""
    insert into video.recording (id, room_id, source_id, organisation_id, scope_id, title, state,
        started_at, ends_at, ended_at, why_ended, started_by, cleared_at)
    select {key("1f")}, case when n % 2 = 0 then {key("11")} end,
        case when n % 2 = 1 then {key("1b", f"(1 + n % {CAMERAS})")} end, {of_district()},
        case when n % 2 = 0 then {of_district()}
        else {of_district(f"(10 * (1 + n % {CAMERAS}))")} end,
        '记录', case when {_CLOSED} then 'kept' else 'running' end, {moment(ROOMS)},
        {moment(ROOMS)}, case when {_CLOSED} then {moment(ROOMS)} end,
        case when {_CLOSED} then 'stopped' end, '{{}}',
        case when {_CLOSED} then {moment(ROOMS)} end
    from generate_series(1, {ROOMS}) n
    """,
    """
    insert into video.recorded_track (id, recording_id, source_id, kind, name, screen)
    select gen_random_uuid(), id, id, 'video', '大厅', false from video.recording
    """,
    f"""
    insert into video.recorded_segment (recording_id, n, track_id, file, codec, started_at,
        ended_at, bytes, frames, sha256, look)
    select t.recording_id, n, t.id, 'f' || n, 'VP8', r.started_at + n * interval '1 minute',
        r.started_at + (n + 1) * interval '1 minute', 1, 1, repeat('0', 64),
        case when r.state = 'running' then 'due' else 'made' end
    from video.recorded_track t join video.recording r on r.id = t.recording_id,
        generate_series(1, {SEGMENTS}) n
    """,
)
