"""The login of managers and presenters: keys, who comes in by them, sessions, and the form to log in with."""
