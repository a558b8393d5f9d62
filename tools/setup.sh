#!/bin/sh
# Makes one environment hold what the named lists in requirements/ ask for; does nothing when it does already.
#   sh tools/setup.sh ENVIRONMENT LIST...      a list whose name ends in _bare.txt is installed without what its packages ask for
set -eu

began=$(date +%s)
environment=$1
shift
stamp=$environment/installed

lists=""
for list in "$@"; do lists="$lists requirements/$list"; done
# The stamp holds what was installed, list by list: asking for a part of it later is already done.
case $environment in *theatre*) also="" ;; *) also="pyproject.toml" ;; esac
wanted=$(for file in $lists $also; do cksum "$file"; done)

missing=0
echo "$wanted" | while IFS= read -r line; do grep -qxF "$line" "$stamp" 2>/dev/null || exit 1; done || missing=1
if [ "$missing" = 0 ] && [ -x "$environment/bin/python" ]; then exit 0; fi

kept=""
if [ -f "$stamp" ]; then kept=$(cat "$stamp"); fi
for file in $lists $also; do kept=$(echo "$kept" | grep -v " $file\$" || true); done
rm -f "$stamp"

find_python() {
    for name in python3.11 python3 python; do
        if command -v "$name" >/dev/null 2>&1 && "$name" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

mkdir -p build
log=build/setup$environment.log
fail() {
    echo "$1" >&2
    [ -f "$log" ] && { echo "The last lines of $log:" >&2; tail -n 15 "$log" >&2; }
    exit 2
}

if [ ! -x "$environment/bin/python" ]; then
    echo "setup: making $environment"
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --python 3.11 "$environment" >"$log" 2>&1 || fail "setup: uv could not make $environment with Python 3.11."
    elif python=$(find_python); then
        "$python" -m venv "$environment" >"$log" 2>&1 || fail "setup: $python could not make $environment (on Debian: apt install python3.11-venv)."
    else
        fail "setup: Python 3.11 is needed and was not found; install it, or install uv, which brings it."
    fi
fi

install() {
    if command -v uv >/dev/null 2>&1; then
        uv pip install --quiet --python "$environment/bin/python" "$@" >>"$log" 2>&1
    else
        "$environment/bin/python" -m pip install --quiet --disable-pip-version-check "$@" >>"$log" 2>&1
    fi
}

arguments="-c requirements/constraints.txt"
bare=""
for list in $lists; do
    case $list in
        *_bare.txt) bare="$bare -r $list" ;;
        *) arguments="$arguments -r $list" ;;
    esac
done
echo "setup: installing$lists into $environment"
# shellcheck disable=SC2086  # each word is an argument
install $arguments || fail "setup: not everything could be installed; check the network and run make setup again."
if [ -n "$bare" ]; then
    # shellcheck disable=SC2086
    install --no-deps $bare || fail "setup: not everything could be installed; check the network and run it again."
fi
if [ -n "$also" ]; then
    install --no-deps --editable . || fail "setup: Filmwright itself could not be installed."
fi
rm -f "$log"
printf '%s\n%s\n' "$kept" "$wanted" >"$stamp"
echo $(($(date +%s) - began)) >"$environment/seconds"  # make bench prints it
echo "setup: $environment is ready"
