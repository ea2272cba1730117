"""What tests stand on: servers of their own, a clock in their hand, a whole running system."""
