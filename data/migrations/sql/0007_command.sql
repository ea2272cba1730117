-- Floor 5: walls and their scenes, saved desk layouts.
create schema command;
grant usage on schema command to :app;

create table command.wall (
    id uuid primary key,
    code text not null unique check (code ~ '^[a-z0-9-]{1,40}$'),
    zh text not null,
    en text not null,
    scene text not null,
    scenes text[] not null check (cardinality(scenes) between 1 and 20),
    scope_id uuid references kernel.scope (id),
    check (scene = any (scenes))
);
comment on table command.wall is 'A wall screen and the scene it shows';
select kernel.protect('command.wall');
grant select, insert, update on command.wall to :app;

create table command.desk (
    account_id uuid not null,
    name text not null check (length(name) between 1 and 40),
    layout jsonb not null,
    saved_at timestamptz not null,
    primary key (account_id, name)
);
comment on table command.desk is 'Layouts people saved for their own desk; each sees only their own';
grant select, insert, update, delete on command.desk to :app;
