"""How we set Voilà up: everything in code, nothing from configuration files."""

from __future__ import annotations

import logging
import os

from traitlets.config import Config

from . import provisioner
from .site import Site

TEMPLATE = "ehbi"
LOOKS_FOR_DEATH = 0.25
"""Seconds between two looks at whether a kernel still lives."""
REFILL_DELAY = 3.0
"""Seconds before the pool is refilled: by then the visitor's page has what it needs of the processor."""

NO_ECHO = {"JUPYTER_WIDGETS_ECHO": "0"}
"""Set in each kernel: a page that has its kernel to itself need not hear its own changes back."""


def voila_config(site: Site) -> Config:
    """Return Voilà's configuration for a site."""
    config = Config()
    # Jupyter tells of a kernel that does not start four times over, with tracebacks; we tell it ourselves.
    config.Voila.log_level = logging.CRITICAL
    config.Voila.root_dir = str(site.notebook.parent)
    config.Voila.open_browser = False
    config.Voila.token = ""
    config.VoilaConfiguration.template = TEMPLATE
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.preheat_kernel = True
    config.VoilaConfiguration.default_pool_size = site.pool
    config.VoilaKernelManager.fill_delay = REFILL_DELAY
    config.VisitorKernelManager.environment = NO_ECHO | site.environment
    config.VisitorKernelManager.limit = site.visitors
    config.VisitorKernelManager.patience = site.patience
    config.VisitorKernelManager.idle = site.idle
    config.VisitorKernelManager.spare = site.spare
    config.VisitorKernelManager.forks = site.forks
    config.VisitorKernelManager.fresh = list(site.fresh)
    config.VisitorKernelManager.buffer_offline_messages = False
    config.KernelRestarter.restart_limit = 0
    config.KernelRestarter.time_to_dead = LOOKS_FOR_DEATH
    config.KernelProvisionerFactory.default_provisioner_name = provisioner.NAME
    if os.name == "posix":
        config.KernelManager.transport = "ipc"  # in a folder of our own, that nobody else can read
    else:
        config.VisitorKernelManager.transport_encryption = "auto"
    return config
