-- What a sight ($4 organisations, $5 posts) lost and gained between fact $1 and now, in topics $2 of
-- drill $3 (only subjects $6). Lost is whatever it saw at any moment since then and does not see now:
-- screens are judged by the present, so one that stopped at fact $1 may already have been shown what
-- it came to see shortly after. A change of scope at $1 itself counts again: it is many frames, of
-- which the screen may have missed some. Changes up to $7 facts before $1 count as seen: a screen is
-- told of them one reading at a time, and not of subjects that a later fact of that reading, which
-- this screen missed, has taken out of the scope or closed.
-- `how`: a subject was `lost`, or `stands` as the row says (its scope changed), or was `missed`: it
-- is in sight at the head, so the pages that are read next bring its fact `own_seq`, unless sight of
-- it is lost before they are.
with head as materialized (select seq, at from kernel.head()),
changed as materialized (
    select f.subject as scope_id, f.state -> 'was' as was, f.seq >= $1 as missed
    from kernel.fact f where f.seq > $1::bigint - $7 and f.kind = 'scope.changed'
),
touched as materialized (
    select f.subject from kernel.fact f
    where f.seq > $1 and f.topic = any($2) and f.drill = $3
    union
    select s.subject from kernel.subject_state s join changed c on c.scope_id = s.scope_id
    where c.missed and s.topic = any($2) and s.drill = $3
),
stood as materialized (
    select t.subject, f.scope_id from touched t cross join lateral (
        (select f.scope_id from kernel.fact f
         where f.subject = t.subject and f.drill = $3 and f.seq <= $1 order by f.seq desc limit 1)
        union
        select f.scope_id from kernel.fact f
        where f.subject = t.subject and f.drill = $3 and f.seq > $1) f
    where $6::uuid[] is null or t.subject = any($6)
),
seen as materialized (
    select c.scope_id from changed c where kernel.visible({was}, $4, $5)
    union
    select p.id from kernel.scope p where p.id in (select scope_id from stood)
        and kernel.visible(p.label, p.sight, p.named, $4, $5)
),
judged as materialized (
    select s.*,
        s.scope_id is null or exists (
            select 1 from kernel.scope p where p.id = s.scope_id
            and kernel.visible(p.label, p.sight, p.named, $4, $5)) as sees,
        exists (select 1 from changed c where c.missed and c.scope_id = s.scope_id)
            as scope_changed
    from kernel.subject_state s
    where s.drill = $3 and s.topic = any($2) and s.subject in (select subject from stood)
),
told as (
    select j.*, 'stands' as how from judged j
    where j.sees and j.scope_changed and j.state is not null
    union all
    select j.*, 'missed' from judged j
    where j.sees and j.seq > $1 and not (j.scope_changed and j.state is not null)
    union all
    select j.*, 'lost' from judged j
    where not j.sees and j.subject in (
        select subject from stood
        where scope_id is null or scope_id in (select scope_id from seen))
)
select h.seq as head_seq, h.at as head_at, told.* from head h left join lateral (
    select {shown}, f.how, f.own_seq from (
        select h.seq, h.at, j.seq as own_seq, j.kind, j.topic, j.subject, j.version, j.about,
               case j.how when 'stands' then j.state end as state, last.actor, last.cause, j.drill,
               j.how
        from told j join kernel.fact last on last.seq = j.seq
    ) f left join kernel.fact_restricted r on r.seq = f.own_seq and f.how = 'stands'
) told on true
order by told.subject
