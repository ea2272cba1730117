-- One row per visible post with its roles and their kinds; the caller adds where and order.
select p.id, p.code, p.name, p.zh, p.en,
       o.id as organisation_id, o.code as organisation_code, o.zh as organisation_zh,
       o.en as organisation_en,
       array(select r.role_code from registry.post_role r where r.post_id = p.id
             order by r.role_code) as roles,
       array(select distinct k.kind from registry.post_role r
             join registry.role k on k.code = r.role_code where r.post_id = p.id) as kinds
from registry.post p
join registry.organisation o on o.id = p.organisation_id
