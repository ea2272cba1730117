-- Phones that show what they see: of callers and witnesses by a one-time link, and of crews.

alter table video.source add column sender_id uuid;
comment on column video.source.sender_id is
    'whose phone it is, a one-time link or an account, which alone may send to it; null = no phone';
create index source_of_sender on video.source (sender_id) where sender_id is not null;

-- A link reaches what it sends itself, also where its desk is not among those who may see it.
drop policy sight on video.source;
create policy sight on video.source to :app using (
    (select true from kernel.scope s where s.id = scope_id)
    and (camera_id is null or (select true from registry.resource r where r.id = camera_id))
    or sender_id = any((select kernel.my_subjects())::uuid[]));
drop policy owner on incidents.link;
drop policy sight on incidents.link;
select kernel.protect_with_guests('incidents.link', 'id');

-- What a link sends is seen from its first moment by whoever sees what the link is for. The link
-- reaches it as its own, also where nobody else of its desk does.
drop policy sight on incidents.report;
create policy sight on incidents.report to :app using (
    (select true from kernel.scope s where s.id = scope_id)
    or (principal = (select kernel.my_name()) and principal like 'link:%'));
-- So does the answer to what it sent, when it did not arrive and the phone asks again.
drop policy sight on kernel.idempotency;
create policy sight on kernel.idempotency to :app using (
    scope_id is null
    or (select true from kernel.scope s where s.id = scope_id)
    or (principal = (select kernel.my_name()) and principal like 'link:%'));

create table video.phone (
    source_id uuid primary key references video.source on delete cascade,
    sender text not null check (sender in ('link', 'account')),
    incident_id uuid,
    report_id uuid,
    take uuid not null,
    past_takes uuid[] not null default '{}',
    paced_from timestamptz not null,
    begun integer not null default 1,
    started_at timestamptz not null,
    ends_at timestamptz not null,
    ended_at timestamptz,
    why_ended text check (why_ended in ('sender', 'desk', 'link', 'silent', 'time')),
    check ((ended_at is null) = (why_ended is null))
);
comment on table video.phone is 'Phones that show what they see, or did; each is a source others watch';
comment on column video.phone.incident_id is 'what it shows; opaque here';
comment on column video.phone.report_id is 'what the link was sent for; opaque here';
comment on column video.phone.take is 'made by the page for each press of its button: a retry is not another one';
comment on column video.phone.past_takes is 'of pages that were replaced, the newest last; they do not come back';
comment on column video.phone.begun is 'how often since paced_from, which moves on by minutes';
comment on column video.phone.ends_at is 'with the link, or after so many hours';
create index phone_incident on video.phone (incident_id) where ended_at is null;
create index phone_report on video.phone (report_id) where ended_at is null;
create index phone_ends on video.phone (ends_at) where ended_at is null;
create index phone_ended on video.phone (ended_at) where ended_at is not null;
alter table video.phone enable row level security;
alter table video.phone force row level security;
create policy owner on video.phone to current_user using (true) with check (true);
create policy sight on video.phone to :app using (
    (select true from video.source s where s.id = source_id));
grant select, insert, update on video.phone to :app;
