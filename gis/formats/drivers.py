"""Loads GDAL with two drivers and no other: GeoPackage and Shapefile.

GDAL knows some fifty formats; many of them point to other files, databases or web addresses. They
are struck off before the library starts, and if one is left over nothing is read at all.
"""

import os

ALLOWED = frozenset({"GPKG", "ESRI Shapefile"})
STRUCK = (
    "MEM,PCIDSK,PDS4,VICAR,PDF,MBTiles,EEDA,OGCAPI,GDALG,MapInfo File,LVBAG,S57,DGN,OGR_VRT,CSV,"
    "GML,GPX,LIBKML,KML,GeoJSON,GeoJSONSeq,ESRIJSON,TopoJSON,OGR_GMT,SQLite,WAsP,OpenFileGDB,DXF,"
    "FlatGeobuf,GeoRSS,VFK,PGDUMP,OSM,GPSBabel,OGR_PDS,WFS,OAPIF,EDIGEO,Idrisi,ODS,XLSX,"
    "Elasticsearch,Carto,AmigoCloud,SXF,Selafin,JML,PLSCENES,CSW,VDV,MVT,NGW,MapML,GTFS,PMTiles,"
    "JSONFG,MiraMonVector,ADBC,AVCBin,AVCE00,AIVector,HTTP,VRT,DERIVED,GTI,WMS,WMTS,WCS,EEDAI,"
    "PLMOSAIC,DAAS,STACIT,STACTA,Zarr,GRIB,NITF"
)


class NotLoaded(RuntimeError):
    """GDAL came up with drivers that are not ours."""


def load() -> None:
    """Load GDAL with our drivers only; once a process, before anything else does."""
    os.environ["GDAL_SKIP"] = STRUCK
    os.environ["CPL_TMPDIR"] = "."
    from pyogrio import list_drivers  # noqa: PLC0415 - the line above must come first

    present = set(list_drivers())
    if present != ALLOWED:
        raise NotLoaded(f"drivers {sorted(present ^ ALLOWED)}")
