# Sourced by ./authmock, ./test and .ci/run: makes sure that what the build needs is installed.
# Debian 12 (root or sudo). Says what it installs and asks nothing.

packages=(
  bazel-bootstrap bazel-rules-java g++ json-schema-test-suite libbenchmark-dev libcli11-dev
  libcpp-httplib-dev libexpected-dev libgmock-dev libgtest-dev libhowardhinnant-date-dev
  libpugixml-dev librapidcheck-dev libspdlog-dev libssl-dev nlohmann-json3-dev python3
)

need_packages() {
  local missing=() package
  if ! command -v dpkg-query >/dev/null || ! grep -qs '^ID=debian' /etc/os-release; then
    echo "authmock builds on Debian 12; elsewhere it needs Bazel 4.2 or 7, g++ 12, and these libraries where the compiler finds them: cpp-httplib 0.11 or later, OpenSSL 3, nlohmann/json 3.11, GoogleTest, CLI11, spdlog, pugixml, tl-expected, date, rapidcheck and google-benchmark; then: bazel build //:authmock" >&2
    return 2
  fi
  for package in "${packages[@]}" "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "authmock needs these Debian packages, and neither root nor sudo is at hand to install them: ${missing[*]}" >&2
      return 2
    fi
    as_root=(sudo)
  fi
  echo "installing from Debian: ${missing[*]}" >&2
  "${as_root[@]}" apt-get update -q >/dev/null || return 2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 \
    install -qy --no-install-recommends "${missing[@]}" >/dev/null || {
    echo "apt-get could not install: ${missing[*]}" >&2
    return 2
  }
}
