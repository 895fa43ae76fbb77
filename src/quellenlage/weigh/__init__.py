"""Sums over the linked record, laid side by side: origins and findings, never a judgement of who is right."""
