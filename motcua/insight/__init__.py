"""The ledger: signed movements folded from the journal, and the reports that are read from them."""
