"""Composition root: application factory, features, worker, supervisor, command line; no business."""
