-- Floor 4: reports, incidents, one-time links, attachments. Narrative and caller stand apart.
create schema incidents;
grant usage on schema incidents to :app;

-- Numbers: R-20261122-0001 per local day. A sequence and the place it stood at when the day began,
-- so that nobody waits for anybody; numbers of transactions that failed are left out.
create sequence incidents.number;
create table incidents.number_day (
    prefix text not null,
    day date not null,
    base bigint not null,
    primary key (prefix, day)
);
create function incidents.next_number(prefix text, day date) returns text
language plpgsql security definer set search_path = incidents, public, pg_temp as $$
declare
    drawn bigint := nextval('incidents.number');
    start bigint;
begin
    select d.base into start from incidents.number_day d
        where d.prefix = next_number.prefix and d.day = next_number.day;
    if not found then
        insert into incidents.number_day values (prefix, day, drawn - 1) on conflict do nothing;
        select d.base into start from incidents.number_day d
            where d.prefix = next_number.prefix and d.day = next_number.day;
    end if;
    -- Whoever drew before the day's first number was set draws again.
    while drawn <= start loop
        drawn := nextval('incidents.number');
    end loop;
    return format('%s-%s-%s', prefix, to_char(day, 'YYYYMMDD'),
                  lpad((drawn - start)::text, greatest(4, length((drawn - start)::text)), '0'));
end $$;

create table incidents.incident (
    id uuid primary key,
    number text not null unique,
    title text not null check (length(title) between 1 and 200),
    kind text check (kind ~ '^[0-9]{5}$'),
    grade text check (grade in ('I', 'II', 'III', 'IV')),
    state text not null
        check (state in ('reported', 'confirmed', 'responding', 'controlled', 'closed', 'merged')),
    state_before text,
    occurred_at timestamptz not null,
    place geometry(Point, 4326),
    place_accuracy_m real,
    place_source text,
    address text check (length(address) <= 200),
    district_code text,
    town_code text,
    organisation_id uuid not null references registry.organisation (id),
    assigned uuid[] not null default '{}',
    label text not null check (label in ('open', 'internal', 'restricted')),
    posts uuid[] not null default '{}',
    summary text check (length(summary) <= 4000),
    figures jsonb not null default '{}',
    marks jsonb not null default '{}',
    units jsonb not null default '[]',
    last_note jsonb,
    alarmed jsonb not null default '{}',
    merged_into uuid references incidents.incident check (merged_into <> id),
    drill uuid not null default '00000000-0000-0000-0000-000000000000',
    scope_id uuid not null references kernel.scope,
    principal text not null,
    content_hash bytea not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    cleared_at timestamptz,
    check ((state = 'merged') = (merged_into is not null))
);
comment on column incidents.incident.kind is 'code of data/reference/event-kinds.json';
comment on column incidents.incident.state_before is 'state that un-merging gives back';
comment on column incidents.incident.place is 'WGS 84 lon lat';
comment on column incidents.incident.place_accuracy_m is 'metres';
comment on column incidents.incident.address is 'to town level: the exact words of a caller are personal';
comment on column incidents.incident.assigned is 'organisations called in';
comment on column incidents.incident.marks is 'event -> first moment; clocks are derived from it';
comment on column incidents.incident.alarmed is 'alarm kind -> since when it is raised';
comment on column incidents.incident.units is 'units sent to it: id, call_sign, status';
comment on column incidents.incident.cleared_at is 'when it left the boards';
create index incident_place on incidents.incident using gist (place, occurred_at);
create index incident_listed on incidents.incident (occurred_at desc, id desc);
-- Open, or an alarm still stands for it: what the watch reads every few seconds.
create index incident_open on incidents.incident (changed_at)
    where state not in ('closed', 'merged') or alarmed <> '{}';
create index incident_leaving on incidents.incident (changed_at)
    where state in ('closed', 'merged') and cleared_at is null;
create index incident_merged on incidents.incident (merged_into) where merged_into is not null;

create table incidents.report (
    id uuid primary key,
    number text not null unique,
    channel text not null,
    received_at timestamptz not null,
    occurred_at timestamptz not null,
    kind text check (kind ~ '^[0-9]{5}$'),
    grade text check (grade in ('I', 'II', 'III', 'IV')),
    title text check (length(title) between 1 and 200),
    state text not null check (state in ('received', 'linked', 'rejected')),
    reject_reason text,
    incident_id uuid references incidents.incident,
    organisation_id uuid not null references registry.organisation (id),
    place geometry(Point, 4326),
    place_accuracy_m real,
    place_source text,
    district_code text,
    town_code text,
    taken_by uuid,
    taken_name text,
    taken_at timestamptz,
    alarmed_at timestamptz,
    link_id uuid,
    drill uuid not null default '00000000-0000-0000-0000-000000000000',
    scope_id uuid not null references kernel.scope,
    principal text not null,
    content_hash bytea not null,
    changed_at timestamptz not null,
    cleared_at timestamptz,
    check ((state = 'linked') = (incident_id is not null)),
    check ((state = 'rejected') = (reject_reason is not null))
);
comment on column incidents.report.place is 'WGS 84 lon lat';
comment on column incidents.report.organisation_id is 'whose desk received it; its own scope when not linked';
comment on column incidents.report.taken_by is 'account that works on it';
comment on column incidents.report.alarmed_at is 'since when an alarm stands because nobody took it';
comment on column incidents.report.scope_id is 'the organisation''s scope, or the incident''s while linked';
comment on column incidents.report.principal is 'who sent it; the same id with the same content is the same report';
create index report_place on incidents.report using gist (place, occurred_at)
    where state <> 'rejected';
create index report_listed on incidents.report (received_at desc, id desc);
create index report_placeless on incidents.report (received_at desc) where place is null;
create index report_sender on incidents.report (principal, received_at desc, id desc);
create index report_waiting on incidents.report (received_at) where state = 'received';
create index report_alarmed on incidents.report (organisation_id) where alarmed_at is not null;
create index report_incident on incidents.report (incident_id) where incident_id is not null;
create index report_leaving on incidents.report (changed_at)
    where state <> 'received' and cleared_at is null;

create table incidents.report_private (
    report_id uuid primary key references incidents.report on delete cascade,
    text text not null check (length(text) between 1 and 4000),
    caller_name text,
    caller_phone text,
    address text,
    extracted jsonb not null default '{}',
    note text
);
comment on table incidents.report_private is
    'Personal part of a report: read only with the permission for personal data, erased by retention';
comment on column incidents.report_private.extracted is 'figures read from the narrative, health included';

create table incidents.attachment (
    id uuid primary key,
    incident_id uuid references incidents.incident,
    report_id uuid references incidents.report,
    file_id uuid not null,
    caption text check (length(caption) <= 500),
    added_at timestamptz not null,
    added_by jsonb not null,
    check (num_nonnulls(incident_id, report_id) = 1),
    unique (incident_id, file_id),
    unique (report_id, file_id)
);
comment on column incidents.attachment.file_id is 'kernel.file';
create index attachment_file on incidents.attachment (file_id);

create table incidents.link (
    id uuid primary key,
    token_hash bytea not null unique,
    cookie_hash bytea unique,
    organisation_id uuid not null references registry.organisation (id),
    incident_id uuid references incidents.incident,
    report_id uuid references incidents.report,
    purpose text check (length(purpose) <= 200),
    phone text,
    created_by uuid,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    opened_at timestamptz,
    withdrawn_at timestamptz,
    position geometry(Point, 4326),
    position_accuracy_m real,
    position_at timestamptz,
    photos integer not null default 0,
    scope_id uuid not null references kernel.scope
);
comment on table incidents.link is 'One-time links sent to a caller or witness; secrets as SHA-256';
comment on column incidents.link.cookie_hash is 'of the first phone that opened it; no other may';
comment on column incidents.link.position is 'of the phone, WGS 84 lon lat';
create index link_report on incidents.link (report_id) where report_id is not null;
create index link_incident on incidents.link (incident_id) where incident_id is not null;

grant select, insert, update, delete on incidents.incident, incidents.report,
    incidents.report_private, incidents.attachment, incidents.link to :app;

select kernel.protect('incidents.incident');
select kernel.protect('incidents.report');
select kernel.protect('incidents.link');

alter table incidents.report_private enable row level security;
alter table incidents.report_private force row level security;
create policy owner on incidents.report_private to current_user using (true) with check (true);
create policy sight on incidents.report_private for select to :app using (
    (select kernel.my_personal())
    and (select true from incidents.report r where r.id = report_id));
create policy change on incidents.report_private for update to :app using (
    (select kernel.my_personal())
    and (select true from incidents.report r where r.id = report_id));
-- A crew or a caller may send what it may not read afterwards.
create policy add on incidents.report_private for insert to :app with check (
    (select true from incidents.report r where r.id = report_id));

create policy erase on incidents.report_private for delete to :app using (
    (select kernel.my_organisations()) is null);

alter table incidents.attachment enable row level security;
alter table incidents.attachment force row level security;
create policy owner on incidents.attachment to current_user using (true) with check (true);
create policy sight on incidents.attachment to :app using (
    (select true from incidents.report r where r.id = report_id)
    or (select true from incidents.incident i where i.id = incident_id));

-- The incident that stands for one that was merged; itself when it was not.
create function incidents.survivor(which uuid) returns uuid
language sql stable security definer set search_path = incidents, public, pg_temp as $$
    with recursive chain as (
        select id, merged_into from incidents.incident where id = which
        union all
        select i.id, i.merged_into from chain c join incidents.incident i on i.id = c.merged_into)
    select id from chain where merged_into is null
$$;

-- What an incident stands for: itself and what was merged into it, as far as everybody who sees it
-- may know of that: a restricted one counts only for a survivor restricted to some of its posts.
create function incidents.merged_family(which uuid) returns uuid[]
language sql stable security definer set search_path = incidents, public, pg_temp as $$
    with recursive family as (
        select i.id, i.label, i.posts from incidents.incident i where i.id = which
        union all
        select i.id, f.label, f.posts from family f
            join incidents.incident i on i.merged_into = f.id
            where i.label <> 'restricted' or (f.label = 'restricted' and f.posts <@ i.posts))
    select array_agg(id) from family
$$;

-- Counts over the whole family, the same for everybody who sees the survivor.
create function incidents.tally(
    which uuid, out reports bigint, out attachments bigint, out merged_from uuid[]
) language sql stable security definer set search_path = incidents, public, pg_temp as $$
    select
        (select count(*) from incidents.report r where r.incident_id = any(f.ids)),
        (select count(*) from incidents.attachment a where a.incident_id = any(f.ids))
            + (select count(*) from incidents.report r
                join incidents.attachment a on a.report_id = r.id
                where r.incident_id = any(f.ids)),
        f.ids[2:]
    from (select incidents.merged_family(which) as ids) f
$$;

-- What an asker may know of open things of other organisations near a place: whose desk to call,
-- roughly how far and how long ago. Nothing of what is restricted by name.
create function incidents.others_near(
    lon double precision, lat double precision, radius_m double precision,
    since timestamptz, until timestamptz, classes text[]
) returns table (organisation_id uuid, distance_m double precision, at timestamptz)
language sql stable security definer set search_path = incidents, public, pg_temp as $$
    with here as (
        select st_setsrid(st_makepoint(lon, lat), 4326) as point,
               st_expand(st_setsrid(st_makepoint(lon, lat), 4326),
                         radius_m / (111320 * greatest(0.01, cos(radians(lat)))),
                         radius_m / 111320) as box),
    near as (
        select r.organisation_id, r.scope_id, r.kind, r.occurred_at as at,
               st_distancesphere(r.place, here.point) as distance_m
            from here, incidents.report r
            where r.place && here.box and r.occurred_at between since and until
                and r.state = 'received'
        union all
        select i.organisation_id, i.scope_id, i.kind, i.occurred_at,
               st_distancesphere(i.place, here.point)
            from here, incidents.incident i
            where i.place && here.box and i.occurred_at between since and until
                and i.state not in ('closed', 'merged'))
    select distinct on (n.organisation_id)
           n.organisation_id, round(n.distance_m / 100) * 100, n.at
        from near n join kernel.scope s on s.id = n.scope_id
        where n.distance_m <= radius_m
            and (cardinality(classes) = 0 or n.kind is null or left(n.kind, 3) = any(classes))
            and s.label <> 'restricted'
            and not kernel.visible(s.label, s.sight, s.named,
                                   kernel.my_organisations(), kernel.my_posts())
        order by n.organisation_id, n.distance_m
$$;

-- The personal part of a report for the journal, which keeps it apart under its own permission. The
-- caller has made sure that the asker sees the report.
create function incidents.private_of(which uuid) returns incidents.report_private
language sql stable security definer set search_path = incidents, public, pg_temp as $$
    select * from incidents.report_private where report_id = which
$$;
