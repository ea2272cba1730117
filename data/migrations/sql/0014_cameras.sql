-- Cameras among the resources: how far they see, and who sees one that is not for everybody.

alter table registry.resource
    alter column scope_id drop expression,
    add column range_m double precision check (range_m > 0 and range_m <= 10000),
    add column label text not null default 'internal' check (label in ('internal', 'restricted')),
    add column posts uuid[] not null default '{}',
    add constraint resource_posts check ((label = 'restricted') = (cardinality(posts) > 0));
comment on column registry.resource.scope_id is
    'that of its organisation; a restricted one has its own';
comment on column registry.resource.range_m is 'of a camera: how far it recognises what happens';
comment on column registry.resource.posts is 'posts that alone see a restricted one';
create index resource_reach on registry.resource (range_m) where range_m is not null;

create function registry.keep_scope() returns trigger language plpgsql as $$
begin
    if new.label = 'internal' then
        new.scope_id := new.organisation_id;
    end if;
    return new;
end $$;
comment on function registry.keep_scope() is
    'What is not restricted is seen by whoever sees its organisation, whoever writes the row';
create trigger keep_scope before insert or update on registry.resource
    for each row execute function registry.keep_scope();
