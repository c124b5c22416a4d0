"""What reading costs: the budget, the ledger that reserves and settles, and the estimate of a watch."""
