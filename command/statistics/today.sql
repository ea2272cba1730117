-- Figures of one local day, over the facts and states the asker may see.
-- :start = beginning of the day, :zone = time zone of the hours
with received as (
    select at from kernel.fact
    where kind = 'report.received' and at >= :start and drill = :drill),
closed as (
    select count(*) filter (where kind = 'report.linked') as linked,
           count(*) filter (where kind = 'report.rejected') as rejected
    from kernel.fact
    where kind in ('report.linked', 'report.rejected') and at >= :start and drill = :drill),
incidents as (
    select state from kernel.subject_state
    where topic = 'incidents' and drill = :drill and state is not null),
units as (
    select state from kernel.subject_state
    where topic = 'units' and drill = :drill and state is not null)
select
    (select count(*) from received) as reports,
    (select coalesce(jsonb_object_agg(hour, n), '{}') from (
        select extract(hour from at at time zone :zone)::int as hour, count(*) as n
        from received group by 1) h) as by_hour,
    (select linked from closed) as linked,
    (select rejected from closed) as rejected,
    (select count(distinct subject) from kernel.fact
     where kind = 'incident.closed' and at >= :start and drill = :drill) as closed_today,
    (select coalesce(jsonb_object_agg(state, n), '{}') from (
        select state ->> 'state' as state, count(*) as n from incidents group by 1) s) as by_state,
    (select coalesce(jsonb_object_agg(grade, n), '{}') from (
        select coalesce(state ->> 'grade', 'none') as grade, count(*) as n from incidents
        where state ->> 'state' not in ('closed', 'merged') group by 1) g) as by_grade,
    (select coalesce(jsonb_object_agg(code, n), '{}') from (
        select state #>> '{area,district,code}' as code, count(*) as n from incidents
        where state ->> 'state' not in ('closed', 'merged')
          and state #>> '{area,district,code}' is not null group by 1) d) as by_district,
    (select coalesce(jsonb_agg(jsonb_build_object('agency', agency, 'status', status, 'n', n)), '[]')
     from (select state -> 'agency' as agency, state ->> 'status' as status, count(*) as n
           from units group by 1, 2) u) as units
