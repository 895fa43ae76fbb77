"""Algebra on days: intervals, TIMEX3 values, symbolic dates, clues and their solver. Standard library only."""
