"""Pure checks of what people declare. Registers err: wrong digits are refused, contradictions are to be confirmed."""
