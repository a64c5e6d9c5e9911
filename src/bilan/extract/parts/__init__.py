"""Parts of reading a claim that several kinds share: paths, parties, places held, carriers of events, happenings."""
