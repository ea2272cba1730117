-- Gazetteer and areas: reference data of the city, open to all signed in (no scope).
create schema gis;
grant usage on schema gis to :app;

create table gis.area (
    code text primary key check (length(code) between 1 and 12),
    kind text not null check (kind in ('district', 'town')),
    zh text not null,
    en text not null,
    parent_code text references gis.area on delete cascade,
    shape geometry(MultiPolygon, 4326),
    seat geometry(Point, 4326) not null
);
comment on table gis.area is 'Administrative areas of the city';
comment on column gis.area.code is 'GB/T 2260 and the town codes below it';
comment on column gis.area.shape is 'WGS 84 lon lat; null for towns, whose area is what lies nearest to their seat';
create index area_shape on gis.area using gist (shape);

create table gis.place (
    id text primary key,
    zh text not null,
    en text not null,
    pinyin text not null,
    initials text not null,
    aliases text[] not null,
    kind text not null,
    point geometry(Point, 4326) not null,
    accuracy_m real not null check (accuracy_m >= 0),
    district_code text,
    town_code text,
    source text not null,
    fictional boolean not null,
    line geometry(LineString, 4326),
    numbers integer
);
comment on table gis.place is 'Gazetteer: what people say when they mean a place';
comment on column gis.place.point is 'WGS 84 lon lat';
comment on column gis.place.line is 'course of a road, WGS 84, from its lowest house number to its highest';
comment on column gis.place.numbers is 'highest house number of a road';
create index place_point on gis.place using gist (point);

create table gis.edition (
    name text primary key check (name in ('areas', 'gazetteer')),
    digest text not null,
    loaded_at timestamptz not null
);
comment on table gis.edition is 'SHA-256 of what was loaded; processes keep their index by it';

grant select, insert, update, delete on gis.area, gis.place, gis.edition to :app;
