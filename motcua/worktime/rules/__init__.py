"""Pure arithmetic of working time: no database, no clock, no settings. Other rooms use `worktime.types`."""
