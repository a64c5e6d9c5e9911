"""Commands on the record: judging, sealing and verifying it."""
