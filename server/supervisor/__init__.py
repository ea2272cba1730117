"""Starts and watches database, Redis, server and worker; imports no application code."""
