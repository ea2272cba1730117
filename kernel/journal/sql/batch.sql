-- The facts after $3, at most $4, each with the classes that see its subject's present scope.
with {classes},
batch as materialized (
    select * from kernel.fact where seq > $3 order by seq limit $4
),
stand as materialized (
    select b.seq, s.scope_id from batch b
    join kernel.subject_state s on s.drill = b.drill and s.subject = b.subject
),
sight as materialized (
    select p.id, {sees} as sees from kernel.scope p
    where p.id in (select scope_id from stand)
)
select f.seq, f.at, f.kind, f.topic, f.subject, f.drill, f.version, f.about,
       f.state is null as gone, {place}, {fact} as text, r.body as restricted,
       stand.scope_id is null as to_all, sight.sees,
       case when f.kind = 'scope.changed' then array(
           select k.number from class k, (select f.state -> 'was' as was) c
           where kernel.visible({was}, k.organisations, k.posts)) end as saw
from batch f
join stand on stand.seq = f.seq
left join sight on sight.id = stand.scope_id
left join kernel.fact_restricted r on r.seq = f.seq
order by f.seq
