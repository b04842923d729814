"""Results and letters that an agency writes: templates with declared fields, in dated versions."""
