"""The situations of an ordinary year, one test each, through the whole suite; docs/situations.md lists them."""
