-- Dispatch: what incidents call for in this city, and what was recommended to whom.

create table command.dispatch_needs (
    present boolean primary key default true check (present),
    body jsonb not null,
    loaded_at timestamptz not null
);
comment on table command.dispatch_needs is
    'The city''s own table of needs, one row; without it data/reference/dispatch-needs.json holds';
grant select, insert, update, delete on command.dispatch_needs to :app;

create table command.recommendation (
    id uuid primary key,
    owner text not null,
    incident_id uuid not null,
    units uuid[] not null,
    at timestamptz not null
);
comment on table command.recommendation is
    'What somebody was recommended a moment ago: sending other units needs a reason';
comment on column command.recommendation.owner is 'who asked: account:<id>';
comment on column command.recommendation.incident_id is 'opaque: incidents know nothing of it';
create index recommendation_owner on command.recommendation (owner, at);
alter table command.recommendation enable row level security;
alter table command.recommendation force row level security;
create policy owner on command.recommendation to current_user using (true) with check (true);
create policy sight on command.recommendation to :app using (
    owner = (select kernel.my_name()));
grant select, insert, update, delete on command.recommendation to :app;
