"""The nouns of a film: frozen, versioned records that travel between stages and are kept as JSON."""
