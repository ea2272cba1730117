-- How many facts the chain of causes that ends in fact :seq has, counted up to one more than :most.
with recursive chain as (
    select f.seq, f.cause, 1 as length from kernel.fact f where f.seq = :seq
    union all
    select f.seq, f.cause, chain.length + 1 from chain join kernel.fact f on f.seq = chain.cause
    where chain.length <= :most
)
select max(length) from chain
