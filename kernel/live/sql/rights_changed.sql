-- Did the rights of account $2 perhaps change after fact $1?
select exists (
    select 1 from kernel.fact where seq > $1
    and (topic in ('organisations', 'posts', 'roles') or topic = 'accounts' and subject = $2))
