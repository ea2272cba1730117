"""CQL2 (OGC 21-065r2): text and JSON become one tree, the tree becomes SQL with bound values."""
