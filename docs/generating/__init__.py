"""One module a page of docs/reference; each has a function `page` that gives the page's text."""
