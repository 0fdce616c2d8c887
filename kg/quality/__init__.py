"""Measuring: extraction against gold, graphs against their rules."""
