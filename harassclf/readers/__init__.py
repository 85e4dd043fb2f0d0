"""Reading message exports."""
