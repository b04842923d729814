"""Life-like history, made by driving the real commands along a simulated calendar."""
