-- Rooms where people meet by video, meetings booked, and talk about any subject.

create function kernel.my_subjects() returns uuid[]
language sql stable parallel safe as $$
    select coalesce(nullif(current_setting('wanglou.subjects', true), '')::uuid[], '{}')
$$;
comment on function kernel.my_subjects() is
    'What a one-time link is for, seen beside what organisations see';

-- Like kernel.protect; the guest of a subject sees the rows of that subject, and nothing else.
create function kernel.protect_with_guests(tbl regclass, subject name) returns void
language plpgsql as $$
begin
    execute format('alter table %s enable row level security', tbl);
    execute format('alter table %s force row level security', tbl);
    execute format('create policy owner on %s to current_user using (true) with check (true)', tbl);
    execute format(
        'create policy sight on %s to %s using '
        '((select true from kernel.scope s where s.id = scope_id) '
        'or %I = any((select kernel.my_subjects())::uuid[]))', tbl, ':app', subject);
end $$;

-- A guest reads who else is in the room: the names of their organisations.
create policy guests on registry.organisation for select to :app using (
    cardinality((select kernel.my_subjects())) > 0);

-- Talk about a subject ----------------------------------------------------------------------------

create schema messages;
grant usage on schema messages to :app;

create table messages.talk (
    id uuid primary key,
    subject_id uuid not null,
    drill uuid not null,
    scope_id uuid not null references kernel.scope,
    count integer not null default 0,
    last_at timestamptz,
    unique (drill, subject_id)
);
comment on table messages.talk is 'What is said about one subject, one row each: what boards show';
comment on column messages.talk.subject_id is 'opaque: an incident, a room, a task';
select kernel.protect_with_guests('messages.talk', 'subject_id');
grant select, insert, update on messages.talk to :app;

create table messages.message (
    id uuid primary key,
    subject_id uuid not null,
    drill uuid not null,
    scope_id uuid not null references kernel.scope,
    text text not null check (length(text) <= 2000),
    files uuid[] not null check (cardinality(files) <= 10),
    sender jsonb not null,
    sent_at timestamptz not null,
    check (text <> '' or cardinality(files) > 0)
);
comment on table messages.message is 'One message: words, kernel files, or both';
comment on column messages.message.sender is 'the card of who sent it, as facts keep it';
create index message_of_subject on messages.message (subject_id, sent_at, id);
select kernel.protect_with_guests('messages.message', 'subject_id');
grant select, insert on messages.message to :app;

-- Rooms -------------------------------------------------------------------------------------------

create schema video;
grant usage on schema video to :app;

create table video.room (
    id uuid primary key,
    title text not null check (length(title) between 1 and 100),
    sight text not null check (sight in ('invited', 'incident', 'posts')),
    organisation_id uuid not null references registry.organisation (id),
    incident_id uuid,
    scope_id uuid not null references kernel.scope,
    venues uuid[] not null,
    posts uuid[] not null,
    state text not null check (state in ('planned', 'open', 'closed')),
    locked boolean not null default false,
    layout text not null default 'speaker' check (layout in ('speaker', '1', '4', '9', '16')),
    main_source uuid,
    made_by jsonb not null,
    chair_account uuid not null,
    created_at timestamptz not null,
    opened_at timestamptz,
    closed_at timestamptz,
    used_at timestamptz,
    cleared_at timestamptz,
    check ((sight = 'incident') = (incident_id is not null)),
    check ((state = 'closed') = (closed_at is not null))
);
comment on table video.room is 'Where people meet by video';
comment on column video.room.sight is
    'who sees it: own and invited organisations, whoever sees the incident, or named posts alone';
comment on column video.room.incident_id is 'opaque: what the meeting is about';
comment on column video.room.venues is 'organisations invited: those the roll call expects';
comment on column video.room.main_source is 'the picture on the big screen: a participant, or a shared screen';
comment on column video.room.chair_account is 'who made it and chairs it';
comment on column video.room.used_at is 'when somebody was there last';
create index room_listed on video.room (created_at desc, id desc);
create index room_incident on video.room (incident_id) where incident_id is not null;
create index room_alive on video.room (id) where state = 'open';
create index room_leaving on video.room (closed_at) where closed_at is not null and cleared_at is null;
select kernel.protect_with_guests('video.room', 'id');
grant select, insert, update on video.room to :app;

create table video.guest (
    id uuid primary key,
    room_id uuid not null references video.room,
    scope_id uuid not null references kernel.scope,
    name text not null check (length(name) between 1 and 40),
    role text not null check (role in ('speaker', 'listener')),
    token_hash bytea not null unique,
    cookie_hash bytea unique,
    made_by jsonb not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    opened_at timestamptz,
    withdrawn_at timestamptz
);
comment on table video.guest is 'One-time links into a room; the secrets are kept as SHA-256';
comment on column video.guest.cookie_hash is 'of the phone that opened the link first';
create index guest_of_room on video.guest (room_id, created_at desc);
select kernel.protect_with_guests('video.guest', 'room_id');
grant select, insert, update on video.guest to :app;

create table video.participant (
    id uuid primary key,
    room_id uuid not null references video.room,
    scope_id uuid not null references kernel.scope,
    account_id uuid,
    guest_id uuid references video.guest,
    organisation_id uuid references registry.organisation (id),
    name text not null check (length(name) between 1 and 100),
    venue text check (length(venue) <= 100),
    place geometry(Point, 4326),
    role text not null check (role in ('chair', 'speaker', 'listener', 'recorder')),
    page uuid not null,
    screen_id uuid not null,
    microphone boolean not null default false,
    camera boolean not null default false,
    sharing boolean not null default false,
    silenced boolean not null default false,
    hand_at timestamptz,
    entered_at timestamptz not null,
    seen_at timestamptz not null,
    left_at timestamptz,
    why_left text check (why_left in ('left', 'lost', 'kicked', 'closed')),
    barred boolean not null default false,
    check ((account_id is null) <> (guest_id is null)),
    check ((left_at is null) = (why_left is null))
);
comment on table video.participant is 'Who is or was in a room; the same person is one row, however often it returns';
comment on column video.participant.id is 'also names its camera at the media engine, and its page as a viewer';
comment on column video.participant.page is 'the page that is in the room now; an older page of the same person steps back';
comment on column video.participant.screen_id is 'names its shared screen at the media engine';
comment on column video.participant.venue is 'what the venue calls itself, where it is not the organisation';
comment on column video.participant.place is 'where the venue is: lon lat, WGS 84';
comment on column video.participant.silenced is 'by the chair: the media engine forwards none of its sound';
comment on column video.participant.seen_at is 'when the media engine had it last';
create unique index participant_account on video.participant (room_id, account_id) where account_id is not null;
create unique index participant_guest on video.participant (guest_id) where guest_id is not null;
create index participant_present on video.participant (room_id) where left_at is null;
select kernel.protect_with_guests('video.participant', 'room_id');
grant select, insert, update on video.participant to :app;

create table video.attendance (
    id uuid primary key,
    room_id uuid not null references video.room,
    participant_id uuid not null references video.participant,
    scope_id uuid not null references kernel.scope,
    entered_at timestamptz not null,
    left_at timestamptz,
    why_left text
);
comment on table video.attendance is 'Each span of time somebody was in a room';
create index attendance_of_room on video.attendance (room_id, entered_at, id);
create unique index attendance_present on video.attendance (participant_id) where left_at is null;
select kernel.protect_with_guests('video.attendance', 'room_id');
grant select, insert, update on video.attendance to :app;

create table video.roll_call (
    id uuid primary key,
    room_id uuid not null references video.room,
    scope_id uuid not null references kernel.scope,
    called_by jsonb not null,
    started_at timestamptz not null,
    finished_at timestamptz
);
comment on table video.roll_call is '点名: who answered when the chair called the venues';
create index roll_call_of_room on video.roll_call (room_id, started_at desc);
create unique index roll_call_running on video.roll_call (room_id) where finished_at is null;
select kernel.protect_with_guests('video.roll_call', 'room_id');
grant select, insert, update on video.roll_call to :app;

create table video.roll_entry (
    roll_call_id uuid not null references video.roll_call,
    room_id uuid not null references video.room,
    scope_id uuid not null references kernel.scope,
    organisation_id uuid not null references registry.organisation (id),
    present boolean not null,
    answered_at timestamptz,
    answered_by text,
    primary key (roll_call_id, organisation_id)
);
comment on column video.roll_entry.present is 'somebody of it was in the room when it was called';
select kernel.protect_with_guests('video.roll_entry', 'room_id');
grant select, insert, update on video.roll_entry to :app;

create table video.decision (
    id uuid primary key,
    room_id uuid not null references video.room,
    scope_id uuid not null references kernel.scope,
    text text not null check (length(text) between 1 and 500),
    decided_by jsonb not null,
    decided_at timestamptz not null
);
comment on table video.decision is 'What a meeting decided, in the order it did';
create index decision_of_room on video.decision (room_id, decided_at, id);
select kernel.protect_with_guests('video.decision', 'room_id');
grant select, insert on video.decision to :app;

create table video.meeting (
    id uuid primary key,
    room_id uuid not null unique references video.room,
    scope_id uuid not null references kernel.scope,
    title text not null check (length(title) between 1 and 100),
    agenda text not null check (length(agenda) <= 2000),
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    reminder_minutes smallint not null check (reminder_minutes between 0 and 1440),
    remind_at timestamptz,
    state text not null check (state in ('booked', 'cancelled', 'held')),
    booked_by jsonb not null,
    booked_at timestamptz not null,
    sequence integer not null default 0,
    cleared_at timestamptz
);
comment on table video.meeting is 'Meetings booked; each has a room of its own';
comment on column video.meeting.remind_at is 'when the venues are to be reminded; null once they were';
comment on column video.meeting.sequence is 'counts changes, as calendar programs want (RFC 5545)';
create index meeting_listed on video.meeting (starts_at, id);
create index meeting_remind on video.meeting (remind_at) where remind_at is not null and state = 'booked';
create index meeting_leaving on video.meeting (ends_at) where cleared_at is null;
select kernel.protect('video.meeting');
grant select, insert, update on video.meeting to :app;
