"""The login of managers and presenters: their ``keys``, the ``form``, and who comes in by them (``identity``)."""
