"""HTTP as every server of ours speaks it: handlers, headers, scripts, the form of requests, and limits."""
