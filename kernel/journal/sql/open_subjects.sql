-- Every open subject of topics $3 with the classes that see it.
with {classes},
sight as materialized (select p.id, {sees} as sees from kernel.scope p)
select f.drill, f.subject, f.topic, {place}, f.scope_id is null as to_all, sight.sees
from kernel.subject_state f left join sight on sight.id = f.scope_id
where f.state is not null and f.topic = any($3)
