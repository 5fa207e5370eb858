# Sourced by the scripts: Node 24 on the PATH, and the dependencies that package-lock.json names in node_modules.

major() { "$1" -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0; }

need_npm() {
  command -v npm >/dev/null 2>&1 && return
  echo 'Purser needs Node 24, or npm to fetch it: install Node.js from your package manager first.' >&2
  exit 1
}

# A download may stall for ever: where timeout(1) exists, five minutes, and a second chance.
fetch() {
  if command -v timeout >/dev/null 2>&1; then timeout 300 "$@" || timeout 300 "$@"; else "$@"; fi
}

# The node on the PATH when it is new enough, else the npm package `node`, kept in a cache folder.
ensure_node() {
  if command -v node >/dev/null 2>&1 && [ "$(major node)" -ge 24 ]; then return; fi
  cache="${XDG_CACHE_HOME:-$HOME/.cache}/purser/node24"
  bin="$cache/node_modules/node/bin"
  if [ "$(major "$bin/node")" -lt 24 ]; then
    need_npm
    echo 'Fetching Node 24 …' >&2
    mkdir -p "$cache"
    (cd "$cache" && fetch npm install --prefix "$cache" --no-save --no-audit --no-fund --no-update-notifier --loglevel=error node@24 >&2)
  fi
  PATH="$bin:$PATH"
  export PATH
}

# Installs when node_modules is missing or is not what the lockfile asks for; costs a few hundredths of a second otherwise.
# Not `npm ci`: it refuses a lockfile that was written where the packages of other platforms could not be seen.
ensure_dependencies() {
  node tooling/installed.ts && return
  need_npm
  echo 'Installing dependencies …' >&2
  fetch npm install --no-save --include=dev --include=optional --loglevel=error >&2
}

# The pages that the gateway serves; built again when what they are made of has changed.
ensure_pages() {
  node tooling/buildWeb.ts
}
