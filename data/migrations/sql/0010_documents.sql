-- Map documents: maps as files. Each is the work of one person, whom alone it concerns.

create table gis.map_document (
    id uuid primary key,
    owner text not null,
    account_id uuid,
    state text not null default 'queued'
        check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    choices jsonb not null,
    total bigint not null default 0 check (total >= 0),
    done bigint not null default 0 check (done >= 0),
    file_id uuid,
    notes jsonb not null default '{}',
    problem jsonb,
    attempts integer not null default 0,
    version integer not null default 1,
    created_at timestamptz not null,
    changed_at timestamptz not null
);
comment on table gis.map_document is 'Maps being drawn as files';
comment on column gis.map_document.owner is 'who asked: account:<id>';
comment on column gis.map_document.choices is 'title, form, box, layers … (gis/documents/schemas.py)';
comment on column gis.map_document.done is 'steps done so far, of total';
comment on column gis.map_document.attempts is 'how often its drawing began';
create index map_document_due on gis.map_document (state, changed_at)
    where state in ('queued', 'running');
create index map_document_owner on gis.map_document (owner, created_at);
alter table gis.map_document enable row level security;
alter table gis.map_document force row level security;
create policy owner on gis.map_document to current_user using (true) with check (true);
create policy sight on gis.map_document to :app using (
    owner = (select kernel.my_name()) or (select kernel.my_name()) like 'system:%');
grant select, insert, update, delete on gis.map_document to :app;
