-- Every open subject of topics $3 with the classes that see it.
with {classes},
open as materialized (
    select * from kernel.subject_state where state is not null and topic = any($3)
),
sight as materialized (
    select p.id, {sees} as sees from kernel.scope p
    where p.id in (select scope_id from open)
)
select f.drill, f.subject, f.topic, {place}, f.scope_id is null as to_all, sight.sees
from open f left join sight on sight.id = f.scope_id
