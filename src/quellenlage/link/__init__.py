"""All analyses of the pile together: each file links one kind, always from scratch."""
