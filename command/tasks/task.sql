-- One row per visible order with what its state shows; the caller adds where and order.
select t.id, t.incident_id, i.number as incident_number, t.text, t.address,
       st_x(t.place) as place_lon, st_y(t.place) as place_lat,
       t.unit_id, t.call_sign, t.recipient_id, t.urgent, t.origin, t.due_at, t.event_class, t.grade,
       t.state, t.receipts, t.reason, t.last_word, t.reminded, t.organisation_id, t.watcher_id,
       t.ordered_by, t.ordered_at, t.ended_at, t.told_late, t.drill, t.scope_id,
       r.code as recipient_code, r.zh as recipient_zh, r.en as recipient_en,
       o.code as orderer_code, o.zh as orderer_zh, o.en as orderer_en
from command.task t
join incidents.incident i on i.id = t.incident_id
join registry.organisation r on r.id = t.recipient_id
join registry.organisation o on o.id = t.organisation_id
