"""What the package ships beside code: model, character table."""
