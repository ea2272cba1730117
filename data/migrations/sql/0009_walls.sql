-- What a wall's map shows besides the situation.
alter table command.wall
    add column layers text[] not null default '{}' check (cardinality(layers) <= 20);
comment on column command.wall.layers is 'codes of map layers, the topmost first; those out of sight are left out';
