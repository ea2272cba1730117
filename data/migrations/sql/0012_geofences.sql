-- Geofences: areas to watch, rules over them, who is inside, who crossed, what came of it.

create table gis.geofence (
    id uuid primary key,
    name text not null check (length(name) between 1 and 80),
    kind text not null check (kind in ('polygon', 'circle', 'corridor')),
    shape geometry(Geometry, 4326) not null,
    radius_m double precision check (radius_m > 0),
    width_m double precision check (width_m > 0),
    margin_m double precision not null check (margin_m between 0 and 1000),
    area geometry(Geometry, 4326) not null,
    grown geometry(Geometry, 4326) not null,
    outline geometry(Geometry, 4326) not null,
    shape_digest text not null,
    area_m2 double precision not null,
    shaped_at timestamptz not null,
    hours jsonb,
    active boolean not null,
    organisation_id uuid not null references registry.organisation,
    scope_id uuid references kernel.scope,
    drawn_by jsonb not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    withdrawn_at timestamptz,
    version integer not null,
    check ((kind = 'circle') = (radius_m is not null)),
    check ((kind = 'corridor') = (width_m is not null))
);
comment on table gis.geofence is 'Areas that people watch';
comment on column gis.geofence.shape is 'as drawn, WGS 84 lon lat: an area, the middle of a circle, the line of a corridor';
comment on column gis.geofence.width_m is 'whole width of a corridor, metres';
comment on column gis.geofence.margin_m is 'whoever is inside leaves it only so many metres beyond its edge';
comment on column gis.geofence.area is 'where one is inside, WGS 84 lon lat';
comment on column gis.geofence.grown is 'the area grown by its margin: outside it one has left';
comment on column gis.geofence.outline is 'the area as screens draw it: few corners, WGS 84 lon lat';
comment on column gis.geofence.shape_digest is 'names the shape: two people who change it learn of each other by it';
comment on column gis.geofence.area_m2 is 'square metres on the ellipsoid';
comment on column gis.geofence.shaped_at is 'since when this is its area: who is found inside then has not come';
comment on column gis.geofence.hours is 'when it counts, local time of the city; null = always';
comment on column gis.geofence.scope_id is 'who sees it; null = everybody signed in';
create index geofence_listed on gis.geofence (created_at desc, id desc) where withdrawn_at is null;
create index geofence_withdrawn on gis.geofence (created_at desc, id desc) where withdrawn_at is not null;
create index geofence_changed on gis.geofence (changed_at);
alter table gis.geofence enable row level security;
alter table gis.geofence force row level security;
create policy owner on gis.geofence to current_user using (true) with check (true);
create policy sight on gis.geofence to :app using (
    (select kernel.signed_in()) and (scope_id is null
        or (select true from kernel.scope s where s.id = scope_id)));
grant select, insert, update on gis.geofence to :app;

create table gis.geofence_rule (
    id uuid primary key,
    name text not null check (length(name) between 1 and 80),
    event text not null check (event in ('enter', 'exit', 'dwell', 'speed', 'inside', 'outside')),
    minutes smallint check (minutes between 0 and 1440),
    limit_kmh smallint check (limit_kmh between 1 and 400),
    fences uuid[] not null check (cardinality(fences) > 0),
    units uuid[] not null,
    organisations uuid[] not null,
    kinds text[] not null,
    hours jsonb,
    alarm boolean not null,
    severity text not null check (severity in ('red', 'yellow')),
    active boolean not null,
    organisation_id uuid not null references registry.organisation,
    scope_id uuid not null references kernel.scope,
    made_by jsonb not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    withdrawn_at timestamptz,
    version integer not null,
    check ((event in ('dwell', 'inside', 'outside')) = (minutes is not null)),
    check (event <> 'dwell' or minutes > 0),
    check ((event = 'speed') = (limit_kmh is not null))
);
comment on table gis.geofence_rule is 'What is worth a fact, or an alarm, at which geofences, by whom, when';
comment on column gis.geofence_rule.minutes is 'so long inside (dwell, inside) or outside all of them (outside)';
comment on column gis.geofence_rule.units is 'these units; none = all of the organisations and kinds';
comment on column gis.geofence_rule.organisations is 'and those below them; none = all its own organisation sees';
comment on column gis.geofence_rule.scope_id is 'its organisation: sees the rule and what comes of it';
create index geofence_rule_listed on gis.geofence_rule (created_at desc, id desc) where withdrawn_at is null;
create index geofence_rule_changed on gis.geofence_rule (changed_at);
select kernel.protect('gis.geofence_rule');
grant select, insert, update on gis.geofence_rule to :app;

create table gis.presence (
    device integer not null references gis.device (number),
    fence_id uuid not null references gis.geofence,
    limit_kmh smallint not null default 0,
    inside boolean not null,
    since timestamptz not null,
    at timestamptz not null,
    changed_at timestamptz not null,
    primary key (device, fence_id, limit_kmh)
);
comment on table gis.presence is 'Which device is, or was last, inside which geofence; outlives the processes';
comment on column gis.presence.limit_kmh is '0 = inside at all; else inside and faster than this';
comment on column gis.presence.since is 'when it came, by the clock of the device';
comment on column gis.presence.at is 'when it came or went last';
create index presence_inside on gis.presence (fence_id) where inside;
create index presence_changed on gis.presence (changed_at);
alter table gis.presence enable row level security;
alter table gis.presence force row level security;
create policy owner on gis.presence to current_user using (true) with check (true);
create policy sight on gis.presence to :app using (
    (select kernel.my_organisations()) is null
    or ((select true from gis.geofence f where f.id = fence_id)
        and (select true from gis.device d where d.number = device)));
grant select, insert, update, delete on gis.presence to :app;

create table gis.crossing (
    id bigint generated always as identity primary key,
    device integer not null,
    fence_id uuid not null,
    limit_kmh smallint not null,
    begins boolean not null,
    at timestamptz not null,
    since timestamptz not null,
    lon double precision not null,
    lat double precision not null,
    speed_mps real,
    found boolean not null,
    late boolean not null
);
comment on table gis.crossing is
    'Outbox: who came or went, written with the position; erased with what comes of it';
comment on column gis.crossing.found is 'seen inside or outside for the first time: did not cross the edge';
comment on column gis.crossing.late is 'heard of so late that nobody is alarmed';
alter table gis.crossing enable row level security;
alter table gis.crossing force row level security;
create policy owner on gis.crossing to current_user using (true) with check (true);
create policy sight on gis.crossing to :app using ((select kernel.my_organisations()) is null);
grant select, insert, update, delete on gis.crossing to :app;

create table gis.geofence_event (
    id uuid primary key,
    rule_id uuid not null references gis.geofence_rule,
    event text not null,
    fence_id uuid references gis.geofence,
    device_id uuid not null references gis.device,
    unit_id uuid references registry.unit,
    who uuid not null,
    named jsonb not null,
    at timestamptz not null,
    until timestamptz,
    standing boolean not null,
    figures jsonb not null,
    lon double precision,
    lat double precision,
    late boolean not null,
    alarm_id uuid,
    organisation_id uuid not null references registry.organisation,
    scope_id uuid not null references kernel.scope,
    told_at timestamptz not null,
    left_at timestamptz
);
comment on table gis.geofence_event is 'What rules found';
comment on column gis.geofence_event.fence_id is 'null where somebody is outside all geofences of the rule';
comment on column gis.geofence_event.who is 'the unit, or the device of none';
comment on column gis.geofence_event.named is 'what rule, geofence and unit were called then';
comment on column gis.geofence_event.standing is 'goes on: inside, outside, too long, too fast';
comment on column gis.geofence_event.until is 'when what went on was over';
comment on column gis.geofence_event.left_at is 'when it left the boards';
create unique index geofence_event_standing on gis.geofence_event
    (rule_id, who, coalesce(fence_id, '00000000-0000-0000-0000-000000000000'::uuid)) where standing;
create index geofence_event_page on gis.geofence_event (at desc, id desc);
create index geofence_event_fence on gis.geofence_event (fence_id, at desc, id desc);
create index geofence_event_unit on gis.geofence_event (unit_id, at desc, id desc);
create index geofence_event_boards on gis.geofence_event (told_at) where left_at is null and not standing;
select kernel.protect('gis.geofence_event');
grant select, insert, update, delete on gis.geofence_event to :app;

-- Writes who came and went beside their positions. What is known already, or older than what is
-- known, is passed over: the same batch again, or the same device through two processes, counts once.
create function gis.take_crossings(
    devices integer[], fences uuid[], limits smallint[], begin_here boolean[], ats timestamptz[],
    sinces timestamptz[], lons float8[], lats float8[], speeds real[], founds boolean[],
    lates boolean[], now timestamptz
) returns integer language plpgsql set search_path = gis, public, pg_temp as $$
declare was gis.presence; item integer; taken integer := 0;
begin
    for item in 1 .. cardinality(devices) loop
        select * into was from gis.presence p where p.device = devices[item]
            and p.fence_id = fences[item] and p.limit_kmh = limits[item] for update;
        if begin_here[item] then
            continue when found and (was.inside or was.at >= ats[item]);
            insert into gis.presence (device, fence_id, limit_kmh, inside, since, at, changed_at)
            values (devices[item], fences[item], limits[item], true, ats[item], ats[item], now)
            on conflict (device, fence_id, limit_kmh) do update
                set inside = true, since = excluded.since, at = excluded.at,
                    changed_at = excluded.changed_at;
        else
            continue when not found or not was.inside or was.at > ats[item];
            update gis.presence p set inside = false, at = ats[item], changed_at = now
            where p.device = devices[item] and p.fence_id = fences[item]
                and p.limit_kmh = limits[item];
        end if;
        insert into gis.crossing
            (device, fence_id, limit_kmh, begins, at, since, lon, lat, speed_mps, found, late)
        values (devices[item], fences[item], limits[item], begin_here[item], ats[item],
                sinces[item], lons[item], lats[item], speeds[item], founds[item], lates[item]);
        taken := taken + 1;
    end loop;
    return taken;
end $$;
