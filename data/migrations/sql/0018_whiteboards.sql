-- Whiteboards: what people in a meeting draw together, on a blank sheet or on the map.

create table video.whiteboard (
    id uuid primary key,
    room_id uuid not null references video.room,
    scope_id uuid not null references kernel.scope,
    ground text not null check (ground in ('sheet', 'map')),
    box double precision[] check (cardinality(box) = 4),
    account_id uuid not null,
    opened_by jsonb not null,
    opened_at timestamptz not null,
    closed_by jsonb,
    closed_at timestamptz,
    revision integer not null default 0,
    check ((ground = 'map') = (box is not null)),
    check ((closed_at is null) = (closed_by is null))
);
comment on table video.whiteboard is '白板: what people in a room draw together';
comment on column video.whiteboard.box is
    'the part of the map it shows: west, south, east, north, degrees WGS 84; null on a blank sheet';
comment on column video.whiteboard.account_id is 'who opened it, and may close it beside the chair';
comment on column video.whiteboard.revision is 'number of its last change';
create unique index whiteboard_open on video.whiteboard (room_id) where closed_at is null;
create index whiteboard_of_room on video.whiteboard (room_id, opened_at);
select kernel.protect_with_guests('video.whiteboard', 'room_id');
grant select, insert, update on video.whiteboard to :app;

create table video.whiteboard_object (
    id uuid primary key,
    whiteboard_id uuid not null references video.whiteboard,
    room_id uuid not null references video.room,
    scope_id uuid not null references kernel.scope,
    participant_id uuid not null references video.participant,
    kind text not null check (kind in ('pen', 'line', 'arrow', 'rectangle', 'ellipse', 'text')),
    points double precision[] not null check (cardinality(points) between 2 and 800),
    text text not null check (length(text) <= 80),
    colour text not null check (length(colour) <= 10),
    width integer not null check (width between 1 and 20),
    drawn_by jsonb not null,
    drawn_at timestamptz not null,
    place integer not null,
    erased_at timestamptz,
    revision integer not null
);
comment on table video.whiteboard_object is 'One thing drawn on a whiteboard; erased ones stay for the recording';
comment on column video.whiteboard_object.points is
    'x and y in turn: longitude and latitude on the map (WGS 84), else parts of the sheet, 0 to 1, from its upper left';
comment on column video.whiteboard_object.width is 'thousandths of the width of the sheet';
comment on column video.whiteboard_object.place is 'the revision that drew it: later ones lie on top';
comment on column video.whiteboard_object.revision is 'the revision that changed it last';
create index whiteboard_object_of on video.whiteboard_object (whiteboard_id, place);
create index whiteboard_object_pace on video.whiteboard_object (participant_id, drawn_at);
select kernel.protect_with_guests('video.whiteboard_object', 'room_id');
grant select, insert, update on video.whiteboard_object to :app;
