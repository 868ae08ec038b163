#!/usr/bin/env bash
# Install the wheel in dist/ into a clean environment on each Python that pyproject.toml claims and that is on the
# machine, and try it away from the checkout. Called by `make dist`.
set -euo pipefail
cd "$(dirname "$0")/.."
wheel=$(ls "$PWD"/dist/*.whl)
claimed=$(sed -n 's/.*Python :: \(3\.[0-9]*\)".*/\1/p' pyproject.toml)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp tests/installed.py "$folder"
for version in $claimed; do
    python=
    for path in "$(command -v "python$version" || true)" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/python; do
        if [ "$("$path" -c 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)" = "$version" ]; then python=$path; break; fi
    done
    if [ -z "$python" ]; then echo "Python $version is not here"; continue; fi
    "$python" -m venv "$folder/$version"
    "$folder/$version/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt "$wheel"
    (cd "$folder" && "$folder/$version/bin/python" installed.py && "$folder/$version/bin/discourse" --version)
done
