-- The state each subject of topics $1 in drill $2 (only $4) had at $3.
select {shown}
from (
    select s.seq from kernel.subject_state s
    where s.topic = any($1) and s.drill = $2 and s.state is not null and s.since <= $3
    union all
    select p.seq from unnest($1::text[]) t (topic)
    join kernel.subject_span p on p.topic = t.topic and p.drill = $2 and p.period @> $3
) stood
join kernel.fact f on f.seq = stood.seq
left join kernel.fact_restricted r on r.seq = f.seq
where $4::uuid[] is null or f.subject = any($4)
order by f.seq
