"""Measures authmock beside its peers and prints one table of ratios.

Everything that is compared is measured in turn, round by round, in this one run: the machine's speed drifts,
a ratio of neighbours does not. Each figure is the median over the rounds.
"""
import argparse
import contextlib
import os
import pathlib
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

BODY = '{"username":"admin","password":"correct-horse-battery"}'
REQUEST = (f"POST /api/auth HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
           f"Content-Length: {len(BODY)}\r\n\r\n{BODY}").encode()
IDLE_CONNECTIONS = 500
TICK = os.sysconf("SC_CLK_TCK")

WRK_SCRIPT = f"""
wrk.method = "POST"
wrk.body = '{BODY}'
wrk.headers["Content-Type"] = "application/json"
"""

NGINX_CONFIG = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr crit;
events {{ worker_connections 4096; }}
http {{
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600s; default_type application/json;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; location / {{ return 200 '{{"jwt":"{jwt}"}}'; }} }}
}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """One process under test, with its children."""

    def __init__(self, name, command):
        self.name, self.port = name, free_port()
        self.command = command(self.port)
        self.process = None

    def start(self):
        """Starts it; returns the seconds until its first answer was read."""
        begin = time.perf_counter()
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL)
        while time.perf_counter() - begin < 10:
            try:
                with socket.create_connection(("127.0.0.1", self.port)) as connection:
                    connection.sendall(REQUEST)
                    answer = connection.recv(65536)
            except ConnectionError:
                continue
            took = time.perf_counter() - begin
            if not answer.startswith(b"HTTP/1.1 200"):
                sys.exit(f"bench: {self.name} answered {answer[:60]!r} to a login")
            return took
        sys.exit(f"bench: {self.name} gave no answer within 10 s: {' '.join(self.command)}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def pids(self):
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [self.process.pid, *map(int, children.split())]

    def cpu_seconds(self):
        stats = (pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in self.pids())
        return sum(int(fields[11]) + int(fields[12]) for fields in stats) / TICK

    def resident_mb(self):
        texts = (pathlib.Path(f"/proc/{pid}/status").read_text() for pid in self.pids())
        return sum(int(re.search(r"VmRSS:\s+(\d+)", text)[1]) for text in texts) / 1024


class Load:
    """What wrk saw in one run: requests a second, p99 in milliseconds, CPU microseconds of the server a request."""

    UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3}

    def __init__(self, server, connections, seconds, script):
        before = server.cpu_seconds()
        text = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", script,
             f"http://127.0.0.1:{server.port}/api/auth"], capture_output=True, text=True, check=True).stdout
        cpu = server.cpu_seconds() - before
        if "Non-2xx" in text or "Socket errors" in text:
            print(f"bench: {server.name} at {connections} connections:\n{text}", file=sys.stderr)
            sys.exit(1)
        requests = int(re.search(r"(\d+) requests in", text)[1])
        number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
        self.rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
        self.p99 = float(number) * self.UNITS[unit]
        self.cpu = cpu / requests * 1e6


@contextlib.contextmanager
def running(servers):
    for server in servers:
        server.start()
    try:
        yield
    finally:
        for server in servers:
            server.stop()


class Table:
    def __init__(self):
        self.rows, self.missed = [], 0

    def add(self, what, value, goal, reached, text="{:.2f}"):
        self.missed += not reached
        self.rows.append((what, text.format(value), goal, "yes" if reached else "**no**"))

    def note(self, what, text):
        self.rows.append((what, text, "", ""))

    def show(self):
        print("| what | measured | goal | reached |\n|---|---|---|---|")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")


def progress(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def median(values):
    return statistics.median(values)


def ratio(one, other, figure):
    return median([getattr(a, figure) / getattr(b, figure) for a, b in zip(one, other)])


def measure_throughput(table, ours, bare, nginx, options, script):
    for connections in (16, 64):
        loads = {server: [] for server in (ours, bare, nginx)}
        for number in range(options.rounds):
            progress(f"{connections} connections, round {number + 1} of {options.rounds}")
            for server in loads:
                loads[server].append(Load(server, connections, options.seconds, script))
        mine, peer, top = loads[ours], loads[bare], loads[nginx]
        at = f"at {connections} connections"
        value = ratio(mine, peer, "rate")
        table.add(f"login, requests a second {at}, to bare cpp-httplib", value, "at least 1.0", value >= 1.0)
        value = ratio(mine, top, "rate")
        table.add(f"login, requests a second {at}, to nginx `return 200`", value, "at least 0.33", value >= 1 / 3)
        value = ratio(mine, top, "cpu")
        table.add(f"CPU a request {at}, to nginx", value, "at most 3", value <= 3)
        value = ratio(mine, top, "p99")
        table.add(f"p99 latency {at}, to nginx", value, "at most 4", value <= 4)
        for server, seen in loads.items():
            table.note(f"{server.name} {at}", f"{median([s.rate for s in seen]):,.0f}/s, "
                       f"{median([s.cpu for s in seen]):.1f} us CPU, p99 {median([s.p99 for s in seen]):.2f} ms")


def measure_idle_connections(table, ours, options, script):
    without, beside = [], []
    for number in range(options.rounds):
        progress(f"{IDLE_CONNECTIONS} idle connections, round {number + 1} of {options.rounds}")
        without.append(Load(ours, 16, options.seconds, script))
        with contextlib.ExitStack() as stack:
            idle = []
            for _ in range(IDLE_CONNECTIONS):
                connection = stack.enter_context(socket.create_connection(("127.0.0.1", ours.port)))
                connection.sendall(REQUEST)
                if not connection.recv(65536).startswith(b"HTTP/1.1 200"):
                    sys.exit("bench: an idle connection was refused")
                idle.append(connection)
            beside.append(Load(ours, 16, options.seconds, script))
            for connection in idle:  # nobody was dropped or starved meanwhile
                connection.settimeout(5)
                connection.sendall(REQUEST)
                if not connection.recv(65536).startswith(b"HTTP/1.1 200"):
                    sys.exit("bench: an idle connection was lost")
    value = ratio(beside, without, "rate")
    table.add(f"requests a second beside {IDLE_CONNECTIONS} idle connections, to without", value, "at least 0.9",
              value >= 0.9)


def measure_start(table, make_ours, make_bare, options):
    mine, peer = [], []
    for number in range(options.starts):
        progress(f"start {number + 1} of {options.starts}") if number % 10 == 0 else None
        for times, make in ((mine, make_ours), (peer, make_bare)):
            server = make()
            times.append(server.start() * 1e3)
            if server.name == "authmock" and number == 0:
                time.sleep(0.5)
                memory = server.resident_mb()
            server.stop()
    table.add("process start to first answer, ms", median(mine), "at most 15", median(mine) <= 15, "{:.1f}")
    value = median([a / b for a, b in zip(mine, peer)])
    table.add("process start to first answer, to bare cpp-httplib", value, "at most 2", value <= 2)
    table.add("resident memory, idle, MB", memory, "at most 15", memory <= 15, "{:.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--authmock", required=True)
    parser.add_argument("--bare", required=True)
    parser.add_argument("--seconds", type=int, default=3, help="of each load run (default 3)")
    parser.add_argument("--rounds", type=int, default=5, help="of each comparison (default 5)")
    parser.add_argument("--starts", type=int, default=31, help="process starts (default 31)")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a goal is missed")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        script = f"{folder}/login.lua"
        pathlib.Path(script).write_text(WRK_SCRIPT)

        def nginx_command(port):
            config = f"{folder}/nginx.conf"
            pathlib.Path(config).write_text(NGINX_CONFIG.format(folder=folder, port=port, jwt="x" * 275))
            return ["nginx", "-c", config, "-e", "stderr"]

        def make_ours():
            return Server("authmock", lambda port: [options.authmock, "serve", "portainer", "--port", str(port),
                                                    "--log", "off"])

        def make_bare():
            return Server("bare cpp-httplib", lambda port: [options.bare, str(port)])

        table = Table()
        measure_start(table, make_ours, make_bare, options)
        ours, bare, nginx = make_ours(), make_bare(), Server("nginx", nginx_command)
        with running([ours, bare, nginx]):
            measure_throughput(table, ours, bare, nginx, options, script)
            measure_idle_connections(table, ours, options, script)
            memory = ours.resident_mb()
            table.add("resident memory after all these logins, MB", memory, "at most 48", memory <= 48, "{:.1f}")
    table.show()
    return 1 if options.check and table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
