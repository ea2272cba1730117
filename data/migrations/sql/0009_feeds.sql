-- Feeds: what other services tell us, pulled or pushed, and the warnings that follow from it.

alter table kernel.feed
    add column organisation_id uuid,
    add column scope_id uuid references kernel.scope,
    add column quiet boolean not null default false;
comment on column kernel.feed.organisation_id is 'who keeps a feed from outside; null = a part of the server itself';
comment on column kernel.feed.scope_id is 'who sees its alarm; null = everybody signed in';
comment on column kernel.feed.quiet is 'its silence raises no alarm: data of an exercise';
select kernel.protect('kernel.feed');

create table gis.feed (
    id uuid primary key,
    code text not null unique check (code ~ '^[a-z][a-z0-9_-]{1,39}$'),
    zh text not null check (length(zh) between 1 and 100),
    en text not null check (length(en) between 1 and 100),
    form text not null,
    url text check (length(url) <= 500),
    every_s integer not null check (every_s between 10 and 86400),
    late_after_s integer not null check (late_after_s > 0),
    dead_after_s integer not null check (dead_after_s > late_after_s),
    keep_days integer not null check (keep_days between 1 and 3650),
    settings jsonb not null default '{}',
    thresholds jsonb not null default '[]',
    exercise boolean not null default false,
    paused boolean not null default false,
    source text not null default '',
    licence text not null default '',
    organisation_id uuid not null references registry.organisation,
    scope_id uuid references kernel.scope,
    created_at timestamptz not null,
    changed_at timestamptz not null,
    removed_at timestamptz,
    version integer not null,
    received_at timestamptz,
    asked_at timestamptz,
    next_at timestamptz,
    etag text,
    modified text,
    digest bytea,
    failures integer not null default 0,
    error jsonb,
    told text not null default 'never' check (told in ('never', 'ok', 'late', 'dead'))
);
comment on table gis.feed is 'Services that tell us something: how to read them, how often, what is worth a warning';
comment on column gis.feed.form is 'in which form it speaks: gis/feeds/forms';
comment on column gis.feed.url is 'asked every every_s seconds; null = it is only pushed to us';
comment on column gis.feed.settings is 'columns of a table, time zone, names and places of stations';
comment on column gis.feed.exercise is 'data of an exercise, replayed: marked everywhere, silence raises no alarm';
comment on column gis.feed.scope_id is 'who sees it and its warnings; null = everybody signed in';
comment on column gis.feed.received_at is 'last message that could be read';
comment on column gis.feed.next_at is 'when it is asked next; null = not asked';
comment on column gis.feed.digest is 'SHA-256 of the last message: the same again is a sign of life, no news';
comment on column gis.feed.error is 'why the last message could not be had or read: {at, code, detail}; null = it could';
comment on column gis.feed.told is 'state the boards know';
create index feed_due on gis.feed (next_at) where next_at is not null;
alter table gis.feed enable row level security;
alter table gis.feed force row level security;
create policy owner on gis.feed to current_user using (true) with check (true);
create policy sight on gis.feed to :app using (
    (select kernel.signed_in()) and (scope_id is null
        or (select true from kernel.scope s where s.id = scope_id)));
grant select, insert, update, delete on gis.feed to :app;

create table gis.feed_message (
    id uuid primary key,
    feed_id uuid not null references gis.feed on delete cascade,
    received_at timestamptz not null,
    how text not null check (how in ('pulled', 'pushed')),
    bytes integer not null,
    rows_read integer not null,
    taken integer not null,
    repeats integer not null,
    refused integer not null,
    faults jsonb not null default '[]',
    sender text not null
);
comment on table gis.feed_message is 'Messages received: how much of each was taken, what was refused and why';
comment on column gis.feed_message.faults is 'the first refused rows: [{row, code, detail}]';
create index feed_message_page on gis.feed_message (feed_id, received_at, id);

create table gis.station (
    feed_id uuid not null references gis.feed on delete cascade,
    code text not null,
    quantity text not null,
    zh text not null,
    en text not null,
    unit text not null,
    shape geometry(Point, 4326),
    at timestamptz not null,
    value double precision not null,
    before_at timestamptz,
    before_value double precision,
    primary key (feed_id, code, quantity)
);
comment on table gis.station is 'What each gauge measured last, and before that';
comment on column gis.station.unit is 'unit of value, as the feed names it';
comment on column gis.station.shape is 'WGS 84 lon lat';

create table gis.reading (
    feed_id uuid not null references gis.feed on delete cascade,
    code text not null,
    quantity text not null,
    at timestamptz not null,
    value double precision not null,
    primary key (feed_id, code, quantity, at)
);
comment on table gis.reading is 'Series of gauges, kept as long as their feed says';
create index reading_age on gis.reading using brin (at);

create table gis.quake (
    feed_id uuid not null references gis.feed on delete cascade,
    code text not null,
    at timestamptz not null,
    magnitude real not null,
    depth_km real,
    shape geometry(Point, 4326) not null,
    place text not null,
    changed_at timestamptz not null,
    primary key (feed_id, code)
);
comment on table gis.quake is 'Earthquakes; corrected by later messages';
comment on column gis.quake.shape is 'epicentre, WGS 84 lon lat';
create index quake_page on gis.quake (feed_id, at);

create table gis.storm (
    feed_id uuid not null references gis.feed on delete cascade,
    code text not null,
    zh text not null,
    en text not null,
    at timestamptz not null,
    track jsonb not null,
    forecasts jsonb not null default '[]',
    primary key (feed_id, code)
);
comment on table gis.storm is 'Typhoons: observed track and the forecasts of the last message';
comment on column gis.storm.at is 'last observed point';
comment on column gis.storm.track is '[{at, lon, lat, wind_ms, pressure_hpa, grade, radii}], WGS 84, radii in km';
comment on column gis.storm.forecasts is '[{agency, points}]';

create table gis.warning (
    id uuid primary key,
    feed_id uuid not null references gis.feed,
    kind text not null check (kind in ('level', 'quake', 'storm')),
    subject text not null,
    colour text not null check (colour in ('blue', 'yellow', 'orange', 'red')),
    zh text not null,
    en text not null,
    figures jsonb not null,
    shape geometry(Point, 4326),
    districts jsonb not null default '[]',
    observed_at timestamptz not null,
    until timestamptz not null,
    exercise boolean not null,
    organisation_id uuid not null references registry.organisation,
    scope_id uuid references kernel.scope,
    issued_at timestamptz not null,
    raised_at timestamptz not null,
    changed_at timestamptz not null,
    acknowledged_at timestamptz,
    acknowledged_by jsonb,
    lifted_at timestamptz,
    version integer not null
);
comment on table gis.warning is 'A threshold of a feed that is passed: one warning for a gauge, quake or storm, however often it is told';
comment on column gis.warning.subject is 'station and quantity, quake or storm; one stands at a time';
comment on column gis.warning.shape is 'gauge, epicentre or centre of the storm, WGS 84 lon lat';
comment on column gis.warning.until is 'lifted then when nothing new is heard';
comment on column gis.warning.raised_at is 'when it last became worse';
create unique index warning_standing on gis.warning (feed_id, kind, subject) where lifted_at is null;
create index warning_page on gis.warning (issued_at, id);
create index warning_until on gis.warning (until) where lifted_at is null;
alter table gis.warning enable row level security;
alter table gis.warning force row level security;
create policy owner on gis.warning to current_user using (true) with check (true);
create policy sight on gis.warning to :app using (
    (select kernel.signed_in()) and (scope_id is null
        or (select true from kernel.scope s where s.id = scope_id)));
grant select, insert, update, delete on gis.warning to :app;

do $$
declare part text;
begin
    foreach part in array array['feed_message', 'station', 'reading', 'quake', 'storm'] loop
        execute format('alter table gis.%I enable row level security', part);
        execute format('alter table gis.%I force row level security', part);
        execute format('create policy owner on gis.%I to current_user using (true) with check (true)', part);
    end loop;
end $$;
create policy sight on gis.feed_message to :app using (feed_id in (select f.id from gis.feed f));
create policy sight on gis.station to :app using (feed_id in (select f.id from gis.feed f));
create policy sight on gis.reading to :app using (feed_id in (select f.id from gis.feed f));
create policy sight on gis.quake to :app using (feed_id in (select f.id from gis.feed f));
create policy sight on gis.storm to :app using (feed_id in (select f.id from gis.feed f));
grant select, insert, update, delete
    on gis.feed_message, gis.station, gis.reading, gis.quake, gis.storm to :app;
