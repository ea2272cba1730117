-- Alarms: what needs an action now. Feeds: what must not fall silent.

create table kernel.alarm (
    id uuid primary key,
    drill uuid not null,
    kind text not null,
    key text not null check (length(key) between 1 and 200),
    scope_id uuid references kernel.scope,
    organisation_id uuid,
    severity text not null check (severity in ('red', 'yellow')),
    text jsonb not null,
    subject_text text not null,
    about uuid[] not null,
    owner_post jsonb not null,
    posts uuid[] not null,
    raised_at timestamptz not null,
    since timestamptz not null,
    level smallint not null,
    called_post jsonb,
    next_at timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by jsonb,
    shelved_until timestamptz,
    shelve_reason text,
    shelved_by jsonb,
    count integer not null check (count > 0),
    last_at timestamptz not null,
    told_at timestamptz not null,
    told_count integer not null,
    cleared_at timestamptz,
    cleared_by jsonb,
    left_at timestamptz
);
comment on table kernel.alarm is 'One standing cause that needs an action; repeats fold into it';
comment on column kernel.alarm.key is 'what repeats: same kind, key and scope fold while it is open';
comment on column kernel.alarm.posts is 'all posts called so far, owner first';
comment on column kernel.alarm.since is 'escalation counts from here (raised, worsened or unshelved)';
comment on column kernel.alarm.level is '-1 not yet routed, 0 owner called, n the n-th escalation';
comment on column kernel.alarm.next_at is 'when the next step is due, null when there is none';
comment on column kernel.alarm.told_count is 'the count the boards know; a flood is told every 10 s';
comment on column kernel.alarm.left_at is 'when the cleared alarm left the boards';
create unique index alarm_open on kernel.alarm
    (drill, kind, key, coalesce(scope_id, '00000000-0000-0000-0000-000000000000'::uuid))
    where cleared_at is null;
create index alarm_next on kernel.alarm (next_at) where next_at is not null;
create index alarm_shelved on kernel.alarm (shelved_until) where shelved_until is not null;
create index alarm_untold on kernel.alarm (told_at) where count > told_count and cleared_at is null;
create index alarm_leaving on kernel.alarm (cleared_at)
    where cleared_at is not null and left_at is null;
create index alarm_raised on kernel.alarm (raised_at);
create index alarm_about on kernel.alarm using gin (about);
select kernel.protect('kernel.alarm');
grant select, insert, update on kernel.alarm to :app;

create table kernel.feed (
    name text primary key check (length(name) between 1 and 100),
    zh text not null,
    en text not null,
    dead_after_s integer not null check (dead_after_s > 0),
    beat_at timestamptz not null
);
comment on table kernel.feed is 'Last sign of life of each feed that must not fall silent';
comment on column kernel.feed.dead_after_s is 'seconds of silence after which it counts as dead';
create table kernel.watch (
    one boolean primary key default true check (one),
    since timestamptz not null,
    seen_at timestamptz not null
);
comment on table kernel.watch is 'Since when feeds are watched without a break: silence counts from there';
grant select, insert, update, delete on kernel.feed to :app;
grant select, insert, update on kernel.watch to :app;
