-- Cameras and other sources brought into a meeting.

create table video.room_source (
    id uuid primary key,
    room_id uuid not null references video.room,
    scope_id uuid not null references kernel.scope,
    source_id uuid not null references video.source,
    organisation_id uuid not null references registry.organisation (id),
    zh text not null check (length(zh) between 1 and 100),
    en text not null check (length(en) between 1 and 100),
    kind text not null,
    sound boolean not null,
    account_id uuid not null,
    added_by jsonb not null,
    added_at timestamptz not null,
    removed_at timestamptz,
    why_removed text check (why_removed in ('removed', 'rights', 'closed')),
    check ((removed_at is null) = (why_removed is null))
);
comment on table video.room_source is 'Cameras and other sources shown to everybody in a room';
comment on column video.room_source.id is 'also names it at the media engine, in this room';
comment on column video.room_source.zh is 'its name as it was brought: those in the room may not see the source itself';
comment on column video.room_source.account_id is 'by whose right it is shown: it goes when that right ends';
create unique index room_source_shown on video.room_source (room_id, source_id) where removed_at is null;
create index room_source_of_room on video.room_source (room_id, added_at);
select kernel.protect_with_guests('video.room_source', 'room_id');
grant select, insert, update on video.room_source to :app;
