-- Texts to devices: an outbox. A row is what is to be said; the ingest process says it.

create table gis.text (
    id uuid primary key,
    device_id uuid not null references gis.device,
    unit_id uuid references registry.unit,
    cause uuid,
    scope_id uuid not null references kernel.scope,
    drill uuid not null,
    body text not null check (length(body) between 1 and 2000),
    urgent boolean not null,
    state text not null check (state in ('waiting', 'sent', 'answered', 'failed')),
    reason text check (reason in ('expired', 'refused', 'unsupported')),
    written_by jsonb not null,
    written_at timestamptz not null,
    until timestamptz not null,
    tries integer not null default 0,
    next_at timestamptz not null,
    sent_at timestamptz,
    ended_at timestamptz,
    constraint text_end check ((ended_at is null) = (state in ('waiting', 'sent'))),
    constraint text_reason check ((reason is null) = (state <> 'failed'))
);
comment on table gis.text is
    'Texts to devices; sent again until the device answers or the time is over. Old ones are erased';
comment on column gis.text.unit_id is 'the unit the device belonged to when it was written';
comment on column gis.text.cause is 'opaque: the order or incident it is about';
comment on column gis.text.scope_id is 'that of the device when it was written';
comment on column gis.text.written_by is 'the card of who wrote it, as facts keep it';
comment on column gis.text.next_at is 'not sent (again) before';
comment on column gis.text.sent_at is 'when it first went to the device';
create index text_open on gis.text (next_at) where state in ('waiting', 'sent');
create index text_of_device on gis.text (device_id, written_at, id);
create index text_ended on gis.text (ended_at) where ended_at is not null;
alter table gis.text enable row level security;
alter table gis.text force row level security;
create policy owner on gis.text to current_user using (true) with check (true);
create policy sight on gis.text to :app using (
    (select kernel.my_organisations()) is null
    or (select true from kernel.scope s where s.id = scope_id));
grant select, insert, update, delete on gis.text to :app;
