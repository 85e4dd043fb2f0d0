"""Named behaviours found in a message, each with its own evidence."""
