"""Experiments: files that say what to vary, designs, and sweeps that survive interruption."""
