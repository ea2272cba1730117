-- The next fact of some kinds after :after, looking at most :reach far. A row without a subject says
-- that everything up to `reached` has been looked at; no row, that the journal ends at :after.
with span as (
    select max(f.seq) as reached from kernel.fact f
    where f.seq > :after and f.seq <= cast(:after as bigint) + cast(:reach as bigint)
),
found as (
    select f.* from kernel.fact f, span
    where f.seq > :after and f.seq <= span.reached and f.kind = any(:kinds)
    order by f.seq limit 1
)
select span.reached, found.* from span left join found on true where span.reached is not null
