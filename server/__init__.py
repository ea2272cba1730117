"""Composition root: factory, features, worker, supervisor, command line; no business."""
