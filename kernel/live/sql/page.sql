-- The facts after $1 up to $2 of topics $3 in drill $4 (only subjects $5), at most $6.
select {shown}
from kernel.fact f
left join kernel.fact_restricted r on r.seq = f.seq
where f.seq > $1 and f.seq <= $2 and f.topic = any($3) and f.drill = $4
  and ($5::uuid[] is null or f.subject = any($5))
order by f.seq limit $6
