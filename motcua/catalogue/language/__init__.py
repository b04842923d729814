"""The written language of procedures: YAML in, frozen shapes out, and every fault named with its line."""
