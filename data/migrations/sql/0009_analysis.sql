-- Answers of the map that somebody kept.

create table gis.analysis (
    id uuid primary key,
    kind text not null,
    title text not null check (length(title) between 1 and 120),
    input jsonb not null,
    result jsonb not null,
    organisation_id uuid not null references registry.organisation,
    scope_id uuid references kernel.scope,
    incident_id uuid,
    saved_by jsonb not null,
    created_at timestamptz not null,
    removed_at timestamptz
);
comment on table gis.analysis is 'Saved answers: the question, and what it was answered at that moment';
comment on column gis.analysis.input is 'the question as asked';
comment on column gis.analysis.result is 'figures, table, shapes (GeoJSON, WGS 84), remarks';
comment on column gis.analysis.scope_id is 'who sees it: the incident''s, the organisation''s; null = everybody signed in';
comment on column gis.analysis.incident_id is 'incident it is about; an opaque subject';
create index analysis_listed on gis.analysis (created_at desc, id desc) where removed_at is null;
create index analysis_incident on gis.analysis (incident_id) where incident_id is not null;

alter table gis.analysis enable row level security;
alter table gis.analysis force row level security;
create policy owner on gis.analysis to current_user using (true) with check (true);
create policy sight on gis.analysis to :app using (
    (select kernel.signed_in()) and (scope_id is null
        or (select true from kernel.scope s where s.id = scope_id)));
grant select, insert, update, delete on gis.analysis to :app;
