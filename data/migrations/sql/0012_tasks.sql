-- Orders with their six receipts, and the check that every crew on scene is well.

create table command.task (
    id uuid primary key,
    incident_id uuid not null references incidents.incident,
    text text not null check (length(text) between 1 and 500),
    place geometry(Point, 4326),
    address text check (length(address) <= 200),
    unit_id uuid references registry.unit,
    call_sign text check ((call_sign is null) = (unit_id is null)),
    recipient_id uuid not null references registry.organisation (id),
    urgent boolean not null,
    origin text not null check (origin in ('order', 'dispatch')),
    due_at timestamptz,
    event_class smallint,
    grade text check (grade in ('I', 'II', 'III', 'IV')),
    state text not null check (state in ('sent', 'delivered', 'seen', 'accepted', 'acting',
                                         'done', 'refused', 'withdrawn')),
    receipts jsonb not null,
    reason text check (length(reason) <= 500),
    last_word jsonb,
    reminded jsonb not null default '{"count": 0}',
    organisation_id uuid not null references registry.organisation (id),
    watcher_id uuid not null references registry.organisation (id),
    ordered_by jsonb not null,
    ordered_at timestamptz not null,
    ended_at timestamptz check ((ended_at is null) = (state not in ('done', 'refused', 'withdrawn'))),
    late_at timestamptz,
    look_at timestamptz,
    told_late text[] not null default '{}',
    drill uuid not null default '00000000-0000-0000-0000-000000000000',
    scope_id uuid not null references kernel.scope,
    cleared_at timestamptz
);
comment on table command.task is 'An order to one unit or one organisation, seen with its incident';
comment on column command.task.place is 'where to go: lon lat, WGS 84';
comment on column command.task.call_sign is 'of the unit when it was ordered: whoever sees the incident reads it';
comment on column command.task.recipient_id is 'who answers: the organisation ordered, or the agency of the unit';
comment on column command.task.event_class is 'of the incident when ordered; with grade it chooses the clocks';
comment on column command.task.receipts is 'receipt -> at (ours), device_at, by, via, implied';
comment on column command.task.reminded is 'count, and when last';
comment on column command.task.organisation_id is 'whose order it is: these may withdraw it';
comment on column command.task.watcher_id is 'whose posts are called when it is overdue';
comment on column command.task.late_at is 'the first moment at which a clock that still runs is overdue';
comment on column command.task.look_at is 'when the watch must look at it next';
comment on column command.task.told_late is 'clocks of which the alarm was raised';
create index task_listed on command.task (ordered_at desc, id desc);
create index task_open on command.task (ordered_at desc, id desc) where ended_at is null;
create index task_incident on command.task (incident_id, ordered_at desc, id desc);
create index task_unit on command.task (unit_id, ordered_at desc, id desc) where unit_id is not null;
create index task_recipient on command.task (recipient_id, ordered_at desc, id desc);
create index task_look on command.task (look_at) where look_at is not null;
create index task_leaving on command.task (ended_at) where ended_at is not null and cleared_at is null;
select kernel.protect('command.task');
grant select, insert, update on command.task to :app;

-- Kept with the unit, judged by command: the clock depends on the incident.
alter table registry.unit
    add column checked_at timestamptz,
    add column checked_by text,
    add column check_warn_at timestamptz,
    add column check_due_at timestamptz,
    add column check_told_at timestamptz;
comment on column registry.unit.checked_at is 'when the crew on scene was last known to be well; arrival counts';
comment on column registry.unit.check_due_at is 'when it must be known again; null off the scene';
comment on column registry.unit.check_told_at is 'since when an alarm stands because nobody knows';
create index unit_check on registry.unit (check_due_at) where check_due_at is not null;
create index unit_check_told on registry.unit (check_told_at) where check_told_at is not null;
