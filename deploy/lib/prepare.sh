# What deploy/run and deploy/test need on a machine: installed as root on Debian or Ubuntu, named otherwise. To be sourced.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

stop() {
  echo "$*" >&2
  exit 1
}

# install_missing "what it is" package...: the last resort when a look for it has failed.
install_missing() {
  local what=$1
  shift
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    stop "$what is missing. Install it and start again; on Debian or Ubuntu: sudo apt-get install $*"
  fi
  echo "Installing $what ..."
  if [ -z "${apt_updated:-}" ]; then
    apt-get update -qq >/dev/null || stop "The list of packages could not be read: apt-get update failed."
    apt_updated=yes
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null || stop "$what could not be installed: apt-get install $* failed."
}

has_icu() {
  compgen -G "/usr/lib*/libicuuc.so.*" >/dev/null || compgen -G "/usr/lib/*/libicuuc.so.*" >/dev/null
}

need_dotnet() {
  command -v dotnet >/dev/null || stop "The .NET SDK 10 is missing. Get it from https://dotnet.microsoft.com/download and start again."
  dotnet --list-sdks | grep -q '^10\.' || stop "The .NET SDK 10 is missing (found: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')). Get it from https://dotnet.microsoft.com/download and start again."
  [ "$(uname)" = Darwin ] || has_icu || install_missing "ICU, which .NET needs for languages," libicu-dev
  [ -e /usr/share/zoneinfo/Europe/London ] || install_missing "The time zone data" tzdata
}

need_node() {
  command -v npm >/dev/null || install_missing "Node.js with npm" nodejs npm
}

has_postgres() {
  local folder
  for folder in /usr/lib/postgresql/*/bin ${PATH//:/ }; do
    if [ -x "$folder/initdb" ] && [ "$("$folder/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge 15 ]; then
      return 0
    fi
  done
  return 1
}

need_postgres() {
  if ! has_postgres; then
    # Only the programs are wanted, not a cluster of the system's own.
    if [ "$(id -u)" = 0 ] && [ ! -e /etc/postgresql-common/createcluster.conf ]; then
      mkdir -p /etc/postgresql-common
      echo "create_main_cluster = false" >/etc/postgresql-common/createcluster.conf
    fi
    install_missing "PostgreSQL 15 or newer" postgresql
  fi
  # PostgreSQL refuses root; an account of its own keeps its files from others.
  if [ "$(id -u)" = 0 ] && ! id coproduction >/dev/null 2>&1 && command -v useradd >/dev/null; then
    useradd --system --no-create-home --shell /usr/sbin/nologin coproduction
  fi
}

has_rabbitmq() {
  compgen -G "/usr/lib/rabbitmq/lib/*/sbin/rabbitmq-server" >/dev/null || { command -v rabbitmq-server && command -v epmd; } >/dev/null
}

need_rabbitmq() {
  if ! has_rabbitmq; then
    # Only the programs are wanted, not a broker of the system's own, which would listen to everybody.
    if [ "$(id -u)" = 0 ] && [ -d /etc/systemd/system ] && [ ! -e /etc/systemd/system/rabbitmq-server.service ]; then
      ln -s /dev/null /etc/systemd/system/rabbitmq-server.service
    fi
    install_missing "RabbitMQ" rabbitmq-server
  fi
}

need_browser() {
  [ -x /usr/bin/chromium-headless-shell ] || install_missing "Chromium for the tests of the pages" chromium-headless-shell fonts-liberation
}

# build target: quiet unless it fails.
build() {
  local log
  log=$(mktemp)
  if ! dotnet build "$1" -c Release -v quiet -nologo >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    stop "The build failed."
  fi
  rm -f "$log"
}
