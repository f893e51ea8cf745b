"""One module a peer: `make(variant, setting)` gives a function from title and subtitle lines to a PNG's bytes.

A setting starts with `drawn`, which paints every layer anew, or `prepared`, which starts from the static layers as a
picture; it ends with `fast` for the quickest PNG that the peer offers or `default` for what its documentation shows.
"""
