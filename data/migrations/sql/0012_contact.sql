-- Contact with units: when a device was last heard, since when a unit is silent.

create table gis.device_contact (
    device integer primary key references gis.device (number),
    heard_at timestamptz not null
) with (fillfactor = 70);
comment on table gis.device_contact is
    'When a keep-alive of a device came last; positions stand in gis.last_position';
alter table gis.device_contact enable row level security;
alter table gis.device_contact force row level security;
create policy owner on gis.device_contact to current_user using (true) with check (true);
create policy sight on gis.device_contact to :app using (
    (select kernel.my_organisations()) is null
    or (select true from gis.device d where d.number = device));
grant select, insert, update on gis.device_contact to :app;

comment on table gis.device_refusal is
    'What a device told and was not taken, by reason: positions, changes of its unit''s status';

alter table registry.unit
    add column no_contact_since timestamptz,
    add column no_contact_told_at timestamptz;
comment on column registry.unit.no_contact_since is
    'flag 失联: nothing was heard of its devices since; null while there is contact';
comment on column registry.unit.no_contact_told_at is 'since when an alarm stands for that';
create index unit_no_contact on registry.unit (no_contact_since)
    where no_contact_since is not null or no_contact_told_at is not null;
