"""The questions that the ledger answers, a command each: what is asked, and the columns of the answer."""
