"""How much of a file is taken, each with its reason."""

# A GeoPackage of all buildings of a district has about 100 MB.
MOST_BYTES = 200 * 1024 * 1024
# Unpacked, counted while unpacking: what the sandbox may write in one file, and the disk can spare.
MOST_UNPACKED = 512 * 1024 * 1024
# Shapefiles pack 1:10, workbooks 1:30; deflate's own limit, used by bombs, is about 1:1030.
MOST_RATIO = 150
RATIO_COUNTS_FROM = 10 * 1024 * 1024
# A shapefile has ten parts at most, a KMZ some pictures.
MOST_ENTRIES = 500
# One transaction publishes them all: 11 s on two cores with three times their load, 13 s with a
# copy of what is replaced. Twice as many took half a minute; nothing may stay open for a whole one.
MOST_ROWS = 100_000
# As rows in memory: about 1 GB with the copies that converting takes.
MOST_VERTICES = 5_000_000
# The coast of the whole province at full detail is one polygon of 100,000.
MOST_VERTICES_EACH = 200_000
# Wider tables have columns nobody reads; a layer lists at most 100 (gis/layers/schemas.py).
MOST_COLUMNS = 500
# A value that is longer is a document, not an attribute.
MOST_TEXT = 10_000
# What the attributes of one row may come to as JSON.
MOST_ROW_BYTES = 64 * 1024
# A report with more faults is not read to its end.
MOST_FAULTS = 1_000
# Shown before anything is stored.
SAMPLE_ROWS = 20
SAMPLE_VERTICES = 400
SAMPLE_TEXT = 200
XML_DEPTH = 64
LONGEST_NAME = 63
