"""Pure rules of the course: what a way out of a step means, who gets the work, who may act, when a step is due."""
