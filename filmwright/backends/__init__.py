"""What can be plugged in: a protocol for each kind of backend, and the registry that loads one by its name."""
