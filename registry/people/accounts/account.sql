-- One row per visible account with what its state shows; the caller adds where and order.
select a.id, a.username, a.name, a.kind, a.disabled_at, a.last_sign_in_at, a.created_at,
       o.id as organisation_id, o.code as organisation_code, o.zh as organisation_zh,
       o.en as organisation_en,
       u.id as unit_id, u.call_sign as unit_call_sign, u.kind as unit_kind,
       coalesce(c.must_change, false) as must_change, c.totp_secret is not null as totp,
       coalesce((
           select jsonb_agg(jsonb_build_object(
                      'id', p.id, 'code', p.code, 'name', p.name, 'zh', p.zh, 'en', p.en,
                      'from', h.starts_at, 'until', h.ends_at,
                      'roles', array(select r.role_code from registry.post_role r
                                     where r.post_id = p.id order by r.role_code))
                  order by p.code, h.starts_at)
           from registry.holding h join registry.post p on p.id = h.post_id
           where h.account_id = a.id and (h.ends_at is null or h.ends_at > :now)), '[]') as posts
from registry.account a
join registry.organisation o on o.id = a.organisation_id
left join registry.credential c on c.account_id = a.id
left join registry.unit u on u.id = a.unit_id
