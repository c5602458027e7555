"""The collections of the HTTP interface, one module each, in the order of the documents."""
