-- A tile of single points is not clipped, and attributes are copied only where a layer hides some.

create or replace function gis.tile(
    which uuid, z integer, tile_x integer, tile_y integer, organisations uuid[], posts uuid[]
) returns table (version integer, mvt bytea)
language plpgsql stable security definer
set search_path = gis, public, pg_temp set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare
    l record; bounds box2d; near geometry; pixel float8; shown text; class text; bytes bytea;
    heavy boolean; label text; hides boolean; clips boolean;
begin
    select v.version, v.code, v.geometry, v.style, v.hidden into l
    from layer v left join kernel.scope s on s.id = v.scope_id
    where v.id = which and v.removed_at is null and (v.public
        or (organisations is null or cardinality(organisations) > 0) and (v.scope_id is null
            or kernel.visible(s.label, s.sight, s.named, organisations, posts)));
    if not found then return; end if;
    hides := cardinality(l.hidden) > 0;
    clips := z > 15;
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
            -- A single point that was found lies in the tile, up to the metre the index is true to.
            select st_asmvt(t, l.code, 4096, 'shape', 'id') into bytes from (
                select f.id, st_asmvtgeom(f.shape_3857, bounds, 4096, 64, clips or f.vertices > 1) as shape,
                    case when hides then f.properties - l.hidden else f.properties end as properties
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
