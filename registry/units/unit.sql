-- One row per visible unit with what its state shows; the caller adds where and order.
select u.id, u.code, u.call_sign, u.kind, u.capabilities, u.crew, u.status, u.status_at,
       u.status_note, u.reported_at, u.incident_id, u.heading_deg, u.position_at, u.fictional,
       u.checked_at, u.checked_by, u.check_warn_at, u.check_due_at,
       u.no_contact_since,
       u.scope_id, u.organisation_id, u.agency_id,
       st_x(u.place) as place_lon, st_y(u.place) as place_lat,
       u.place_accuracy_m, u.place_source,
       u.station_zh, u.station_en, st_x(u.station) as station_lon, st_y(u.station) as station_lat,
       o.code as organisation_code, o.zh as organisation_zh, o.en as organisation_en,
       a.code as agency_code, a.zh as agency_zh, a.en as agency_en
from registry.unit u
join registry.organisation o on o.id = u.organisation_id
join registry.organisation a on a.id = u.agency_id
