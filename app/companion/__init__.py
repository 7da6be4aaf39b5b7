"""The same study desk in any browser tab: one port for the page, its API and its socket."""
