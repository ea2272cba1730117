-- One row per visible resource with what its state shows; the caller adds where and order.
select r.id, r.code, r.kind, r.zh, r.en, r.organisation_id, r.area_code, r.direction_deg, r.fov_deg,
       r.range_m, r.capacity, r.details, r.status, r.fictional, r.label, r.posts, r.scope_id,
       st_x(r.place) as place_lon, st_y(r.place) as place_lat,
       r.place_accuracy_m, r.place_source,
       o.code as organisation_code, o.zh as organisation_zh, o.en as organisation_en
from registry.resource r
join registry.organisation o on o.id = r.organisation_id
