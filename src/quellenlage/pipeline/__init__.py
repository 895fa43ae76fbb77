"""The flow: ``table`` says what the stages are, ``run`` runs them, ``build`` brings a dossier up to date."""
