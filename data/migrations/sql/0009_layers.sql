-- Layers and their features. Sight is the layer's: a feature is seen by whoever sees its layer.

create function kernel.signed_in() returns boolean
language sql stable parallel safe as $$
    select coalesce(cardinality(kernel.my_organisations()) > 0, true)
$$;
comment on function kernel.signed_in() is
    'False for a caller without an account, who sees no organisation''s things';

create table gis.layer (
    id uuid primary key,
    code text not null unique check (code ~ '^[a-z][a-z0-9_-]{1,62}$'),
    zh text not null check (length(zh) between 1 and 120),
    en text not null check (length(en) between 1 and 120),
    about_zh text not null default '',
    about_en text not null default '',
    group_code text not null,
    position integer not null default 0,
    organisation_id uuid not null references registry.organisation,
    scope_id uuid references kernel.scope,
    public boolean not null default false check (not public or scope_id is null),
    geometry text not null check (geometry in ('point', 'line', 'polygon', 'mixed')),
    attributes jsonb not null default '[]',
    style jsonb not null default '{}',
    opacity real not null default 1 check (opacity between 0 and 1),
    minzoom smallint not null default 0 check (minzoom between 0 and 22),
    maxzoom smallint not null default 22 check (maxzoom between minzoom and 22),
    shown boolean not null default false,
    extent geometry(Polygon, 4326),
    features bigint not null default 0 check (features >= 0),
    version integer not null default 1,
    srid integer not null default 4326,
    datum text not null default 'wgs84' check (datum in ('wgs84', 'cgcs2000', 'gcj02', 'bd09', 'other')),
    source text not null default '',
    licence text not null default '',
    fictional boolean not null default false,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    removed_at timestamptz
);
comment on table gis.layer is 'Registry of map layers: what they hold, who owns and sees them, how they look';
comment on column gis.layer.scope_id is 'who sees it; null = everybody signed in';
comment on column gis.layer.public is 'readable without signing in';
comment on column gis.layer.attributes is '[{name, type, zh, en, unit?}], type: string, integer, number, boolean, date, datetime';
comment on column gis.layer.extent is 'box of all features, WGS 84 lon lat; null = none';
comment on column gis.layer.features is 'number of features';
comment on column gis.layer.version is 'grows with each change of the layer or of its features';
comment on column gis.layer.srid is 'EPSG code the features came in; they are stored in 4326';
comment on column gis.layer.datum is 'datum the features came in';
comment on column gis.layer.shown is 'on when a map is opened for the first time';

alter table gis.layer enable row level security;
alter table gis.layer force row level security;
create policy owner on gis.layer to current_user using (true) with check (true);
create policy sight on gis.layer to :app using (
    public or ((select kernel.signed_in()) and (scope_id is null
        or (select true from kernel.scope s where s.id = scope_id))));
grant select, insert, update, delete on gis.layer to :app;

create table gis.feature (
    id bigint generated always as identity primary key,
    layer_id uuid not null references gis.layer on delete cascade,
    shape geometry(Geometry, 4326) not null,
    properties jsonb not null default '{}',
    during tstzrange,
    version integer not null default 1,
    changed_at timestamptz not null
);
comment on table gis.feature is 'Features of all layers';
comment on column gis.feature.shape is 'WGS 84 lon lat';
comment on column gis.feature.during is 'time the feature stands for; null = no time';
create index feature_shape on gis.feature using gist (layer_id, shape);
create index feature_page on gis.feature (layer_id, id);
create index feature_during on gis.feature using gist (layer_id, during) where during is not null;

alter table gis.feature enable row level security;
alter table gis.feature force row level security;
create policy owner on gis.feature to current_user using (true) with check (true);
-- Not correlated, so PostgreSQL reads the visible layers once a query, not once a row.
create policy sight on gis.feature to :app using (layer_id in (select l.id from gis.layer l));
grant select, insert, update, delete on gis.feature to :app;

-- Layers of a city data set have editions too, named `layer <code>`.
alter table gis.edition drop constraint edition_name_check;
alter table gis.edition add constraint edition_name_check
    check (name in ('areas', 'gazetteer') or name like 'layer %');
