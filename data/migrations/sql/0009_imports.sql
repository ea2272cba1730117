-- Imports and exports of map data. Each is the work of one person, whom alone it concerns.

create table gis.import (
    id uuid primary key,
    owner text not null,
    account_id uuid,
    file_id uuid not null,
    name text not null check (length(name) between 1 and 200),
    state text not null default 'inspecting' check (state in
        ('inspecting', 'ready', 'running', 'done', 'failed', 'cancelled', 'undone')),
    choices jsonb not null default '{}',
    preview jsonb,
    total bigint not null default 0 check (total >= 0),
    done bigint not null default 0 check (done >= 0),
    staged boolean not null default false,
    faults bigint not null default 0 check (faults >= 0),
    notes jsonb not null default '{}',
    problem jsonb,
    layer_id uuid references gis.layer on delete set null,
    layer_version integer,
    before jsonb,
    first_feature bigint,
    last_feature bigint,
    undo_until timestamptz,
    attempts integer not null default 0,
    version integer not null default 1,
    created_at timestamptz not null,
    changed_at timestamptz not null
);
comment on table gis.import is 'Files on their way into a layer';
comment on column gis.import.owner is 'who imports: account:<id>';
comment on column gis.import.choices is 'what its owner chose (gis/imports/schemas.py)';
comment on column gis.import.preview is 'what the file was found to hold';
comment on column gis.import.done is 'features staged so far, of total';
comment on column gis.import.staged is 'all features are staged; what is left is one transaction';
comment on column gis.import.before is 'what a replaced layer said of its features, for undoing';
comment on column gis.import.first_feature is 'least and greatest id of the features it made';
comment on column gis.import.undo_until is 'kept features are dropped then';
comment on column gis.import.attempts is 'starts of a step without a step forward in between';
create index import_due on gis.import (state, changed_at) where state in ('inspecting', 'running');
create index import_owner on gis.import (owner, created_at);
alter table gis.import enable row level security;
alter table gis.import force row level security;
create policy owner on gis.import to current_user using (true) with check (true);
create policy sight on gis.import to :app using (
    owner = (select kernel.my_name()) or (select kernel.my_name()) like 'system:%');
grant select, insert, update, delete on gis.import to :app;

create table gis.import_row (
    import_id uuid not null references gis.import on delete cascade,
    number integer not null,
    shape geometry(Geometry, 4326) not null,
    properties jsonb not null,
    primary key (import_id, number)
);
comment on table gis.import_row is 'Features staged for one short transaction';
comment on column gis.import_row.shape is 'WGS 84 lon lat';

create table gis.import_kept (
    import_id uuid not null references gis.import on delete cascade,
    id bigint not null,
    shape geometry(Geometry, 4326) not null,
    properties jsonb not null,
    during tstzrange,
    version integer not null,
    changed_at timestamptz not null,
    primary key (import_id, id)
);
comment on table gis.import_kept is 'Features a replacement took away, until it can no longer be undone';
comment on column gis.import_kept.shape is 'WGS 84 lon lat';

create table gis.import_fault (
    import_id uuid not null references gis.import on delete cascade,
    number integer not null,
    layer text not null,
    row_number bigint not null,
    column_name text,
    code text not null,
    detail text not null,
    primary key (import_id, number)
);
comment on table gis.import_fault is 'Rows of a file that cannot be taken, and why';

do $$
declare part text;
begin
    foreach part in array array['import_row', 'import_kept', 'import_fault'] loop
        execute format('alter table gis.%I enable row level security', part);
        execute format('alter table gis.%I force row level security', part);
        execute format('create policy owner on gis.%I to current_user using (true) with check (true)', part);
    end loop;
end $$;
create policy sight on gis.import_row to :app using (import_id in (select i.id from gis.import i));
create policy sight on gis.import_kept to :app using (import_id in (select i.id from gis.import i));
create policy sight on gis.import_fault to :app using (import_id in (select i.id from gis.import i));
grant select, insert, update, delete on gis.import_row, gis.import_kept, gis.import_fault to :app;

create table gis.export (
    id uuid primary key,
    owner text not null,
    account_id uuid,
    layer_id uuid not null references gis.layer on delete cascade,
    state text not null default 'queued'
        check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    choices jsonb not null,
    total bigint not null default 0 check (total >= 0),
    done bigint not null default 0 check (done >= 0),
    file_id uuid,
    notes jsonb not null default '{}',
    problem jsonb,
    version integer not null default 1,
    created_at timestamptz not null,
    changed_at timestamptz not null
);
comment on table gis.export is 'Files being made of a layer';
comment on column gis.export.owner is 'who asked: account:<id>';
comment on column gis.export.choices is 'format, selection, coordinates (gis/exports/schemas.py)';
comment on column gis.export.done is 'features written so far, of total';
create index export_due on gis.export (state, changed_at) where state in ('queued', 'running');
create index export_owner on gis.export (owner, created_at);
alter table gis.export enable row level security;
alter table gis.export force row level security;
create policy owner on gis.export to current_user using (true) with check (true);
create policy sight on gis.export to :app using (
    owner = (select kernel.my_name()) or (select kernel.my_name()) like 'system:%');
grant select, insert, update, delete on gis.export to :app;
