"""The login of managers and presenters: their ``keys``, the ``form``, who comes in by them (``identity``)."""
