-- Which cameras and meetings a wall shows.
alter table command.wall
    add column pictures jsonb not null default '[]' check (jsonb_array_length(pictures) <= 9);
comment on column command.wall.pictures is
    '{kind: room | source, id}: a meeting by its main picture, a camera; those out of sight stay empty';
