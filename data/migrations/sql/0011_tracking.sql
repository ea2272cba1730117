-- Tracking: devices, where they were (one part a day, UTC), where each was last.

create table gis.device (
    id uuid primary key,
    number integer not null unique generated always as identity,
    protocol text not null check (protocol in ('jt808', 'cot', 'nmea', 'osmand', 'api')),
    identifier text not null check (length(identifier) between 1 and 200),
    name text check (length(name) between 1 and 100),
    secret_hash bytea,
    unit_id uuid references registry.unit,
    organisation_id uuid not null references registry.organisation,
    scope_id uuid not null references kernel.scope,
    datum text not null default 'wgs84' check (datum in ('wgs84', 'gcj02', 'bd09')),
    state text not null check (state in ('active', 'quarantined', 'refused')),
    maker text check (length(maker) <= 40),
    model text check (length(model) <= 60),
    plate text check (length(plate) <= 40),
    registered_at timestamptz not null,
    changed_at timestamptz not null,
    constraint device_identity unique (protocol, identifier)
);
comment on table gis.device is 'What tells positions; seen with its unit, without one by its own scope';
comment on column gis.device.number is 'short name in the millions of positions';
comment on column gis.device.identifier is 'terminal number without leading zeros, uid, id, SHA-256 of a token in hexadecimal';
comment on column gis.device.secret_hash is 'SHA-256 of the authentication code of a terminal';
comment on column gis.device.datum is 'datum of the positions it sends; stored are WGS 84';
create index device_unit on gis.device (unit_id) where unit_id is not null;
create index device_changed on gis.device (changed_at);
create index device_page on gis.device (registered_at, id);
alter table gis.device enable row level security;
alter table gis.device force row level security;
create policy owner on gis.device to current_user using (true) with check (true);
create policy sight on gis.device to :app using (
    (select kernel.my_organisations()) is null
    or case when unit_id is null then (select true from kernel.scope s where s.id = scope_id)
            else (select true from registry.unit u where u.id = unit_id) end);
grant select, insert, update on gis.device to :app;

create table gis.position (
    at timestamptz not null,
    received_at timestamptz not null,
    lon double precision not null,
    lat double precision not null,
    device integer not null,
    altitude_m real,
    speed_mps real,
    course_deg real,
    accuracy_m real,
    flags smallint not null,
    extras jsonb
) partition by range (at);
comment on table gis.position is
    'Where devices were; of a repeated (device, at) the first stays. Parts are made by gis.make_position_day';
comment on column gis.position.at is 'by the clock of the device';
comment on column gis.position.lon is 'degrees, WGS 84';
comment on column gis.position.lat is 'degrees, WGS 84';
comment on column gis.position.course_deg is 'clockwise from true north';
comment on column gis.position.flags is '1 backfill, 2 moving, 4 speed computed here, 8 course computed here';
create unique index position_device on gis.position (device, at);
create index position_at on gis.position using brin (at);
alter table gis.position enable row level security;
alter table gis.position force row level security;
create policy owner on gis.position to current_user using (true) with check (true);
-- A track is thousands of rows of one device: who may be seen is asked once a query.
create policy sight on gis.position to :app using (
    (select kernel.my_organisations()) is null or device in (select d.number from gis.device d));
grant select, insert on gis.position to :app;

create table gis.last_position (
    device integer primary key references gis.device (number),
    at timestamptz not null,
    received_at timestamptz not null,
    lon double precision not null,
    lat double precision not null,
    since timestamptz not null,
    altitude_m real,
    speed_mps real,
    course_deg real,
    accuracy_m real,
    moving boolean not null
) with (fillfactor = 70);
comment on table gis.last_position is 'Where each device was last; written with gis.position';
comment on column gis.last_position.lon is 'degrees, WGS 84';
comment on column gis.last_position.lat is 'degrees, WGS 84';
comment on column gis.last_position.since is 'since when it moves or stands';
alter table gis.last_position enable row level security;
alter table gis.last_position force row level security;
create policy owner on gis.last_position to current_user using (true) with check (true);
create policy sight on gis.last_position to :app using (
    (select kernel.my_organisations()) is null
    or (select true from gis.device d where d.number = device));
grant select, insert, update on gis.last_position to :app;

create table gis.device_refusal (
    device integer not null references gis.device (number),
    reason text not null,
    count bigint not null,
    last_at timestamptz not null,
    primary key (device, reason)
);
comment on table gis.device_refusal is 'Positions of a device that were not believed, by reason';
alter table gis.device_refusal enable row level security;
alter table gis.device_refusal force row level security;
create policy owner on gis.device_refusal to current_user using (true) with check (true);
create policy sight on gis.device_refusal to :app using (
    (select kernel.my_organisations()) is null
    or (select true from gis.device d where d.number = device));
grant select, insert, update on gis.device_refusal to :app;

-- A part is made beside the table and then hung into it: readers and writers go on meanwhile. The
-- application may only add rows to a part itself (COPY does not go through row security); it reads
-- through gis.position alone.
create function gis.make_position_day(day date) returns boolean
language plpgsql security definer set search_path = gis, public, pg_temp as $$
declare part text := format('position_%s', to_char(day, 'YYYYMMDD'));
begin
    if day < current_date - 3660 or day > current_date + 30 then
        raise exception 'no positions are kept of %', day using errcode = 'check_violation';
    end if;
    perform pg_advisory_xact_lock(7301945);
    if to_regclass(format('gis.%I', part)) is not null then return false; end if;
    execute format('create table gis.%I (like gis.position including all)', part);
    execute format(
        'alter table gis.position attach partition gis.%I for values from (%L) to (%L)',
        part, day::timestamp at time zone 'UTC', (day + 1)::timestamp at time zone 'UTC');
    execute format('grant insert on gis.%I to :app', part);
    return true;
end $$;

create function gis.drop_position_days(before date) returns integer
language plpgsql security definer set search_path = gis, public, pg_temp as $$
declare part text; dropped integer := 0;
begin
    for part in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'gis.position'::regclass
            and c.relname < format('position_%s', to_char(before, 'YYYYMMDD'))
        order by c.relname limit 10
    loop
        execute format('drop table gis.%I', part);
        dropped := dropped + 1;
    end loop;
    return dropped;
end $$;
revoke all on function gis.make_position_day(date) from public;
revoke all on function gis.drop_position_days(date) from public;
grant execute on function gis.make_position_day(date) to :app;
grant execute on function gis.drop_position_days(date) to :app;
