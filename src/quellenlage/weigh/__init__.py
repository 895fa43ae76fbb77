"""What shows when the linked record is laid side by side: sums and findings, never a judgement of who is right."""
