"""What `deploy/` says of the program is true: every file, setting, variable and address in it exists."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from streamlit import config

from tests.house.repository import ROOT, text_of
from tests.house.test_requirements import locked
from tests.world.serving import Server
from worksheets.storage.keys.encryption import new_key

DEPLOY: Final = ROOT / "deploy"
TOLD: Final = text_of("deploy/README.md")
DOCKERFILE: Final = text_of("deploy/Dockerfile")
PROXY: Final = text_of("deploy/haproxy.cfg")
COMPOSE: Final[Mapping[str, Any]] = yaml.safe_load(text_of("deploy/compose.yaml"))
SERVICES: Final[Mapping[str, Any]] = COMPOSE["services"]
PROGRAM: Final = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "worksheets").rglob("*.py")))

STREAMLITS: Final = {option.env_var: key for key, option in config._config_options_template.items()}


def instructions(name: str) -> list[list[str]]:
    """The words of each instruction of this name in the Dockerfile."""
    lines = re.sub(r"\\\n", " ", DOCKERFILE).splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith(f"{name} ")]


def test_the_variables_of_a_server_are_those_that_the_program_reads() -> None:
    variables = {name for service in ("app_a", "app_b") for name in SERVICES[service]["environment"]}

    ours = {name for name in variables if name.startswith("BOTH_SIDES_")}
    streamlits = {name for name in variables if name.startswith("STREAMLIT_")}
    assert [name for name in ours if f'"{name}"' not in PROGRAM] == []
    assert [name for name in streamlits if name not in STREAMLITS] == []
    assert variables - ours - streamlits == {"PGPASSFILE"}


def test_the_variables_of_the_proxy_are_those_in_its_configuration() -> None:
    read = set(re.findall(r"\$\{(\w+)\}", PROXY))

    assert read == set(SERVICES["proxy"]["environment"])


def test_both_servers_are_the_same_and_the_proxy_knows_both() -> None:
    assert SERVICES["app_a"] == SERVICES["app_b"]
    port = instructions("EXPOSE")[0][0]
    reached = {value for name, value in SERVICES["proxy"]["environment"].items() if "_SERVER_" in name}
    assert reached == {f"app_a:{port}", f"app_b:{port}"}
    assert f"--server.port={port}" in DOCKERFILE and f"localhost:{port}/_stcore/health" in DOCKERFILE


def test_nothing_secret_is_in_the_files_and_every_secret_is_a_file_beside_them() -> None:
    secrets = {name: secret["file"] for name, secret in COMPOSE["secrets"].items()}
    named = [secret for each in SERVICES.values() for secret in each.get("secrets", ())]
    used = [secret if isinstance(secret, str) else secret["source"] for secret in named]

    assert set(used) == set(secrets)
    assert all(file.startswith("./secrets/") for file in secrets.values())
    ignored = subprocess.run(["git", "check-ignore", "--quiet", "deploy/secrets/key"], cwd=ROOT, check=False)
    assert ignored.returncode == 0
    assert [file for file in secrets.values() if f"`{Path(file).name}`" not in TOLD] == []
    variables = [pair for each in SERVICES.values() for pair in each.get("environment", {}).items()]
    hidden = [value for name, value in variables if re.search("PASS|SECRET|KEY|CERTIFICATE", name)]
    assert len(hidden) >= 4 and all(value.startswith("/run/secrets/") for value in hidden)


def test_every_file_that_is_named_is_there() -> None:
    mounted = [volume.split(":")[0] for each in SERVICES.values() for volume in each.get("volumes", ())]
    copied = [name for words in instructions("COPY") for name in words[:-1]]

    assert [name for name in mounted if name.startswith(".") and not (DEPLOY / name).is_file()] == []
    assert [name for name in mounted if not name.startswith(".") and name not in COMPOSE["volumes"]] == []
    assert [name for name in copied if not (ROOT / name).exists()] == []
    sent = re.findall("^!(.*)", text_of("deploy/Dockerfile.dockerignore"), re.MULTILINE)
    assert set(sent) == set(copied)


def test_a_start_compiles_nothing_of_what_is_in_the_image() -> None:
    copied = [name for words in instructions("COPY") for name in words[:-1]]
    with_code = {name for name in copied if name.endswith(".py") or any((ROOT / name).rglob("*.py"))}
    compiled = {name for words in instructions("RUN") if "compileall" in words for name in words[4:]}

    assert with_code and with_code <= compiled
    assert DOCKERFILE.rindex("COPY") < DOCKERFILE.index("compileall")


def test_the_flags_of_the_program_exist_and_nobody_runs_it_as_root() -> None:
    flags = re.findall(r"--((?:server|browser|client)\.\w+)=", DOCKERFILE)

    assert flags and [flag for flag in flags if flag not in config._config_options_template] == []
    assert instructions("USER") == [["both-sides"]]
    assert instructions("WORKDIR") == [["/both-sides"]]
    assert DOCKERFILE.index("USER") < DOCKERFILE.index("CMD")


def test_no_container_writes_into_its_own_files_or_has_a_right_that_it_does_not_need() -> None:
    loose = {
        name: rights
        for name, service in SERVICES.items()
        if (rights := [service.get(right) for right in ("read_only", "cap_drop", "security_opt")])
        != [True, ["ALL"], ["no-new-privileges:true"]]
    }

    assert loose == {}
    assert all("cap_add" not in service and "privileged" not in service for service in SERVICES.values())


def test_every_image_can_be_named_with_its_digest_and_the_page_says_how() -> None:
    images = [service["image"] for service in SERVICES.values() if "build" not in service]
    images += [service["build"]["args"]["PYTHON_IMAGE"] for service in SERVICES.values() if "build" in service]
    named = {re.fullmatch(r"\$\{([A-Z]+_IMAGE):-([a-z]+:[\w.-]+)\}", image) for image in images}

    assert all(named)
    told = re.search(r"## The images\n(.*?)\n## ", TOLD, re.DOTALL)
    assert told
    for match in filter(None, named):
        variable, image = match.groups()
        name, _colon, tag = image.partition(":")
        assert re.search(rf"^{variable}={name}:{re.escape(tag)}@sha256:…$", told[1], re.MULTILINE), variable
    [python] = {match[2] for match in filter(None, named) if match[1] == "PYTHON_IMAGE"}
    assert instructions("ARG") == [[f"PYTHON_IMAGE={python}"]]
    assert instructions("FROM") == [["${PYTHON_IMAGE}"]]


def test_the_image_gets_what_the_program_runs_with_and_no_tools() -> None:
    [install] = [words for words in instructions("RUN") if words[:2] == ["pip", "install"]]

    assert install[2:] == ["--no-cache-dir", "--require-hashes", "--requirement", "requirements.txt"]
    packages = {name for name, _version in locked("requirements.txt")}
    assert {"streamlit", "sqlalchemy", "psycopg", "psycopg-binary", "typst", "icalendar", "authlib"} <= packages
    assert not packages & {"playwright", "pytest-xdist", "mypy", "ruff", "pyyaml", "uv"}


@pytest.fixture
def image(tmp_path: Path) -> Path:
    """The files of the image, and the secrets of a clinic, in a folder of their own."""
    folder = tmp_path / "both-sides"
    for *names, target in instructions("COPY"):
        for name in names:
            to = folder / target / (Path(name).name if (ROOT / name).is_file() else "")
            to.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile)(ROOT / name, to)
    sign_in, *_template = re.findall(r"```toml\n(.*?)```", TOLD, re.DOTALL)
    with_secret = sign_in.replace('cookie_secret = "…"', f'cookie_secret = "{new_key().hex()}"')
    (folder / ".streamlit" / "secrets.toml").write_text(with_secret, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_the_files_of_the_image_are_enough_to_serve_other_computers(image: Path, tmp_path: Path) -> None:
    named = SERVICES["app_a"]["environment"]["STREAMLIT_SERVER_ALLOWED_HOSTS"]
    hosts = re.sub(r"\$\{CLINIC_HOST.*\}", "worksheets.clinic.example", named)
    server = Server(
        tmp_path, image / "app.py", STREAMLIT_SERVER_ADDRESS="0.0.0.0", STREAMLIT_SERVER_ALLOWED_HOSTS=hosts
    )

    server.start()

    request = urllib.request.Request(server.url, headers={"Host": "worksheets.clinic.example"})
    with urllib.request.urlopen(request) as page:
        assert page.status == 200
    server.kill()
    pages = "from components.screens import accounts, home, summary; summary.blank.forms()"
    subprocess.run([sys.executable, "-c", pages], cwd=image, check=True)
