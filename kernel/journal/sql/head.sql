-- Where the journal ends; a row also when it is empty.
select coalesce(h.seq, 0) as seq, h.at, clock_timestamp() as now,
       (select id from kernel.epoch order by started_at desc limit 1) as epoch
from (select 1) one left join kernel.head() h on true
