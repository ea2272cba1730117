-- The present state of each subject of topics $1 in drill $2 (only $3), with the journal's head.
select h.seq as head_seq, h.at as head_at, now.*
from (select 1) one left join kernel.head() h on true left join lateral (
    select {shown}
    from kernel.subject_state s
    join kernel.fact f on f.seq = s.seq
    left join kernel.fact_restricted r on r.seq = s.seq
    where s.topic = any($1) and s.drill = $2 and s.state is not null
      and ($3::uuid[] is null or s.subject = any($3))
) now on true
order by now.seq
