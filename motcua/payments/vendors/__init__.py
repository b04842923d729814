"""Those through whom people pay: the demonstration's gateway, transfers by VietQR, and whoever registers."""
