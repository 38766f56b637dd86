"""Real web servers and proxies as child processes, each with a configuration of its own on free loopback ports."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import trustme

from tests.helpers.waiting import LONGEST_WAIT


class Missing(Exception):
    """The software is not installed; the text says how to install it."""


@dataclass(frozen=True, slots=True)
class Software:
    name: str
    program: str
    version_arguments: tuple[str, ...]
    install: str

    def find(self) -> str:
        """Return the program's path; raise Missing."""
        path = os.environ.get(self.program.upper()) or shutil.which(
            self.program, path=f"{os.environ['PATH']}:/usr/sbin"
        )
        if not path or not Path(path).exists():
            raise Missing(f"{self.program} is missing: {self.install}")
        return path

    def version(self) -> str:
        """Return the first number with a dot that the program says of itself."""
        said = subprocess.run([self.find(), *self.version_arguments], capture_output=True, text=True, check=False)
        words = (said.stdout + said.stderr).replace("/", " ").split()
        return next((word for word in words if word[0].isdigit() and "." in word), "?")


NGINX = Software("nginx", "nginx", ("-v",), "apt-get install nginx-light")
HAPROXY = Software("haproxy", "haproxy", ("-v",), "apt-get install haproxy")
SQUID = Software("squid", "squid", ("-v",), "apt-get install squid")
TINYPROXY = Software("tinyproxy", "tinyproxy", ("-v",), "apt-get install tinyproxy-bin")
MITMPROXY = Software(
    "mitmproxy",
    "mitmdump",
    ("--version",),
    "python3 -m venv DIR && DIR/bin/pip install mitmproxy, and set MITMDUMP=DIR/bin/mitmdump",
)
ALL = (NGINX, HAPROXY, SQUID, TINYPROXY, MITMPROXY)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def write_certificate(folder: Path, authority: trustme.CA) -> tuple[Path, Path]:
    """Write a certificate for 127.0.0.1 and its key, and both in one file for haproxy; return the first two."""
    leaf = authority.issue_cert("127.0.0.1")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    leaf.private_key_pem.write_to_path(key)
    for blob in leaf.cert_chain_pems:
        blob.write_to_path(certificate, append=True)
    leaf.private_key_and_cert_chain_pem.write_to_path(folder / "both.pem")
    return certificate, key


@contextmanager
def running(software: Software, arguments: list[str], port: int, output: Path) -> Iterator[None]:
    """Run a server until the block ends; its output goes to a file. It must listen on `port`."""
    with output.open("wb") as log:
        process = subprocess.Popen([software.find(), *arguments], stdout=log, stderr=subprocess.STDOUT)
        try:
            _wait_until_listening(process, port, output)
            yield
        finally:
            process.terminate()
            try:
                process.wait(LONGEST_WAIT)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_listening(process: "subprocess.Popen[bytes]", port: int, output: Path) -> None:
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as client:
            client.settimeout(0.5)
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"does not listen: {output.read_text(errors='replace')[-500:]}")


@contextmanager
def nginx(folder: Path, authority: trustme.CA, upstream: int, *, server: str = "", location: str = "") -> Iterator[int]:
    """Run nginx with TLS in front of a server; yield its port. It logs to access.log."""
    certificate, key = write_certificate(folder, authority)
    port, configuration = free_port(), folder / "nginx.conf"
    temp = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("proxy", "fastcgi", "uwsgi", "scgi", "client_body")
    )
    configuration.write_text(
        f"daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log {folder}/access.log; {temp}\n{server}\n"
        f"server {{ listen 127.0.0.1:{port} ssl; ssl_certificate {certificate}; ssl_certificate_key {key};\n"
        f"location / {{ {location} proxy_pass http://127.0.0.1:{upstream}; }} }} }}\n"
    )
    arguments = ["-c", str(configuration), "-e", str(folder / "error.log"), "-p", str(folder)]
    with running(NGINX, arguments, port, folder / "output"):
        yield port


@contextmanager
def haproxy(folder: Path, authority: trustme.CA, upstream: int, rules: str = "") -> Iterator[int]:
    """Run haproxy with TLS in front of a server; yield its port. It logs to access.log."""
    write_certificate(folder, authority)
    port, configuration = free_port(), folder / "haproxy.cfg"
    configuration.write_text(
        "global\n  log stdout format raw local0\n  stats timeout 5s\n"
        "defaults\n  mode http\n  log global\n  option httplog\n"
        "  timeout connect 2s\n  timeout client 30s\n  timeout server 2s\n  retries 0\n"
        f"frontend service\n  bind 127.0.0.1:{port} ssl crt {folder / 'both.pem'}\n{rules}  default_backend behind\n"
        f"backend behind\n  server one 127.0.0.1:{upstream}\n"
    )
    with running(HAPROXY, ["-db", "-f", str(configuration)], port, folder / "access.log"):
        yield port


@contextmanager
def squid(folder: Path, rules: str) -> Iterator[int]:
    """Run squid as a proxy; yield its port."""
    folder.chmod(0o777)  # squid has a user of its own
    port, configuration = free_port(), folder / "squid.conf"
    configuration.write_text(
        f"http_port 127.0.0.1:{port}\npid_filename {folder}/squid.pid\ncache_log {folder}/cache.log\n"
        f"access_log stdio:{folder}/access.log\ncoredump_dir {folder}\ncache deny all\nshutdown_lifetime 0 seconds\n"
        f"visible_hostname proxy.example.se\n{rules}\n"
    )
    with running(SQUID, ["-N", "-f", str(configuration)], port, folder / "output"):
        yield port


@contextmanager
def tinyproxy(folder: Path, rules: str = "") -> Iterator[int]:
    """Run tinyproxy as a proxy; yield its port."""
    port, configuration = free_port(), folder / "tinyproxy.conf"
    configuration.write_text(f"Port {port}\nListen 127.0.0.1\nTimeout 60\nAllow 127.0.0.1\nLogLevel Info\n{rules}\n")
    with running(TINYPROXY, ["-d", "-c", str(configuration)], port, folder / "access.log"):
        yield port


@contextmanager
def mitmproxy(folder: Path, authority: trustme.CA) -> Iterator[tuple[int, Path]]:
    """Run mitmproxy as a proxy that inspects TLS; yield its port and the certificate of its authority."""
    trusted = folder / "service-authority.pem"
    authority.cert_pem.write_to_path(trusted)
    port = free_port()
    options = ("--set", f"confdir={folder}", "--set", f"ssl_verify_upstream_trusted_ca={trusted}")
    arguments = ["--listen-host", "127.0.0.1", "-p", str(port), *options]
    with running(MITMPROXY, arguments, port, folder / "output"):
        yield port, folder / "mitmproxy-ca-cert.pem"
