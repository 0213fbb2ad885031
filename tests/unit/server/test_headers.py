"""The policy that a page is sent with."""

import base64
import hashlib

from ehbi.server.headers import content_policy


def test_a_script_in_the_page_is_allowed_by_its_hash_and_no_other_is():
    text = "\n  start();\n"
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    policy = content_policy(f'<script type="module">{text}</script><script src="x.js"></script>')
    assert policy.count("sha256-") == 1
    assert f"'sha256-{digest}'" in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


def test_no_foreign_host_is_allowed_for_anything_and_no_text_is_run_as_script():
    directives = dict(part.split(" ", 1) for part in content_policy("").split("; "))
    assert directives == {
        "default-src": "'none'",
        "script-src": "'self' blob:",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
