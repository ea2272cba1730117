-- Tiles: what a map reads of layers, and the overviews that keep every tile small.
-- Coordinates of tiles are those of WebMercatorQuad; a "spot" is the centre of a feature's box in
-- whole cells of zoom 28, so that the cell of any coarser grid is a shift away.

create function gis.mercator(shape geometry) returns geometry(Geometry, 3857)
language sql immutable strict parallel safe
return case when st_ymax(shape) <= 85.06 and st_ymin(shape) >= -85.06
                 and st_xmax(shape) <= 180 and st_xmin(shape) >= -180 then st_transform(shape, 3857)
    -- The poles lie at infinity: what is beyond the edges of the tile square is cut off.
    else st_transform(
        st_clipbybox2d(shape, st_makeenvelope(-180, -85.06, 180, 85.06, 4326)::box2d), 3857) end;

-- Where the name of an area stands: once, however many tiles the area reaches into.
create function gis.anchor(shape geometry) returns geometry(Point, 3857)
language sql immutable strict parallel safe
return case when st_dimension(shape) = 2 then st_pointonsurface(gis.mercator(shape)) end;

alter table gis.feature
    add column shape_3857 geometry(Geometry, 3857) generated always as (gis.mercator(shape)) stored,
    add column vertices integer generated always as (st_npoints(shape)) stored,
    add column anchor geometry(Point, 3857) generated always as (gis.anchor(shape)) stored;
comment on column gis.feature.shape_3857 is 'shape in metres of Web Mercator (EPSG 3857), for tiles';
comment on column gis.feature.anchor is 'a point of an area, in Web Mercator, where its name stands';
comment on column gis.feature.vertices is 'number of vertices of the shape';

-- What a layer is made of ------------------------------------------------------------------------

create function gis.spot_x(shape geometry) returns integer
language sql immutable parallel safe
return least(greatest(floor(
    (st_xmin(shape::box2d) + st_xmax(shape::box2d) + 40075016.685578488) / 80150033.371156976
    * 268435456), 0), 268435455)::integer;

create function gis.spot_y(shape geometry) returns integer
language sql immutable parallel safe
return least(greatest(floor(
    (40075016.685578488 - st_ymin(shape::box2d) - st_ymax(shape::box2d)) / 80150033.371156976
    * 268435456), 0), 268435455)::integer;
comment on function gis.spot_x(geometry) is 'column of the spot of a shape in Web Mercator';
comment on function gis.spot_y(geometry) is 'row of the spot of a shape in Web Mercator';

-- Features above this many vertices are kept in pieces.
create function gis.most_vertices() returns integer language sql immutable parallel safe return 128;
-- A tile whose features have more bytes than this shows an overview: below it no tile has reached
-- 300 KB or 30 ms (docs/why/tiles.md).
create function gis.heavy_bytes() returns integer language sql immutable parallel safe return 400000;
-- After so many touched features a layer's overview is made anew: that is quicker by then.
create function gis.most_touched() returns integer language sql immutable parallel safe return 2000;

create function gis.load_bytes(vertices integer, properties jsonb) returns integer
language sql immutable parallel safe
return 32 + 8 * least(vertices, gis.most_vertices()) + octet_length(properties::text);
comment on function gis.load_bytes(integer, jsonb) is 'what a feature weighs in a tile, at most';

-- Larger first, then older: the smallest rank of a cell stands for the cell.
create function gis.rank(id bigint, shape geometry) returns bigint
language sql immutable parallel safe
return ((63 - ceil(ln(greatest(1,
    st_xmax(shape::box2d) - st_xmin(shape::box2d),
    st_ymax(shape::box2d) - st_ymin(shape::box2d))) / ln(2::float8)))::bigint << 48) | id;
comment on function gis.rank(bigint, geometry) is
    '63 less the logarithm (base 2) of the larger side in metres, then the id in 48 bits';
create function gis.id_of(rank bigint) returns bigint language sql immutable parallel safe
return rank & 281474976710655;

-- Cells of an overview: 64 × 64 to a tile (8 pixels), 32 × 32 where there are areas, which cost more.
create function gis.cell_bits(geometry text) returns integer language sql immutable parallel safe
return case when geometry in ('point', 'line') then 6 else 5 end;
create function gis.cell_of(x integer, y integer, bits integer) returns smallint
language sql immutable parallel safe
return ((y & ((1 << bits) - 1)) << bits) | (x & ((1 << bits) - 1));

-- The box in degrees of a cell in a grid of 2^level columns, `margin` cells wider on all sides.
create function gis.cell_box(level integer, x integer, y integer, margin float8) returns geometry
language sql immutable parallel safe
return st_makeenvelope(
    (x - margin) / (1 << level) * 360 - 180,
    degrees(atan(sinh(pi() * (1 - 2 * (y + 1 + margin) / (1 << level))))),
    (x + 1 + margin) / (1 << level) * 360 - 180,
    degrees(atan(sinh(pi() * (1 - 2 * (y - margin) / (1 << level))))), 4326);

-- Overviews --------------------------------------------------------------------------------------

create table gis.heavy_tile (
    layer_id uuid not null references gis.layer on delete cascade,
    zoom smallint not null,
    x integer not null,
    y integer not null,
    load bigint not null,
    primary key (layer_id, zoom, x, y)
);
comment on table gis.heavy_tile is 'Tiles that show an overview because all features would be too many';
comment on column gis.heavy_tile.load is 'bytes of the features whose spot lies in it';

create table gis.overview (
    layer_id uuid not null references gis.layer on delete cascade,
    zoom smallint not null,
    x integer not null,
    y integer not null,
    cell smallint not null,
    rank bigint not null,
    count integer not null,
    box geometry(Geometry, 3857),
    primary key (layer_id, zoom, x, y, cell)
);
comment on table gis.overview is 'The feature that stands for all with their spot in a cell of a heavy tile';
comment on column gis.overview.rank is 'gis.rank of that feature';
comment on column gis.overview.count is 'features in the cell';
comment on column gis.overview.box is 'box of that feature in Web Mercator; null in layers of points';
create index overview_box on gis.overview using gist (layer_id, zoom, box) where box is not null;

create table gis.piece (
    layer_id uuid not null references gis.layer on delete cascade,
    zoom smallint not null,
    x integer not null,
    y integer not null,
    feature_id bigint not null,
    whole boolean not null,
    shape geometry(Geometry, 3857) not null,
    primary key (layer_id, zoom, x, y, feature_id)
);
comment on table gis.piece is 'Shapes of many vertices, cut into tiles and simplified to their pixels';
comment on column gis.piece.whole is 'not simplified: serves the tiles below it too';
create index piece_feature on gis.piece (feature_id);

create table gis.touched_feature (
    layer_id uuid not null,
    feature_id bigint,
    x integer,
    y integer,
    load integer not null
);
comment on table gis.touched_feature is
    'Features changed in a running transaction, until gis.refresh_overview has looked at them';
comment on column gis.touched_feature.feature_id is 'null = so many that the whole layer counts';
comment on column gis.touched_feature.load is 'negative for what was there before';
create index touched_layer on gis.touched_feature (layer_id, feature_id);

create function gis.note_touched() returns trigger
language plpgsql security definer set search_path = gis, public, pg_temp as $$
declare most integer := most_touched(); layers uuid[]; noted bigint := 0;
begin
    -- Two statements of which each sees one of the two tables, so that both stay plain.
    if tg_op = 'DELETE' then
        layers := array(select distinct layer_id from was);
    else
        layers := array(select distinct layer_id from now_is);
    end if;
    layers := array(select each from unnest(layers) each where not exists (
        select from touched_feature t where t.layer_id = each and t.feature_id is null));
    if tg_op <> 'INSERT' then
        insert into touched_feature
            select layer_id, id, spot_x(shape_3857), spot_y(shape_3857),
                -load_bytes(vertices, properties)
            from was where layer_id = any(layers) limit most + 1;
        get diagnostics noted = row_count;
    end if;
    if tg_op <> 'DELETE' and noted <= most then
        insert into touched_feature
            select layer_id, id, spot_x(shape_3857), spot_y(shape_3857),
                load_bytes(vertices, properties)
            from now_is where layer_id = any(layers) limit most + 1;
        get diagnostics noted = row_count;
    end if;
    insert into touched_feature (layer_id, load) select each, 0 from unnest(layers) each
        where noted > most or most < (select count(*) from touched_feature t where t.layer_id = each);
    return null;
end $$;

create trigger note_inserted after insert on gis.feature referencing new table as now_is
    for each statement execute function gis.note_touched();
create trigger note_updated after update on gis.feature
    referencing old table as was new table as now_is
    for each statement execute function gis.note_touched();
create trigger note_deleted after delete on gis.feature referencing old table as was
    for each statement execute function gis.note_touched();

-- A shape simplified until so many vertices are left that a tile can carry them, spiky as it may be.
create function gis.simpler(shape geometry, tolerance float8) returns geometry
language plpgsql immutable strict parallel safe set search_path = gis, public, pg_temp as $$
declare simple geometry;
begin
    for step in 0..8 loop
        simple := st_simplify(shape, tolerance * (1 << step));
        exit when simple is null or st_npoints(simple) <= 4096;
    end loop;
    return simple;
end $$;

-- Cuts shapes of many vertices into tiles: each holds what lies in it, simplified to half a pixel
-- of its zoom (512 to a tile), down to where few enough vertices are left to keep them all. What
-- is smaller than a pixel has no piece.
create function gis.cut(features bigint[]) returns void
language plpgsql security definer set search_path = gis, public, pg_temp as $$
begin
    delete from piece where feature_id = any(features);
    insert into piece (layer_id, zoom, x, y, feature_id, whole, shape)
    with recursive node (layer_id, feature_id, side, zoom, x, y, shape) as (
        select f.layer_id, f.id, greatest(st_xmax(f.shape_3857::box2d) - st_xmin(f.shape_3857::box2d),
                                          st_ymax(f.shape_3857::box2d) - st_ymin(f.shape_3857::box2d)),
            0, 0, 0, f.shape_3857::geometry
        from feature f where f.id = any(features) and f.vertices > most_vertices()
            and not st_isempty(f.shape_3857)
        union all
        select n.layer_id, n.feature_id, n.side, n.zoom + 1, n.x * 2 + i, n.y * 2 + j,
            st_clipbybox2d(n.shape, st_tileenvelope(n.zoom + 1, n.x * 2 + i, n.y * 2 + j,
                                                    margin => 0.016)::box2d)
        from node n, generate_series(0, 1) i, generate_series(0, 1) j
        where n.zoom < 22 and st_npoints(n.shape) > most_vertices() and n.shape &&
            st_tileenvelope(n.zoom + 1, n.x * 2 + i, n.y * 2 + j, margin => 0.016)
    ), cut as (
        select *, zoom = 22 or st_npoints(shape) <= most_vertices() as whole from node
        where shape is not null and not st_isempty(shape)
    ), drawn as (
        select *, case when whole then shape
                       else simpler(shape, 40075016.685578488 / (1 << zoom) / 1024) end as simple
        from cut where whole or side * (1 << zoom) >= 78271.51696402048
    )
    select layer_id, zoom, x, y, feature_id, whole, simple from drawn
    where simple is not null and not st_isempty(simple);
end $$;

-- The box by which an overview is searched where features reach beyond their cell.
create function gis.box_of(kind text, rank bigint) returns geometry
language sql stable set search_path = gis, public, pg_temp as $$
    select st_envelope(f.shape_3857) from feature f where kind <> 'point' and f.id = id_of(rank)
$$;

-- The features whose spot lies in some cells of a grid of 2^level columns.
create function gis.lying_in(which uuid, level integer, cell_x integer, cell_y integer)
returns table (x integer, y integer, load integer, rank bigint)
language sql stable set search_path = gis, public, pg_temp as $$
    select spot_x(f.shape_3857), spot_y(f.shape_3857), load_bytes(f.vertices, f.properties),
        rank(f.id, f.shape_3857)
    from feature f
    where f.layer_id = which and f.shape && cell_box(level, cell_x, cell_y, 0.01)
        and spot_x(f.shape_3857) >> (28 - level) = cell_x
        and spot_y(f.shape_3857) >> (28 - level) = cell_y
$$;

-- Makes the overview of a layer from all its features.
create function gis.rebuild_overview(which uuid) returns void
language plpgsql security definer
set search_path = gis, public, pg_temp set work_mem = '64MB' as $$
declare kind text; bits integer; deepest integer := -1; z integer := 0;
begin
    select geometry into kind from layer where id = which for update;
    if not found then return; end if;
    bits := cell_bits(kind);
    delete from touched_feature where layer_id = which;
    delete from overview where layer_id = which;
    delete from heavy_tile where layer_id = which;
    delete from piece where layer_id = which;
    perform cut(array(select id from feature where layer_id = which and vertices > most_vertices()));
    if heavy_bytes() >= coalesce((select sum(load_bytes(vertices, properties)) from feature
                                  where layer_id = which), 0) then
        return;
    end if;
    drop table if exists pg_temp.lying;
    create temp table lying on commit drop as
        select spot_x(f.shape_3857) as x, spot_y(f.shape_3857) as y,
            load_bytes(f.vertices, f.properties) as load, rank(f.id, f.shape_3857) as rank
        from feature f where f.layer_id = which and not st_isempty(f.shape_3857);
    analyze pg_temp.lying;
    while deepest = z - 1 and z <= 22 loop
        insert into heavy_tile (layer_id, zoom, x, y, load)
            select which, z, l.x >> (28 - z), l.y >> (28 - z), sum(l.load) from pg_temp.lying l
            where z = 0 or exists (select from heavy_tile h where h.layer_id = which
                and h.zoom = z - 1 and h.x = l.x >> (29 - z) and h.y = l.y >> (29 - z))
            group by 3, 4 having sum(l.load) > heavy_bytes();
        if found then deepest := z; end if;
        z := z + 1;
    end loop;
    for z in 0..deepest loop
        insert into overview (layer_id, zoom, x, y, cell, rank, count, box)
            select which, z, c.x >> bits, c.y >> bits, cell_of(c.x, c.y, bits), c.rank, c.count,
                box_of(kind, c.rank)
            from (select l.x >> (28 - z - bits) as x, l.y >> (28 - z - bits) as y,
                      min(l.rank) as rank, count(*) as count
                  from pg_temp.lying l join heavy_tile h on h.layer_id = which and h.zoom = z::smallint
                      and h.x = l.x >> (28 - z) and h.y = l.y >> (28 - z)
                  group by 1, 2) c;
    end loop;
    drop table pg_temp.lying;
end $$;

-- Which tiles on the way down to touched features are heavy now; returns the deepest zoom of one
-- that is or was. Tiles that became heavy get all their cells at once.
create function gis.refresh_heavy(which uuid, kind text) returns integer
language plpgsql set search_path = gis, public, pg_temp as $$
declare z integer := 0; known boolean := true; bits integer := cell_bits(kind); tile record;
begin
    while known and z <= 22 loop
        known := false;
        for tile in
            select t.x >> (28 - z) as x, t.y >> (28 - z) as y, sum(t.load) as change
            from touched_feature t where t.layer_id = which and t.x is not null group by 1, 2
        loop
            update heavy_tile h set load = h.load + tile.change
                where h.layer_id = which and h.zoom = z and h.x = tile.x and h.y = tile.y;
            if found then
                known := true;
                delete from heavy_tile h where h.layer_id = which and h.zoom = z::smallint
                    and h.x = tile.x and h.y = tile.y and h.load <= heavy_bytes();
                if found then
                    delete from overview o where o.layer_id = which and o.zoom = z
                        and o.x = tile.x and o.y = tile.y;
                end if;
            elsif z = 0 or exists (select from heavy_tile h where h.layer_id = which
                    and h.zoom = z - 1 and h.x = tile.x >> 1 and h.y = tile.y >> 1) then
                insert into heavy_tile
                    select which, z, tile.x, tile.y, sum(load)
                    from lying_in(which, z, tile.x, tile.y) having sum(load) > heavy_bytes();
                if found then
                    known := true;
                    insert into overview
                        select which, z, tile.x, tile.y, cell_of(c.x, c.y, bits), c.rank, c.count,
                            box_of(kind, c.rank)
                        from (select l.x >> (28 - z - bits) as x, l.y >> (28 - z - bits) as y,
                                  min(l.rank) as rank, count(*) as count
                              from lying_in(which, z, tile.x, tile.y) l group by 1, 2) c;
                end if;
            end if;
        end loop;
        z := z + 1;
    end loop;
    return z - 1;
end $$;

-- Makes one cell of a heavy tile anew: from the four cells below it where that tile is heavy too,
-- else from its features.
create function gis.refresh_cell(which uuid, kind text, z integer, cell_x integer, cell_y integer)
returns void language plpgsql set search_path = gis, public, pg_temp as $$
declare bits integer := cell_bits(kind); found_rank bigint; found_count integer;
begin
    if exists (select from heavy_tile h where h.layer_id = which and h.zoom = z + 1
            and h.x = cell_x >> (bits - 1) and h.y = cell_y >> (bits - 1)) then
        select min(o.rank), sum(o.count) into found_rank, found_count
        from overview o where o.layer_id = which and o.zoom = (z + 1)::smallint
            and o.x = cell_x >> (bits - 1) and o.y = cell_y >> (bits - 1)
            and o.cell in (cell_of(2 * cell_x, 2 * cell_y, bits),
                           cell_of(2 * cell_x + 1, 2 * cell_y, bits),
                           cell_of(2 * cell_x, 2 * cell_y + 1, bits),
                           cell_of(2 * cell_x + 1, 2 * cell_y + 1, bits));
    else
        select min(rank), count(*) into found_rank, found_count
        from lying_in(which, z + bits, cell_x, cell_y);
    end if;
    delete from overview o where o.layer_id = which and o.zoom = z::smallint and o.x = cell_x >> bits
        and o.y = cell_y >> bits and o.cell = cell_of(cell_x, cell_y, bits);
    if found_count > 0 then
        insert into overview values (which, z, cell_x >> bits, cell_y >> bits,
            cell_of(cell_x, cell_y, bits), found_rank, found_count, box_of(kind, found_rank));
    end if;
end $$;

-- Brings the overview of a layer up to the features this transaction touched.
create function gis.refresh_overview(which uuid) returns void
language plpgsql security definer set search_path = gis, public, pg_temp as $$
declare kind text; bits integer; cell record;
begin
    select geometry into kind from layer where id = which for update;
    if not found then return; end if;
    if exists (select from touched_feature where layer_id = which and feature_id is null) then
        perform rebuild_overview(which);
        return;
    end if;
    bits := cell_bits(kind);
    perform cut(array(select feature_id from touched_feature where layer_id = which));
    for z in reverse refresh_heavy(which, kind)..0 loop
        for cell in
            select distinct t.x >> (28 - z - bits) as x, t.y >> (28 - z - bits) as y
            from touched_feature t join heavy_tile h on h.layer_id = which and h.zoom = z::smallint
                and h.x = t.x >> (28 - z) and h.y = t.y >> (28 - z)
            where t.layer_id = which
        loop
            perform refresh_cell(which, kind, z, cell.x, cell.y);
        end loop;
    end loop;
    delete from touched_feature where layer_id = which;
end $$;

-- The tile ---------------------------------------------------------------------------------------

-- The piece of a shape that serves a tile: its own, or the whole one of a tile above.
create function gis.piece_of(layer uuid, feature bigint, z integer, x integer, y integer)
returns geometry language sql stable set search_path = gis, public, pg_temp as $$
    select p.shape from generate_series(0, z) a join piece p on p.layer_id = layer and p.zoom = a
        and p.x = piece_of.x >> (z - a) and p.y = piece_of.y >> (z - a)
        and p.feature_id = feature and (p.whole or p.zoom = z)
    limit 1
$$;

-- An overview's features carry what the style shows, the label and the attribute of the classes,
-- unless it is a long text.
create function gis.brief(properties jsonb, label text, class text) returns jsonb
language sql immutable parallel safe
return jsonb_build_object(
    label, case when octet_length(properties ->> label) <= 60 then properties -> label end,
    class, case when octet_length(properties ->> class) <= 60 then properties -> class end);

-- What an attribute that a layer no longer has left behind in its features is not shown.
alter table gis.layer add column hidden text[] not null default '{}';
comment on column gis.layer.hidden is 'attributes it once had, whose values features may still hold';
create function gis.note_hidden() returns trigger
language plpgsql set search_path = gis, public, pg_temp as $$
begin
    new.hidden := array(
        select name from (select unnest(old.hidden) as name
            union select each ->> 'name' from jsonb_array_elements(old.attributes) each) known
        except select each ->> 'name' from jsonb_array_elements(new.attributes) each order by 1);
    return new;
end $$;
create trigger note_hidden before update of attributes on gis.layer
    for each row execute function gis.note_hidden();

-- The names of the areas of a layer as a layer of points beside it, `<code>:label`: each in the one
-- tile its anchor lies in, the label in both languages. Of an overview only what stands in it.
create function gis.named(properties jsonb, label text) returns jsonb
language sql immutable parallel safe
return jsonb_strip_nulls(jsonb_build_object(label, left(properties ->> label, 80),
    label || '_en', left(properties ->> (label || '_en'), 80)));

create function gis.names(which uuid, code text, label text, z integer, tile_x integer, tile_y integer)
returns bytea language sql stable set search_path = gis, public, pg_temp as $$
    select st_asmvt(t, code || ':label', 4096, 'anchor', 'id') from (
        select f.id, named(f.properties, label) as properties,
            st_asmvtgeom(f.anchor, st_tileenvelope(z, tile_x, tile_y)::box2d, 4096, 0) as anchor
        from feature f
        where f.layer_id = which and f.shape && cell_box(z, tile_x, tile_y, 0)
            and f.anchor && st_tileenvelope(z, tile_x, tile_y) and f.properties ->> label <> ''
        limit 4096
    ) t
$$;

create function gis.overview_names(
    which uuid, code text, label text, z integer, tile_x integer, tile_y integer
) returns bytea language sql stable set search_path = gis, public, pg_temp as $$
    select st_asmvt(t, code || ':label', 4096, 'anchor', 'id') from (
        select f.id, named(f.properties, label) as properties,
            st_asmvtgeom(f.anchor, st_tileenvelope(z, tile_x, tile_y)::box2d, 4096, 0) as anchor
        from overview o join feature f on f.id = id_of(o.rank)
        where o.layer_id = which and o.zoom = z::smallint and o.box is not null
            and o.box && st_tileenvelope(z, tile_x, tile_y)
            and f.anchor && st_tileenvelope(z, tile_x, tile_y) and f.properties ->> label <> ''
            -- What is not drawn, being smaller than half a pixel, has no name either.
            and (o.rank >> 48 = 63
                or 1::bigint << (63 - (o.rank >> 48))::integer >= 39135.75848201024 / (1 << z))
        limit 1024
    ) t
$$;

-- One layer in one tile for somebody, with the version it shows: the database looks once whether
-- that one sees the layer, then reads its features past row security. No row = no such layer in
-- sight. Stable, so that all of it is of one moment; plans are made once and kept.
create function gis.tile(
    which uuid, z integer, tile_x integer, tile_y integer, organisations uuid[], posts uuid[]
) returns table (version integer, mvt bytea)
language plpgsql stable security definer
set search_path = gis, public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
    l record; bounds box2d; near geometry; pixel float8; shown text; class text; bytes bytea;
    heavy boolean; label text;
begin
    select v.version, v.code, v.geometry, v.style, v.hidden into l
    from layer v left join kernel.scope s on s.id = v.scope_id
    where v.id = which and v.removed_at is null and (v.public
        or (organisations is null or cardinality(organisations) > 0) and (v.scope_id is null
            or kernel.visible(s.label, s.sight, s.named, organisations, posts)));
    if not found then return; end if;
    bounds := st_tileenvelope(z, tile_x, tile_y)::box2d;
    heavy := exists (select from heavy_tile h where h.layer_id = which and h.zoom = z::smallint
                     and h.x = tile_x and h.y = tile_y);
    if heavy then
        shown := coalesce(l.style ->> 'label', l.style -> 'classes' ->> 'attribute', '');
        class := coalesce(l.style -> 'classes' ->> 'attribute', shown);
        if l.geometry = 'point' then
            select st_asmvt(t, l.code, 4096, 'shape', 'id') into bytes from (
                select f.id, st_asmvtgeom(f.shape_3857, bounds, 4096, 64) as shape,
                    case when shown <> '' then brief(f.properties - l.hidden, shown, class)
                        end as properties,
                    nullif(o.count, 1) as count
                from overview o join feature f on f.id = id_of(o.rank)
                where o.layer_id = which and o.zoom = z::smallint and o.x = tile_x and o.y = tile_y
            ) t;
        else
            -- Half of what a pixel (512 to a tile) is at this zoom: smaller ones are not drawn.
            pixel := 78271.51696402048 / (1 << z) / 2;
            near := st_tileenvelope(z, tile_x, tile_y, margin => 0.015625);
            select st_asmvt(t, l.code, 4096, 'shape', 'id') into bytes from (
                select f.id, st_asmvtgeom(case when f.vertices <= most_vertices() then f.shape_3857
                        else piece_of(f.layer_id, f.id, z, tile_x, tile_y) end,
                        bounds, 4096, 64) as shape,
                    case when shown <> '' then brief(f.properties - l.hidden, shown, class)
                        end as properties,
                    nullif(o.count, 1) as count
                from overview o join feature f on f.id = id_of(o.rank)
                where o.layer_id = which and o.zoom = z::smallint and o.box && near and o.box is not null
                    and (o.rank >> 48 = 63 or 1::bigint << (63 - (o.rank >> 48))::integer >= pixel)
                limit 4096
            ) t;
        end if;
    else
        near := cell_box(z, tile_x, tile_y, 0.015625);
        if exists (select from piece p where p.layer_id = which) then
            select st_asmvt(t, l.code, 4096, 'shape', 'id') into bytes from (
                select f.id, st_asmvtgeom(f.shape_3857, bounds, 4096, 64) as shape,
                    f.properties - l.hidden as properties
                from feature f where f.layer_id = which and f.shape && near
                    and f.vertices <= most_vertices()
                union all
                select f.id, st_asmvtgeom(p.shape, bounds, 4096, 64), f.properties - l.hidden
                from generate_series(0, z) a join piece p on p.layer_id = which and p.zoom = a
                    and p.x = tile_x >> (z - a) and p.y = tile_y >> (z - a)
                    and (p.whole or p.zoom = z)
                join feature f on f.id = p.feature_id
                limit 10000
            ) t;
        else
            select st_asmvt(t, l.code, 4096, 'shape', 'id') into bytes from (
                select f.id, st_asmvtgeom(f.shape_3857, bounds, 4096, 64) as shape,
                    f.properties - l.hidden as properties
                from feature f where f.layer_id = which and f.shape && near limit 10000
            ) t;
        end if;
    end if;
    label := l.style ->> 'label';
    if l.geometry in ('polygon', 'mixed') and label <> '' then
        if heavy then
            bytes := coalesce(bytes, '')
                || coalesce(overview_names(which, l.code, label, z, tile_x, tile_y), '');
        else
            bytes := coalesce(bytes, '') || coalesce(names(which, l.code, label, z, tile_x, tile_y), '');
        end if;
    end if;
    return query select l.version, bytes;
end $$;
