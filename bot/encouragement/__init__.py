"""Encouragement a person asked for: what to say, built from facts about their own effort."""
