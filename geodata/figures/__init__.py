"""Still figures of a view: drawn from the data, not from a screen, so that title, legend, scale and sources go with them."""
