-- Floor 2: who and what exists. Organisations, accounts, posts, roles, units, resources, duty.
create schema registry;
grant usage on schema registry to :app;

-- Organisations: one tree, known to everybody signed in ----------------------------------------------

create table registry.organisation (
    id uuid primary key,
    code text not null unique check (code ~ '^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$'),
    kind text not null check (kind in ('city', 'district', 'agency', 'town')),
    parent_id uuid references registry.organisation (id) check (parent_id <> id),
    zh text not null check (length(zh) between 1 and 100),
    en text not null check (length(en) between 1 and 100),
    short text not null check (length(short) between 1 and 40),
    pinyin text not null default '' check (length(pinyin) <= 100),
    area_code text check (area_code ~ '^[0-9]{6,12}$'),
    phone text check (length(phone) between 3 and 30)
);
comment on table registry.organisation is
    'One tree; its people see what belongs to it and to all below. Scope with the same id in kernel.scope';
comment on column registry.organisation.area_code is 'GB/T 2260 district or statistical town code';
comment on column registry.organisation.phone is 'duty desk, for "call its desk"';
create unique index organisation_root on registry.organisation ((true)) where parent_id is null;
create index organisation_parent on registry.organisation (parent_id);

-- Units and resources --------------------------------------------------------------------------------

create table registry.unit (
    id uuid primary key,
    code text not null unique check (length(code) between 1 and 80),
    call_sign text not null check (length(call_sign) between 1 and 40),
    kind text not null,
    organisation_id uuid not null references registry.organisation (id),
    agency_id uuid not null references registry.organisation (id),
    scope_id uuid not null references kernel.scope (id),
    capabilities text[] not null default '{}',
    crew smallint check (crew between 0 and 200),
    status text not null check (status in ('available', 'assigned', 'en_route', 'on_scene',
                                           'transporting', 'returning', 'out_of_service', 'off_duty')),
    status_at timestamptz not null,
    status_note text check (length(status_note) <= 500),
    reported_at timestamptz,
    incident_id uuid,
    place geometry(Point, 4326),
    place_accuracy_m double precision,
    place_source text,
    heading_deg double precision check (heading_deg >= 0 and heading_deg < 360),
    position_at timestamptz,
    station_zh text,
    station_en text,
    station geometry(Point, 4326),
    fictional boolean not null default false
);
comment on column registry.unit.scope_id is 'seen by the owning organisation and by its agency';
comment on column registry.unit.reported_at is 'when the sender says the status began; status_at is ours';
comment on column registry.unit.incident_id is 'opaque: incidents live above';
comment on column registry.unit.place is 'lon lat, WGS 84';
comment on column registry.unit.heading_deg is 'clockwise from true north';
comment on column registry.unit.station is 'lon lat, WGS 84';
create index unit_organisation on registry.unit (organisation_id);
create index unit_status on registry.unit (status, id);
create index unit_incident on registry.unit (incident_id) where incident_id is not null;
create index unit_place on registry.unit using gist (place);

create table registry.resource (
    id uuid primary key,
    code text not null unique check (length(code) between 1 and 80),
    kind text not null,
    zh text not null check (length(zh) between 1 and 100),
    en text not null check (length(en) between 1 and 100),
    organisation_id uuid not null references registry.organisation (id),
    scope_id uuid not null generated always as (organisation_id) stored references kernel.scope (id),
    place geometry(Point, 4326),
    place_accuracy_m double precision,
    place_source text,
    area_code text check (area_code ~ '^[0-9]{6,12}$'),
    direction_deg double precision check (direction_deg >= 0 and direction_deg < 360),
    fov_deg double precision check (fov_deg > 0 and fov_deg <= 360),
    capacity jsonb,
    details jsonb not null default '{}',
    status text not null default 'normal',
    fictional boolean not null default false
);
comment on column registry.resource.place is 'lon lat, WGS 84';
comment on column registry.resource.direction_deg is 'of a camera: clockwise from true north';
comment on column registry.resource.fov_deg is 'of a camera: horizontal angle of view';
comment on column registry.resource.capacity is 'name → whole number, e.g. {"beds": 78, "free": 3}';
create index resource_kind on registry.resource (kind, id);
create index resource_organisation on registry.resource (organisation_id);
create index resource_place on registry.resource using gist (place);

-- People ---------------------------------------------------------------------------------------------

create table registry.role (
    code text primary key check (code ~ '^[a-z][a-z0-9_]{1,39}$'),
    id uuid not null unique,
    kind text not null check (kind in ('business', 'system', 'security', 'audit')),
    zh text not null check (length(zh) between 1 and 100),
    en text not null check (length(en) between 1 and 100),
    permissions text[] not null,
    wall boolean not null default false,
    totp_required boolean not null default false
);
comment on column registry.role.kind is 'the three administrators exclude each other and business';
comment on column registry.role.wall is 'sessions never idle out: a screen nobody touches';

create table registry.post (
    id uuid primary key,
    code text not null unique check (length(code) between 3 and 90),
    name text not null check (name ~ '^[a-z][a-z0-9_]{1,39}$'),
    organisation_id uuid not null references registry.organisation (id),
    scope_id uuid not null generated always as (organisation_id) stored references kernel.scope (id),
    zh text not null check (length(zh) between 1 and 100),
    en text not null check (length(en) between 1 and 100),
    constraint post_name unique (organisation_id, name)
);
comment on column registry.post.code is 'organisation code "." name';
create table registry.post_role (
    post_id uuid not null references registry.post (id),
    role_code text not null references registry.role (code),
    primary key (post_id, role_code)
);
create index post_role_role on registry.post_role (role_code);

create table registry.account (
    id uuid primary key,
    username text not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,39}$'),
    name text not null check (length(name) between 1 and 100),
    organisation_id uuid not null references registry.organisation (id),
    scope_id uuid not null generated always as (organisation_id) stored references kernel.scope (id),
    unit_id uuid references registry.unit (id),
    disabled_at timestamptz,
    last_sign_in_at timestamptz,
    created_at timestamptz not null
);
comment on column registry.account.unit_id is 'the crew this account speaks for, and for no other';
create index account_organisation on registry.account (organisation_id, id);

create table registry.credential (
    account_id uuid primary key references registry.account (id),
    password_hash text not null,
    earlier_hashes text[] not null default '{}',
    changed_at timestamptz not null,
    must_change boolean not null,
    totp_secret text,
    totp_pending text,
    totp_step bigint not null default 0
);
comment on table registry.credential is 'Secrets of accounts; never part of an answer or a fact';
comment on column registry.credential.totp_step is 'last 30-second step whose code was used: none twice';

create table registry.holding (
    id uuid primary key,
    account_id uuid not null references registry.account (id),
    post_id uuid not null references registry.post (id),
    starts_at timestamptz not null,
    ends_at timestamptz check (ends_at > starts_at),
    constraint holding_once exclude using gist (
        account_id with =, post_id with =, tstzrange(starts_at, ends_at) with &&)
);
create index holding_post on registry.holding (post_id);

create table registry.duty (
    id uuid primary key,
    post_id uuid not null references registry.post (id),
    account_id uuid not null references registry.account (id),
    organisation_id uuid not null references registry.organisation (id),
    scope_id uuid not null generated always as (organisation_id) stored references kernel.scope (id),
    starts_at timestamptz not null,
    ends_at timestamptz not null check (ends_at > starts_at),
    phone text check (length(phone) between 3 and 30),
    note text check (length(note) <= 500),
    constraint duty_once exclude using gist (
        account_id with =, post_id with =, tstzrange(starts_at, ends_at) with &&)
);
comment on table registry.duty is 'Roster: who sits at which post from when until when';
create index duty_time on registry.duty using gist (tstzrange(starts_at, ends_at));

-- Who sees what --------------------------------------------------------------------------------------

grant select, insert, update, delete on all tables in schema registry to :app;
select kernel.protect('registry.unit');
select kernel.protect('registry.resource');
select kernel.protect('registry.post');
select kernel.protect('registry.account');
select kernel.protect('registry.duty');

-- The tree and the roles are known to whoever is signed in; parts of an account or a post follow it.
create function registry.protect(tbl regclass, rule text) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', tbl);
    execute format('alter table %s force row level security', tbl);
    execute format('create policy owner on %s to current_user using (true) with check (true)', tbl);
    execute format('create policy sight on %s to %s using (%s)', tbl, ':app', rule);
end $$;
create function registry.signed_in() returns boolean language sql stable parallel safe as $$
    select kernel.my_organisations() is null or cardinality(kernel.my_organisations()) > 0
$$;
select registry.protect('registry.organisation', '(select registry.signed_in())');
select registry.protect('registry.role', '(select registry.signed_in())');
select registry.protect('registry.credential',
    'exists (select 1 from registry.account a where a.id = account_id)');
select registry.protect('registry.holding',
    'exists (select 1 from registry.account a where a.id = account_id)');
select registry.protect('registry.post_role',
    'exists (select 1 from registry.post p where p.id = post_id)');
drop function registry.protect(regclass, text);
