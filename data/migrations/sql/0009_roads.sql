-- Road networks (reference data of the city, open to all signed in) and closures drawn by people.

create table gis.road_network (
    code text primary key check (code ~ '^[a-z][a-z0-9_-]{1,62}$'),
    zh text not null,
    en text not null,
    detail text not null check (detail in ('full', 'trunk')),
    source text not null,
    licence text not null,
    snap_m real not null check (snap_m > 0),
    cell_m real not null check (cell_m > 0),
    edges integer not null,
    extent geometry(Polygon, 4326) not null,
    digest text not null,
    loaded_at timestamptz not null
);
comment on table gis.road_network is 'Road networks that routes are found on';
comment on column gis.road_network.detail is 'full = every street; trunk = trunk roads only, undirected';
comment on column gis.road_network.snap_m is 'a place farther from any road, in metres, is not on this network';
comment on column gis.road_network.cell_m is 'width of a cell, in metres, when reach is drawn';
comment on column gis.road_network.extent is 'box of all roads, WGS 84 lon lat';
comment on column gis.road_network.digest is 'SHA-256 of what was loaded; processes keep their graph by it';

create table gis.road_edge (
    network_code text not null references gis.road_network on delete cascade,
    number integer not null,
    start_node integer not null,
    end_node integer not null,
    shape geometry(LineString, 4326) not null,
    name text not null,
    class text not null,
    length_m real not null check (length_m >= 0),
    one_way boolean not null,
    speed_kmh real check (speed_kmh > 0),
    primary key (network_code, number)
);
comment on table gis.road_edge is 'Stretches of road between two crossings';
comment on column gis.road_edge.shape is 'WGS 84 lon lat, from start to end';
comment on column gis.road_edge.class is 'OpenStreetMap class; code of data/reference/road-speeds.json';
comment on column gis.road_edge.length_m is 'metres';
comment on column gis.road_edge.speed_kmh is 'signed limit, km/h; null = none known';

grant select, insert, update, delete on gis.road_network, gis.road_edge to :app;

create table gis.closure (
    id uuid primary key,
    reason text not null check (length(reason) between 1 and 200),
    shape geometry(Geometry, 4326) not null,
    reach_m real not null check (reach_m between 0 and 200),
    starts_at timestamptz not null,
    until timestamptz check (until > starts_at),
    roads jsonb not null default '{}',
    organisation_id uuid not null references registry.organisation,
    scope_id uuid references kernel.scope,
    incident_id uuid,
    drawn_by jsonb not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    opened_at timestamptz,
    version integer not null
);
comment on table gis.closure is 'Closed roads: routes go round them from the next request on';
comment on column gis.closure.shape is 'as drawn, WGS 84 lon lat';
comment on column gis.closure.reach_m is 'roads within so many metres of the shape are closed';
comment on column gis.closure.until is 'when it ends by itself; null = when somebody opens the road';
comment on column gis.closure.roads is 'names, stretches and metres it closed when it was drawn';
comment on column gis.closure.scope_id is 'who sees it, and whose routes go round it; null = everybody signed in';
comment on column gis.closure.incident_id is 'incident it was drawn for; an opaque subject';
comment on column gis.closure.version is 'grows with each change; graphs are masked by it';
create index closure_standing on gis.closure (created_at desc, id desc) where opened_at is null;
create index closure_listed on gis.closure (created_at desc, id desc) where opened_at is not null;

alter table gis.closure enable row level security;
alter table gis.closure force row level security;
create policy owner on gis.closure to current_user using (true) with check (true);
create policy sight on gis.closure to :app using (
    (select kernel.signed_in()) and (scope_id is null
        or (select true from kernel.scope s where s.id = scope_id)));
grant select, insert, update, delete on gis.closure to :app;
