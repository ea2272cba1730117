-- One account with its present rights: what every request asks first.
with recursive below (id) as (
    select a.organisation_id from registry.account a where a.id = :account
    union
    select o.id from registry.organisation o join below b on o.parent_id = b.id
),
held (id) as (
    select distinct h.post_id from registry.holding h
    where h.account_id = :account and h.starts_at <= :now and (h.ends_at is null or h.ends_at > :now)
),
carried as (
    select r.code, r.permissions, r.wall, r.totp_required
    from registry.role r
    where exists (select 1 from registry.post_role p join held on held.id = p.post_id
                  where p.role_code = r.code)
)
select a.id, a.username, a.name, a.organisation_id, a.unit_id, a.disabled_at, a.kind,
       c.password_hash, c.changed_at, coalesce(c.must_change, false) as must_change, c.totp_secret,
       array(select id from below) as organisations,
       array(select id from held) as posts,
       array(select code from carried order by code) as roles,
       array(select distinct p from carried, unnest(permissions) p order by p) as permissions,
       coalesce((select bool_and(wall) from carried), false) as wall,
       coalesce((select bool_or(totp_required) from carried), false) as totp_required
from registry.account a
left join registry.credential c on c.account_id = a.id
where a.id = :account
