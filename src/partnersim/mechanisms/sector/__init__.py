"""What organisations are to each other and together: umbrella, ties, trust, mobilisation."""
