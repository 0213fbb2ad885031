"""Managers under JupyterHub: whoever logs in gets the manager's page, and is known to it by their own name.

Beside what your own Hub already says of how people log in. EHBI's environment needs ``jupyterhub`` in it.
"""

import os

c = get_config()  # noqa: F821  # JupyterHub gives it

EHBI = "/opt/ehbi"
# Voilà's own page would ask foreign hosts for a font and for MathJax.
POLICY = "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; frame-ancestors 'none'"

c.Spawner.cmd = [f"{EHBI}/.venv/bin/jupyterhub-singleuser"]
c.Spawner.args = [f"--ServerApp.tornado_settings={ {'headers': {'Content-Security-Policy': POLICY}} }"]
c.Spawner.notebook_dir = f"{EHBI}/notebooks"
c.Spawner.default_url = "/voila/render/beheer.ipynb"
# All managers and the desk's servers work on the same database.
c.Spawner.environment = {"EHBI_DATABASE": os.environ["EHBI_DATABASE"]}
