"""Data of the page that `partnersim page` writes: stored runs of its scenarios, and an emulator over its levers."""
