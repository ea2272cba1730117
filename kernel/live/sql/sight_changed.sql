-- What a sight ($4 organisations, $5 posts) lost and gained between fact $1 and now, in topics $2 of
-- drill $3 (only subjects $6): by the scopes as they stood then, `was` of the first change after $1,
-- the present row where there was none.
with head as materialized (select seq, at from kernel.head()),
changed as materialized (
    select distinct on (f.subject) f.subject as scope_id, f.state -> 'was' as was
    from kernel.fact f where f.seq > $1 and f.kind = 'scope.changed'
    order by f.subject, f.seq
),
touched as materialized (
    select f.subject from kernel.fact f
    where f.seq > $1 and f.topic = any($2) and f.drill = $3
    union
    select s.subject from kernel.subject_state s join changed c on c.scope_id = s.scope_id
    where s.topic = any($2) and s.drill = $3
),
judged as (
    select s.*,
        s.scope_id is null or exists (
            select 1 from kernel.scope p where p.id = s.scope_id
            and kernel.visible(p.label, p.sight, p.named, $4, $5)) as sees,
        coalesce(stood.held and (stood.scope_id is null or coalesce(
            (select kernel.visible({was}, $4, $5)
             from changed c where c.scope_id = stood.scope_id),
            exists (
                select 1 from kernel.scope p where p.id = stood.scope_id
                and kernel.visible(p.label, p.sight, p.named, $4, $5)))), false) as saw,
        exists (select 1 from changed c where c.scope_id = s.scope_id) as scope_changed
    from touched t
    join kernel.subject_state s on s.drill = $3 and s.subject = t.subject
    left join lateral (
        select f.scope_id, f.state is not null as held from kernel.fact f
        where f.subject = s.subject and f.drill = $3 and f.seq <= $1
        order by f.seq desc limit 1) stood on true
    where s.topic = any($2) and ($6::uuid[] is null or s.subject = any($6))
)
select h.seq as head_seq, h.at as head_at, told.* from head h left join lateral (
    select {shown}, f.lost from (
        select h.seq, h.at, j.seq as own_seq, j.kind, j.topic, j.subject, j.version, j.about,
               j.state, last.actor, last.cause, j.drill, not j.sees as lost
        from judged j join kernel.fact last on last.seq = j.seq
        where (j.saw and not j.sees) or (j.sees and j.state is not null and j.scope_changed)
    ) f left join kernel.fact_restricted r on r.seq = f.own_seq
) told on true
order by told.subject
