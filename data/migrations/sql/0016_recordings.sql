-- What was recorded: of whom, in which files, kept how long.

create table video.recording (
    id uuid primary key,
    room_id uuid references video.room,
    source_id uuid references video.source,
    incident_id uuid,
    organisation_id uuid not null references registry.organisation,
    scope_id uuid not null references kernel.scope,
    title text not null check (length(title) between 1 and 100),
    state text not null check (state in ('running', 'closing', 'kept', 'erased')),
    fault text,
    started_at timestamptz not null,
    ends_at timestamptz not null,
    ended_at timestamptz,
    why_ended text check (why_ended in ('stopped', 'room-closed', 'time-over')),
    started_by jsonb not null,
    ended_by jsonb,
    held boolean not null default false,
    held_reason text check (length(held_reason) <= 500),
    erased_at timestamptz,
    erased_by jsonb,
    erased_reason text check (length(erased_reason) <= 500),
    removed_at timestamptz,
    cleared_at timestamptz,
    constraint recording_of_one check ((room_id is null) <> (source_id is null)),
    constraint recording_ended check ((state = 'running') = (ended_at is null)),
    constraint recording_erased check ((state = 'erased') = (erased_at is not null))
);
comment on table video.recording is 'A span of time in which what a room or a source brings is written to files';
comment on column video.recording.incident_id is 'opaque: that of the room; kept while it is open';
comment on column video.recording.scope_id is 'that of the room or source';
comment on column video.recording.state is 'closing: it has ended, its last files are being put away';
comment on column video.recording.fault is 'why nothing is written at the moment: a code; null = it is';
comment on column video.recording.ends_at is 'it ends by itself then';
comment on column video.recording.removed_at is 'when the files of an erased recording were gone';
create unique index recording_running on video.recording (coalesce(room_id, source_id)) where state = 'running';
create index recording_listed on video.recording (started_at desc, id desc);
create index recording_room on video.recording (room_id, started_at desc) where room_id is not null;
create index recording_source on video.recording (source_id, started_at desc) where source_id is not null;
create index recording_incident on video.recording (incident_id) where incident_id is not null;
create index recording_busy on video.recording (id) where state in ('running', 'closing');
create index recording_due on video.recording (ended_at) where state = 'kept' and not held;
create index recording_remove on video.recording (id) where state = 'erased' and removed_at is null;
create index recording_leaving on video.recording (ended_at) where ended_at is not null and cleared_at is null;
alter table video.recording enable row level security;
alter table video.recording force row level security;
create policy owner on video.recording to current_user using (true) with check (true);
-- Whoever loses sight of a room or a camera loses its recordings at once.
create policy sight on video.recording to :app using (
    (select true from kernel.scope s where s.id = scope_id)
    and (room_id is null or (select true from video.room r where r.id = room_id))
    and (source_id is null or (select true from video.source v where v.id = source_id)));
grant select, insert, update on video.recording to :app;

create table video.recorded_track (
    id uuid primary key,
    recording_id uuid not null references video.recording,
    source_id uuid not null,
    kind text not null check (kind in ('video', 'audio')),
    name text not null check (length(name) between 1 and 100),
    screen boolean not null,
    unique (recording_id, source_id, kind)
);
comment on table video.recorded_track is 'Sound or picture of one participant, shared screen or source';
comment on column video.recorded_track.source_id is 'its name at the media engine: a participant, a screen or a source';
alter table video.recorded_track enable row level security;
alter table video.recorded_track force row level security;
create policy owner on video.recorded_track to current_user using (true) with check (true);
create policy sight on video.recorded_track to :app using (
    recording_id in (select r.id from video.recording r));
grant select, insert on video.recorded_track to :app;

create table video.recorded_segment (
    recording_id uuid not null references video.recording,
    n integer not null check (n > 0),
    track_id uuid not null references video.recorded_track,
    file text not null check (length(file) <= 200),
    codec text not null check (codec in ('VP8', 'H264', 'opus')),
    started_at timestamptz not null,
    ended_at timestamptz not null,
    bytes bigint not null check (bytes > 0),
    frames integer not null check (frames > 0),
    width integer,
    height integer,
    sha256 text not null check (length(sha256) = 64),
    look text not null default 'due' check (look in ('due', 'made', 'none')),
    primary key (recording_id, n),
    unique (recording_id, file),
    check (ended_at >= started_at)
);
comment on table video.recorded_segment is 'One finished file of a track, about a minute';
comment on column video.recorded_segment.file is 'its name in the folder of the recording';
comment on column video.recorded_segment.look is 'whether a small picture of its beginning is made yet; none = it has none';
create index recorded_segment_track on video.recorded_segment (track_id, started_at);
create index recorded_segment_look on video.recorded_segment (recording_id, n) where look = 'due';
alter table video.recorded_segment enable row level security;
alter table video.recorded_segment force row level security;
create policy owner on video.recorded_segment to current_user using (true) with check (true);
create policy sight on video.recorded_segment to :app using (
    recording_id in (select r.id from video.recording r));
grant select, insert, update on video.recorded_segment to :app;

-- Everybody in a room sees that it is recorded, guests too, who see no recordings.
alter table video.room add column recording jsonb;
comment on column video.room.recording is '{id, started_at, fault} while the room is recorded';
