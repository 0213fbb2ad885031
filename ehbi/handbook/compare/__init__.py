"""Two handbooks compared: their ``diff``, a three-way ``merge``, and the ``impact`` of a change on cases."""
