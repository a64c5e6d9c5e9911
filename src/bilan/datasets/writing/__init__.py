"""Tables as files: a file a format. All of them are written whole or not at all."""
