-- Floor 1: who asks, what may be seen, the journal and its projection, sessions, tokens.
create schema kernel;
grant usage on schema kernel to :app;
-- The application refuses a schema it was not written for.
grant select on public.alembic_version to :app;

-- Who asks ---------------------------------------------------------------------------------------
-- Set with SET LOCAL by kernel/db at the start of each transaction. Unset = sees nothing.

create function kernel.my_organisations() returns uuid[]
language sql stable parallel safe as $$
    select case when current_setting('wanglou.organisations', true) = '*' then null
           else coalesce(nullif(current_setting('wanglou.organisations', true), '')::uuid[], '{}') end
$$;
comment on function kernel.my_organisations() is
    'Organisations whose things the asker may see; null = every one (the system itself)';

create function kernel.my_posts() returns uuid[]
language sql stable parallel safe as $$
    select coalesce(nullif(current_setting('wanglou.posts', true), '')::uuid[], '{}')
$$;

create function kernel.my_personal() returns boolean
language sql stable parallel safe as $$
    select coalesce(current_setting('wanglou.personal', true), '') = 'on'
$$;

-- The one place that decides sight. Policies and the live reader both call it.
create function kernel.visible(
    label text, sight uuid[], named uuid[], organisations uuid[], posts uuid[]
) returns boolean language sql immutable parallel safe as $$
    select case
        when organisations is null then true
        when label = 'open' then cardinality(organisations) > 0
        when label = 'internal' then sight && organisations
        else named && posts
    end
$$;

create table kernel.scope (
    id uuid primary key,
    label text not null default 'internal' check (label in ('open', 'internal', 'restricted')),
    sight uuid[] not null,
    named uuid[] not null default '{}'
);
comment on table kernel.scope is 'Who may see a thing and all that hangs on it';
comment on column kernel.scope.sight is 'organisations: responsible, assigned, called in';
comment on column kernel.scope.named is 'posts that may see it when the label is restricted';
alter table kernel.scope enable row level security;
alter table kernel.scope force row level security;
create policy owner on kernel.scope to current_user using (true) with check (true);
create policy sight on kernel.scope for select to :app using (
    kernel.visible(label, sight, named,
                   (select kernel.my_organisations()), (select kernel.my_posts())));
create policy add on kernel.scope for insert to :app with check (true);
grant select, insert on kernel.scope to :app;

-- Changing a scope may take it out of the changer's own sight, which a plain UPDATE under row
-- security cannot do; so it goes through here, and only for whoever sees it now.
create function kernel.change_scope(
    which uuid, new_label text, new_sight uuid[], new_named uuid[]
) returns jsonb language plpgsql security definer set search_path = kernel, public, pg_temp as $$
declare was kernel.scope;
begin
    select * into was from kernel.scope where id = which for update;
    if not found or not kernel.visible(was.label, was.sight, was.named,
                                       kernel.my_organisations(), kernel.my_posts()) then
        return null;
    end if;
    update kernel.scope set label = new_label, sight = new_sight, named = new_named where id = which;
    return jsonb_build_object('label', was.label, 'sight', was.sight, 'named', was.named);
end $$;

-- Puts a table with a column scope_id under row security. Owner sees all, others by scope.
-- `(select true …)` instead of `exists (…)` here and below: PostgreSQL may turn an exists into a
-- hash of the whole table, which reads years of scopes for the first page of a list.
create function kernel.protect(tbl regclass) returns void language plpgsql as $$
begin
    execute format('alter table %s enable row level security', tbl);
    execute format('alter table %s force row level security', tbl);
    execute format('create policy owner on %s to current_user using (true) with check (true)', tbl);
    execute format(
        'create policy sight on %s to %s using (scope_id is null or '
        '(select true from kernel.scope s where s.id = scope_id))', tbl, ':app');
end $$;

-- The journal ------------------------------------------------------------------------------------

create table kernel.epoch (id uuid not null, started_at timestamptz not null default now());
comment on table kernel.epoch is 'Changes when a backup is restored, so that clients start over';
insert into kernel.epoch (id) values (gen_random_uuid());
grant select on kernel.epoch to :app;

create table kernel.fact (
    seq bigint not null,
    at timestamptz not null,
    kind text not null,
    topic text not null,
    subject uuid not null,
    version integer not null,
    about uuid[] not null,
    state jsonb,
    restricted_mac bytea,
    scope_id uuid,
    scope_was uuid,
    scope_moved boolean not null default false,
    actor jsonb not null,
    cause bigint,
    drill uuid not null default '00000000-0000-0000-0000-000000000000',
    digest bytea not null,
    primary key (seq)
) partition by range (seq);
comment on column kernel.fact.at is 'strictly rising with seq';
comment on column kernel.fact.state is 'the whole public state of the subject after the change';
comment on column kernel.fact.restricted_mac is 'HMAC-SHA256 of the restricted part under its salt';
comment on column kernel.fact.scope_was is 'the scope the subject had before, where scope_moved';
comment on column kernel.fact.digest is 'SHA-256 of the digest before and this fact in canonical form';
create index fact_subject on kernel.fact (subject, seq);
create index fact_at on kernel.fact (at);
create index fact_about on kernel.fact using gin (about);

-- A part holds 4,194,304 facts: about one month of a large city (50 million a year).
create function kernel.extend_journal() returns integer
language plpgsql security definer set search_path = kernel, public, pg_temp as $$
declare
    size constant bigint := 4194304;
    part bigint;
    made integer := 0;
begin
    select coalesce(max(seq), 0) / size into part from kernel.fact;
    for i in part .. part + 1 loop
        if to_regclass(format('kernel.fact_%s', i)) is null then
            execute format(
                'create table kernel.fact_%s partition of kernel.fact for values from (%s) to (%s)',
                i, i * size, (i + 1) * size);
            made := made + 1;
        end if;
    end loop;
    return made;
end $$;
select kernel.extend_journal();

create table kernel.fact_restricted (
    seq bigint primary key,
    body text not null,
    salt bytea not null
);
comment on table kernel.fact_restricted is
    'Personal part of a fact; erased with its salt by retention, the chain stays whole';

create table kernel.subject_state (
    drill uuid not null,
    subject uuid not null,
    topic text not null,
    kind text not null,
    seq bigint not null,
    version integer not null,
    since timestamptz not null,
    about uuid[] not null,
    state jsonb,
    scope_id uuid,
    primary key (drill, subject)
) with (fillfactor = 80);
comment on table kernel.subject_state is 'The last fact of each subject; rebuilt from the journal';
create index subject_state_board on kernel.subject_state (topic, drill) where state is not null;
create index subject_state_scope on kernel.subject_state (scope_id);

create table kernel.subject_span (
    drill uuid not null,
    subject uuid not null,
    topic text not null,
    seq bigint not null,
    version integer not null,
    period tstzrange not null,
    primary key (drill, subject, version)
);
comment on table kernel.subject_span is
    'How long each past version stood; the present one stands in subject_state';
create index subject_span_board on kernel.subject_span using gist (topic, drill, period);

alter table kernel.fact enable row level security;
alter table kernel.fact force row level security;
alter table kernel.fact_restricted enable row level security;
alter table kernel.fact_restricted force row level security;
alter table kernel.subject_state enable row level security;
alter table kernel.subject_state force row level security;
alter table kernel.subject_span enable row level security;
alter table kernel.subject_span force row level security;
create policy owner on kernel.fact to current_user using (true) with check (true);
create policy owner on kernel.fact_restricted to current_user using (true) with check (true);
create policy owner on kernel.subject_state to current_user using (true) with check (true);
create policy owner on kernel.subject_span to current_user using (true) with check (true);
create policy sight on kernel.subject_state for select to :app using (
    scope_id is null
    or (select true from kernel.scope s where s.id = scope_id));
-- A fact is readable only while its subject's present scope is visible.
create policy sight on kernel.fact for select to :app using (
    (select kernel.my_organisations()) is null
    or (select true from kernel.subject_state s
        where s.drill = fact.drill and s.subject = fact.subject));
create policy sight on kernel.subject_span for select to :app using (
    (select kernel.my_organisations()) is null
    or (select true from kernel.subject_state s
        where s.drill = subject_span.drill and s.subject = subject_span.subject));
create policy sight on kernel.fact_restricted for select to :app using (
    (select kernel.my_personal())
    and (select true from kernel.fact f where f.seq = fact_restricted.seq));
grant select on kernel.fact, kernel.fact_restricted, kernel.subject_state, kernel.subject_span to :app;

create function kernel.canonical(f kernel.fact) returns bytea language sql stable as $$
    select convert_to(jsonb_build_array(
        f.seq, (extract(epoch from f.at) * 1000000)::bigint, f.kind, f.topic, f.subject, f.version,
        to_jsonb(f.about), f.state, encode(f.restricted_mac, 'hex'), f.scope_id,
        f.actor, f.cause, f.drill)::text, 'UTF8')
$$;
comment on function kernel.canonical(kernel.fact) is 'The bytes the digest chain covers';

-- Appends facts as the last act of a transaction. The caller holds the journal lock
-- (pg_advisory_xact_lock(kernel.journal_lock())) since an earlier statement, so this one sees the last fact.
create function kernel.journal_lock() returns bigint language sql immutable as $$ select 7301943 $$;

create function kernel.append_facts(batch jsonb, clock timestamptz)
returns table (new_seq bigint, new_at timestamptz, new_version integer)
language plpgsql security definer set search_path = kernel, public, pg_temp as $$
declare
    item jsonb;
    head_digest bytea;
    entry kernel.fact;
    held kernel.subject_state;
begin
    select f.seq, f.at, f.digest into entry.seq, entry.at, head_digest
        from kernel.fact f order by f.seq desc limit 1;
    if not found then
        entry.seq := 0; entry.at := '-infinity'; head_digest := sha256('wanglou');
    end if;
    for item in select value from jsonb_array_elements(batch) loop
        entry.seq := entry.seq + 1;
        entry.at := greatest(entry.at + interval '1 microsecond', clock);
        entry.kind := item ->> 'kind';
        entry.topic := item ->> 'topic';
        entry.subject := (item ->> 'subject')::uuid;
        entry.drill := (item ->> 'drill')::uuid;
        entry.about := array(select value::uuid from jsonb_array_elements_text(item -> 'about'));
        entry.state := nullif(item -> 'state', 'null'::jsonb);
        entry.restricted_mac := decode(item ->> 'mac', 'hex');
        entry.scope_id := (item ->> 'scope')::uuid;
        entry.actor := item -> 'actor';
        entry.cause := (item ->> 'cause')::bigint;
        select * into held from kernel.subject_state s
            where s.drill = entry.drill and s.subject = entry.subject;
        entry.version := coalesce(held.version, 0) + 1;
        entry.scope_moved := held.subject is not null and held.scope_id is distinct from entry.scope_id;
        entry.scope_was := case when entry.scope_moved then held.scope_id end;
        entry.digest := sha256(head_digest || kernel.canonical(entry));
        head_digest := entry.digest;
        insert into kernel.fact values (entry.*);
        if item ->> 'restricted' is not null then
            insert into kernel.fact_restricted (seq, body, salt)
                values (entry.seq, item ->> 'restricted', decode(item ->> 'salt', 'hex'));
        end if;
        if held.state is not null then
            insert into kernel.subject_span (drill, subject, topic, seq, version, period)
                values (held.drill, held.subject, held.topic, held.seq, held.version,
                        tstzrange(held.since, entry.at));
        end if;
        insert into kernel.subject_state
                (drill, subject, topic, kind, seq, version, since, about, state, scope_id)
            values (entry.drill, entry.subject, entry.topic, entry.kind, entry.seq, entry.version, entry.at,
                    entry.about, entry.state, entry.scope_id)
            on conflict (drill, subject) do update set
                topic = excluded.topic, kind = excluded.kind, seq = excluded.seq,
                version = excluded.version, since = excluded.since, about = excluded.about,
                state = excluded.state, scope_id = excluded.scope_id;
        new_seq := entry.seq; new_at := entry.at; new_version := entry.version;
        return next;
    end loop;
end $$;

-- Where the journal ends, whatever the asker may see of it: boards tie their snapshot to it.
create function kernel.head() returns table (seq bigint, at timestamptz)
language sql stable security definer set search_path = kernel, public, pg_temp as $$
    select f.seq, f.at from kernel.fact f order by f.seq desc limit 1
$$;

-- Erases personal parts older than a moment; returns how many. The salt goes with the body.
create function kernel.erase_restricted(older timestamptz, most integer) returns bigint[]
language sql security definer set search_path = kernel, public, pg_temp as $$
    with old as (
        select r.seq from kernel.fact_restricted r join kernel.fact f on f.seq = r.seq
        where f.at < older order by r.seq limit most),
    gone as (delete from kernel.fact_restricted r using old where r.seq = old.seq returning r.seq)
    select coalesce(array_agg(seq order by seq), '{}') from gone
$$;

-- Reactions: where each stands, and what it could not digest -----------------------------------------

create table kernel.cursor (
    name text primary key,
    seq bigint not null
);
comment on table kernel.cursor is 'How far each reaction has read the journal';
create table kernel.parked (
    reaction text not null,
    seq bigint not null,
    subject uuid not null,
    problem text not null,
    at timestamptz not null,
    primary key (reaction, seq)
);
comment on table kernel.parked is 'Facts a reaction failed on; its subject waits, the rest goes on';
grant select, insert, update, delete on kernel.cursor, kernel.parked to :app;

-- Answers kept for repeated keys -------------------------------------------------------------------

create table kernel.idempotency (
    principal text not null,
    key text not null,
    request_hash bytea not null,
    status smallint,
    answer jsonb,
    permissions text[] not null default '{}',
    scope_id uuid,
    created_at timestamptz not null,
    primary key (principal, key)
);
comment on table kernel.idempotency is 'First answer to each (principal, Idempotency-Key), kept two days';
comment on column kernel.idempotency.permissions is 'held when it was given; who holds fewer gets none';
create index idempotency_age on kernel.idempotency (created_at);
select kernel.protect('kernel.idempotency');
grant select, insert, update, delete on kernel.idempotency to :app;

-- Sign-in ------------------------------------------------------------------------------------------

create table kernel.session (
    id uuid primary key,
    secret_hash bytea not null unique,
    csrf text not null,
    account_id uuid not null,
    created_at timestamptz not null,
    last_seen_at timestamptz not null,
    expires_at timestamptz not null,
    idle_minutes integer,
    address text not null,
    user_agent text not null
);
comment on table kernel.session is 'Opaque server-side sessions; the cookie holds the secret, we its SHA-256';
comment on column kernel.session.idle_minutes is 'null = never idles out (wall screens)';
create index session_account on kernel.session (account_id);
create table kernel.token (
    id uuid primary key,
    name text not null check (length(name) between 1 and 100),
    secret_hash bytea not null unique,
    account_id uuid not null,
    permissions text[] not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    last_used_at timestamptz,
    revoked_at timestamptz
);
comment on table kernel.token is 'Bearer tokens of devices, nodes and scripts; a subset of an account''s rights';
create table kernel.lockout (
    name text primary key,
    failures integer not null,
    first_at timestamptz not null,
    locked_until timestamptz
);
comment on table kernel.lockout is 'Failed sign-ins per username hash and per address';
create table kernel.setup (
    token_hash bytea not null,
    made_at timestamptz not null,
    used_at timestamptz
);
comment on table kernel.setup is 'The one-time token for the first administrator';
grant select, insert, update, delete on kernel.session, kernel.token, kernel.lockout, kernel.setup to :app;

-- The scope of an answer may lie outside the sight of whoever just moved the subject away.
create function kernel.scope_answer(who text, which text, scope uuid) returns void
language sql security definer set search_path = kernel, public, pg_temp as $$
    update kernel.idempotency set scope_id = scope where principal = who and key = which
$$;
