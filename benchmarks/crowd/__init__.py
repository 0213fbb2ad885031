"""A crowd of plain HTTP and websocket clients that do what the page does, without a browser.

Forty browsers on two cores would measure themselves. These visitors cost a few milliseconds each, and the
crowd says how much it took itself.
"""
