-- Plotting: what people draw on the shared map.

create table gis.drawing (
    id uuid primary key,
    kind text not null check (kind in ('point', 'line', 'area', 'circle', 'arrow', 'text')),
    shape geometry(Geometry, 4326) not null,
    radius_m real check (radius_m > 0),
    symbol jsonb,
    label text not null check (length(label) <= 80),
    style jsonb not null default '{}',
    sheet text not null check (length(sheet) between 1 and 40),
    length_m double precision,
    area_m2 double precision,
    until timestamptz,
    organisation_id uuid not null references registry.organisation,
    scope_id uuid references kernel.scope,
    sight text not null check (sight in ('open', 'internal', 'incident')),
    incident_id uuid,
    drawn_by jsonb not null,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    removed_at timestamptz,
    version integer not null,
    check ((kind = 'circle') = (radius_m is not null)),
    check (sight <> 'incident' or incident_id is not null)
);
comment on table gis.drawing is 'Points, lines, areas, circles, arrows and texts that people drew';
comment on column gis.drawing.shape is 'WGS 84 lon lat; a circle''s is its centre';
comment on column gis.drawing.radius_m is 'radius of a circle, metres';
comment on column gis.drawing.symbol is '{set: cn | milstd, code}';
comment on column gis.drawing.sheet is 'the sheet it belongs to, as transparent sheets lie on a map';
comment on column gis.drawing.length_m is 'metres on the ellipsoid: length of a line, girth of an area';
comment on column gis.drawing.area_m2 is 'square metres on the ellipsoid';
comment on column gis.drawing.until is 'when it leaves the boards by itself; null = when somebody removes it';
comment on column gis.drawing.scope_id is 'who sees it; null = everybody signed in; of sight incident the incident''s';
comment on column gis.drawing.incident_id is 'incident it was drawn for; an opaque subject';
create index drawing_standing on gis.drawing (created_at, id) where removed_at is null;
create index drawing_incident on gis.drawing (incident_id) where incident_id is not null;

alter table gis.drawing enable row level security;
alter table gis.drawing force row level security;
create policy owner on gis.drawing to current_user using (true) with check (true);
create policy sight on gis.drawing to :app using (
    (select kernel.signed_in()) and (scope_id is null
        or (select true from kernel.scope s where s.id = scope_id)));
grant select, insert, update, delete on gis.drawing to :app;
