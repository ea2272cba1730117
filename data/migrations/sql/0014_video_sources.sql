-- Sources of pictures: where they come from, whether they come, what they showed last.

create table video.source (
    id uuid primary key,
    zh text not null check (length(zh) between 1 and 100),
    en text not null check (length(en) between 1 and 100),
    kind text not null check (kind in ('rtsp', 'whip', 'file', 'test-pattern')),
    camera_id uuid references registry.resource,
    organisation_id uuid not null references registry.organisation,
    scope_id uuid not null references kernel.scope,
    address text check (length(address) <= 500),
    has_credentials boolean not null default false,
    file_id uuid references kernel.file,
    sound boolean not null default false,
    look_every_s integer not null check (look_every_s between 10 and 86400),
    paused boolean not null default false,
    state text not null default 'unknown' check (state in ('unknown', 'online', 'offline')),
    since timestamptz not null,
    reason text,
    detail text,
    picture jsonb,
    next_look timestamptz,
    failures integer not null default 0,
    snapshot_at timestamptz,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    removed_at timestamptz,
    version integer not null,
    constraint source_address check ((kind = 'rtsp') = (address is not null)),
    constraint source_file check ((kind = 'file') = (file_id is not null)),
    constraint source_reason check ((state = 'offline') = (reason is not null))
);
comment on table video.source is 'What gives pictures: cameras that are asked, publishers that send, films, test pictures';
comment on column video.source.camera_id is 'where it stands and looks: a resource of the kind camera';
comment on column video.source.scope_id is 'that of its camera, else that of its organisation';
comment on column video.source.address is 'rtsp:// or rtsps:// without credentials; for its keepers alone';
comment on column video.source.look_every_s is 'a picture for maps and lists is taken so often, which also tells whether it gives any';
comment on column video.source.since is 'when the state began';
comment on column video.source.reason is 'why there are no pictures: a code; detail is what the camera answered, for keepers';
comment on column video.source.picture is '{codec, width, height, transcoded, sound} of the last look';
comment on column video.source.next_look is 'null = not looked at: paused, removed, or it sends by itself';
create unique index source_of_camera on video.source (camera_id) where removed_at is null;
create index source_listed on video.source (created_at desc, id desc);
create index source_due on video.source (next_look) where next_look is not null;
create index source_offline on video.source (scope_id) where state = 'offline';
alter table video.source enable row level security;
alter table video.source force row level security;
create policy owner on video.source to current_user using (true) with check (true);
-- Whoever loses sight of a camera loses it at once, before its source follows.
create policy sight on video.source to :app using (
    (select true from kernel.scope s where s.id = scope_id)
    and (camera_id is null or (select true from registry.resource r where r.id = camera_id)));
grant select, insert, update on video.source to :app;

create table video.source_secret (
    source_id uuid primary key references video.source on delete cascade,
    username text not null check (length(username) <= 200),
    password text not null check (length(password) <= 200)
);
comment on table video.source_secret is 'Credentials of cameras: read by the server alone, told to nobody';
alter table video.source_secret enable row level security;
alter table video.source_secret force row level security;
create policy owner on video.source_secret to current_user using (true) with check (true);
create policy server on video.source_secret to :app using ((select kernel.my_organisations()) is null);
grant select on video.source_secret to :app;

-- Whoever keeps a source writes its credentials without ever reading them, of what he sees alone.
create function video.keep_secret(which uuid, who text, word text) returns void
language plpgsql security definer set search_path = video, kernel, public, pg_temp as $$
begin
    if not exists (
        select from video.source s join kernel.scope c on c.id = s.scope_id where s.id = which
        and kernel.visible(c.label, c.sight, c.named, kernel.my_organisations(), kernel.my_posts())
    ) then
        return;
    end if;
    delete from video.source_secret where source_id = which;
    insert into video.source_secret (source_id, username, password)
    select which, who, word where who <> '' or word <> '';
    update video.source set has_credentials = (who <> '' or word <> '') where id = which;
end $$;

create table video.snapshot (
    source_id uuid primary key references video.source on delete cascade,
    at timestamptz not null,
    jpeg bytea not null check (octet_length(jpeg) <= 200000),
    width integer not null,
    height integer not null
);
comment on table video.snapshot is 'The last picture of each source, for maps and lists; replaced, never collected';
alter table video.snapshot enable row level security;
alter table video.snapshot force row level security;
create policy owner on video.snapshot to current_user using (true) with check (true);
create policy sight on video.snapshot to :app using (source_id in (select s.id from video.source s));
grant select, insert, update, delete on video.snapshot to :app;
