"""Tests of the registry: rules, real PostGIS, real HTTP; each refusal beside its success."""
