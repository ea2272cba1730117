-- The open subjects of topics $4 in the scopes changed by facts $3: present state, the change's seq.
-- Subjects that have a later fact are left out: it comes after the change and is judged as they are.
with {classes},
present as (
    select change.seq, change.at, s.kind, s.topic, s.subject, s.drill, s.version, s.about, s.state,
           f.actor, f.cause, s.seq as own_seq, {sees} as sees
    from kernel.fact change
    join kernel.subject_state s on s.scope_id = change.subject and s.state is not null
        and s.seq < change.seq
    join kernel.scope p on p.id = s.scope_id
    join kernel.fact f on f.seq = s.seq
    where change.seq = any($3) and s.topic = any($4)
)
select f.seq, f.at, f.kind, f.topic, f.subject, f.drill, f.version, f.about,
       false as gone, {place}, {fact} as text, r.body as restricted,
       false as to_all, f.sees
from present f
left join kernel.fact_restricted r on r.seq = f.own_seq
order by f.seq, f.own_seq
