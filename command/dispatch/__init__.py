"""Who should go: what an incident needs, which units are soonest there, and sending them."""
