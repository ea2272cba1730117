-- Files: stored content, uploads under way.

create function kernel.my_name() returns text
language sql stable parallel safe as $$
    select coalesce(current_setting('wanglou.owner', true), '')
$$;
comment on function kernel.my_name() is 'Name under which files and uploads are the asker''s';

-- A file that hangs on nothing yet: nobody's sight but its uploader's (policy below).
insert into kernel.scope (id, label, sight, named)
    values ('00000000-0000-7000-8000-0000000000f1', 'restricted', '{}', '{}');

create table kernel.file (
    id uuid primary key,
    name text not null check (length(name) between 1 and 200),
    media_type text not null,
    bytes bigint not null check (bytes > 0),
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    received_sha256 text not null check (received_sha256 ~ '^[0-9a-f]{64}$'),
    width integer check (width > 0),
    height integer check (height > 0),
    state text not null default 'ready' check (state in ('ready', 'erased')),
    owner text not null,
    made_by uuid,
    scope_id uuid not null references kernel.scope,
    personal boolean not null default true,
    permission text,
    created_at timestamptz not null,
    attached_at timestamptz,
    erased_at timestamptz,
    check ((state = 'erased') = (erased_at is not null))
);
comment on table kernel.file is 'What was uploaded; the content lies under home/files by its SHA-256';
comment on column kernel.file.media_type is 'judged by content, never by what the client says';
comment on column kernel.file.bytes is 'size of the stored content, bytes';
comment on column kernel.file.sha256 is 'of the stored content (pictures are re-encoded)';
comment on column kernel.file.received_sha256 is 'of the bytes the client sent, so that it can check';
comment on column kernel.file.width is 'pixels';
comment on column kernel.file.owner is 'who uploaded: account:<id> or link:<id>';
comment on column kernel.file.personal is 'part of the restricted part of its subject';
comment on column kernel.file.permission is 'what reading it takes besides sight, as of its subject';
create index file_content on kernel.file (sha256) where state = 'ready';
create index file_owner on kernel.file (owner);
create index file_scope on kernel.file (scope_id);
create index file_loose on kernel.file (created_at) where attached_at is null and state = 'ready';
create index file_kept on kernel.file (attached_at) where personal and state = 'ready';
alter table kernel.file enable row level security;
alter table kernel.file force row level security;
create policy owner on kernel.file to current_user using (true) with check (true);
-- A link sees what it uploaded and nothing else; an account sees its loose files and all that hang
-- on something it sees, of the personal ones its own, and all with the permission for personal data.
create policy sight on kernel.file to :app using (
    case when (select kernel.my_name()) like 'link:%' then owner = (select kernel.my_name())
         else (attached_at is null and owner = (select kernel.my_name()))
              or ((not personal or (select kernel.my_personal()) or owner = (select kernel.my_name()))
                  and (select true from kernel.scope s where s.id = scope_id))
    end);
grant select, insert, update on kernel.file to :app;

-- Says whether an id is taken, also by a file the asker does not see.
create function kernel.file_taken(which uuid) returns boolean
language sql stable security definer set search_path = kernel, public, pg_temp as $$
    select exists (select 1 from kernel.file where id = which)
$$;

-- Moves a file to the scope its subject has now, for whoever sees where it hangs: also one who may
-- not read it because it is personal.
create function kernel.move_file(which uuid, to_scope uuid) returns setof kernel.file
language sql security definer set search_path = kernel, public, pg_temp as $$
    update kernel.file f set scope_id = to_scope
    where f.id = which and f.attached_at is not null and exists (
        select 1 from kernel.scope s where s.id = f.scope_id and kernel.visible(
            s.label, s.sight, s.named, kernel.my_organisations(), kernel.my_posts()))
    returning f.*
$$;

create table kernel.upload (
    id uuid primary key,
    owner text not null,
    name text not null check (length(name) between 1 and 200),
    length bigint not null check (length > 0),
    received bigint not null default 0 check (received between 0 and length),
    expected_sha256 text check (expected_sha256 ~ '^[0-9a-f]{64}$'),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    finished_at timestamptz
);
comment on table kernel.upload is 'tus uploads; the id becomes the id of the file';
comment on column kernel.upload.length is 'bytes announced';
comment on column kernel.upload.received is 'bytes that are safely on disk';
create index upload_owner on kernel.upload (owner) where finished_at is null;
create index upload_expiry on kernel.upload (expires_at);
alter table kernel.upload enable row level security;
alter table kernel.upload force row level security;
create policy owner on kernel.upload to current_user using (true) with check (true);
create policy sight on kernel.upload to :app using (
    owner = (select kernel.my_name()) or (select kernel.my_name()) like 'system:%');
grant select, insert, update, delete on kernel.upload to :app;
