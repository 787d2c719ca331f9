"""Funding instruments, one a file, found by being there.

An instrument module has `GROUPS` (its levers) and `STEPS`: what it does when awards are made and in
the phase of payments. Instruments never import one another; they meet in `world.contracts`.
"""
