"""Charts and maps, written as SVG on the server: no script and no network is needed to see them."""
