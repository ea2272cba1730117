"""The commands of `wanglou`; each imports the packages it needs only when it runs."""
