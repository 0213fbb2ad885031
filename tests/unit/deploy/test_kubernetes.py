"""The manifests for Kubernetes agree with each other, and with what EHBI is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from deploy import HERE
from ehbi import places
from ehbi.cli.program import parser
from ehbi.server.site import prefix

ROOT = HERE.parent
MANIFESTS = list(yaml.safe_load_all((HERE / "kubernetes" / "ehbi.yaml").read_text(encoding="utf-8")))


def of(kind):
    return {one["metadata"]["name"]: one["spec"] for one in MANIFESTS if one["kind"] == kind}


SERVERS = of("StatefulSet")["ehbi"]
POD = SERVERS["template"]
(CONTAINER,) = POD["spec"]["containers"]
PODS = [f"ehbi-{number}" for number in range(SERVERS["replicas"])]
SERVICES = of("Service")
(RULE,) = of("Ingress")["ehbi"]["rules"]
PATHS = {path["path"]: path["backend"]["service"]["name"] for path in RULE["http"]["paths"]}


def test_every_server_has_its_own_way_in_and_all_share_another():
    own = {f"{prefix(pod)}/": pod for pod in PODS}
    assert {**own, "/": "ehbi"} == PATHS
    assert set(SERVICES) == {"ehbi", SERVERS["serviceName"], *PODS}
    for pod in PODS:
        assert SERVICES[pod]["selector"] == {"statefulset.kubernetes.io/pod-name": pod}


def test_what_is_selected_is_there():
    labels = POD["metadata"]["labels"]
    budget = of("PodDisruptionBudget")["ehbi"]
    selectors = [SERVERS["selector"]["matchLabels"], budget["selector"]["matchLabels"]]
    selectors += [SERVICES[name]["selector"] for name in ("ehbi", SERVERS["serviceName"])]
    assert all(selector.items() <= labels.items() for selector in selectors)


def test_every_port_leads_to_the_one_that_the_server_answers_on():
    (port,) = CONTAINER["ports"]
    assert {one["targetPort"] for service in SERVICES.values() for one in service["ports"]} == {port["name"]}
    assert str(port["containerPort"]) == CONTAINER["args"][CONTAINER["args"].index("--port") + 1]


def test_the_command_is_one_and_says_the_pods_own_name():
    environment = {one["name"]: one["valueFrom"] for one in CONTAINER["env"]}
    assert environment["NAME"] == {"fieldRef": {"fieldPath": "metadata.name"}}
    assert places.DATABASE in environment
    arguments = [word.replace("$(NAME)", PODS[0]) for word in CONTAINER["args"]]
    options = parser(arguments).parse_args(arguments)
    assert (options.route, options.host, options.port) == ("ehbi-0", "0.0.0.0", 8866)  # noqa: S104


def test_new_visitors_stop_coming_before_the_server_is_killed():
    probe = CONTAINER["readinessProbe"]
    assert probe["httpGet"]["path"] == "/health"
    assert probe["periodSeconds"] * probe["failureThreshold"] < POD["spec"]["terminationGracePeriodSeconds"]


def test_it_can_write_in_its_own_folder_only():
    assert CONTAINER["securityContext"]["readOnlyRootFilesystem"]
    volumes = {volume["name"] for volume in POD["spec"]["volumes"]}
    assert {mount["name"]: mount["mountPath"] for mount in CONTAINER["volumeMounts"]} == dict.fromkeys(
        volumes,
        "/tmp",  # noqa: S108
    )


@pytest.fixture
def containerfile():
    return (HERE / "Containerfile").read_text(encoding="utf-8")


def test_the_image_has_all_that_is_installed_from(containerfile):
    copied = [
        word for line in re.findall("^COPY (.*)$", containerfile, re.MULTILINE) for word in line.split()[:-1]
    ]
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = {*wheel["packages"], *(Path(file).parts[0] for file in wheel["force-include"]), "pyproject.toml"}
    assert needed <= set(copied)
    assert all((ROOT / name).exists() for name in copied)


def test_the_image_runs_as_who_the_manifest_says(containerfile):
    user = POD["spec"]["securityContext"]["runAsUser"]
    assert f"\nUSER {user}\n" in containerfile
    assert user != 0
    assert (
        CONTAINER["image"].split(":")[1]
        == tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    )
