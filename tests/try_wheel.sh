#!/usr/bin/env bash
# Install the wheel in dist/ into a clean environment on each Python that pyproject.toml claims and that is on the
# machine, and try it away from the checkout. Called by `make dist`.
set -euo pipefail
cd "$(dirname "$0")/.."
. .ci/pythons
wheel=$(ls "$PWD"/dist/*.whl)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp tests/installed.py "$folder"
for version in $claimed; do
    if ! python=$(python_of "$version"); then
        echo "Python $version is not here"
        continue
    fi
    "$python" -m venv "$folder/$version"
    "$folder/$version/bin/python" -m pip install --quiet --disable-pip-version-check --constraint constraints.txt "$wheel"
    (cd "$folder" && "$folder/$version/bin/python" installed.py && "$folder/$version/bin/discourse" --version)
done
