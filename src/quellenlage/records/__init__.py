"""What there is: frozen types. No record knows how to find, store or show itself."""
