-- One row per visible roster entry; the caller adds where and order.
select d.id, d.starts_at, d.ends_at, d.phone, d.note, d.organisation_id, d.post_id, d.account_id,
       p.code as post_code, p.name as post_name, p.zh as post_zh, p.en as post_en,
       o.code as organisation_code, o.zh as organisation_zh, o.en as organisation_en,
       a.name as account_name
from registry.duty d
join registry.post p on p.id = d.post_id
join registry.organisation o on o.id = d.organisation_id
join registry.account a on a.id = d.account_id
