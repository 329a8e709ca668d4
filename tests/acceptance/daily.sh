#!/usr/bin/env bash
# Plays a week of a team that adopts cko-lint, on a real git repository with a shop of forty files.
# Each step says what it does, and checks the exit code and the output. Usage: daily.sh [FOLDER OF THE COMMANDS]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
[ $# -eq 0 ] || PATH=$(cd "$1" && pwd):$PATH
week=$(mktemp -d)
trap 'rm -rf "$week"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null PRE_COMMIT_HOME=$week/pre-commit
export GIT_AUTHOR_NAME=team GIT_AUTHOR_EMAIL=team@example.org GIT_COMMITTER_NAME=team GIT_COMMITTER_EMAIL=team@example.org
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE NO_COLOR FORCE_COLOR CKO_LINT_CACHE_DIR CKO_LINT_NO_CACHE CKO_LINT_OUTPUT_FORMAT
printed=$week/printed.txt
baseline=.cko-lint-baseline.json

day() { printf '\n%s\n' "$*"; }

fail() {
  printf 'FAILED: %s\n--- printed:\n' "$*" >&2
  cat "$printed" >&2
  exit 1
}

ends() { # CODE STEP COMMAND...: runs a command, and fails unless it ends with the code
  local code=$1 step=$2 ended=0
  shift 2
  "$@" > "$printed" 2>&1 || ended=$?
  [ "$ended" -eq "$code" ] || fail "$step: exit code $ended instead of $code"
  if grep -Eq 'sk_(sbox_)?[a-z2-7]{20}' "$printed"; then fail "$step: a key is printed"; fi
  printf '  %s\n' "$step"
}

has() { # TEXT...: fails unless each text is in what was printed
  local text
  for text in "$@"; do grep -Fq -- "$text" "$printed" || fail "not printed: $text"; done
}

hasnt() { # TEXT...: fails if one of the texts is in what was printed
  local text
  for text in "$@"; do if grep -Fq -- "$text" "$printed"; then fail "printed: $text"; fi; done
}

edit() { # FILE OLD NEW: replaces a text that must be there
  python3 - "$@" <<'PYTHON'
import sys
from pathlib import Path

path, old, new = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
text = path.read_text("utf-8")
assert old in text, f"{path} has no {old!r}"
path.write_text(text.replace(old, new), "utf-8")
PYTHON
}

day "Monday: adopt it"
python3 "$here/shop.py" "$week/shop"
cd "$week/shop"
git init -q -b main && git add . && git commit -qm "The shop"
ends 1 "the shop has findings" cko-lint check
has "error[CKO201]" "error[CKO401]" "4 errors in "
ends 0 "a baseline accepts them" cko-lint baseline
has "Wrote $baseline: 5 findings (5 added)"
ends 1 "no key is in the baseline" grep -Eq 'sk_(sbox_)?[a-z2-7]{20}' "$baseline"
ends 0 "the shop passes, and the summary says why" cko-lint check
has "No findings in " "5 hidden by $baseline"
ends 0 "from any folder" bash -c 'cd shop/checkout && cko-lint check ../..'
has "5 hidden by ../../$baseline"
cat > .pre-commit-config.yaml <<'YAML'
repos:
  - repo: local
    hooks:
      - id: cko-lint
        name: cko-lint
        entry: cko-lint check --force-exclude
        language: system
        require_serial: true
YAML
ends 0 "the hook is installed" pre-commit install
git add .
ends 0 "and lets this commit through" git commit -m "cko-lint, with a baseline"
has "Passed"

day "Tuesday: a new defect, in a caller"
cat > shop/checkout/captures.py <<'PYTHON'
from shop.checkout.client import send


def capture(payment, amount):
    return send("POST", f"/payments/{payment}/captures", json={"amount": amount}).json()["action_id"]
PYTHON
git add .
ends 1 "the hook stops a caller that ignores the status" git commit -m "Captures"
has "error[CKO401]" "shop/checkout/captures.py:5:12" "called here; the response status is never checked"
hasnt "refunds.py" "disputes.py"
edit shop/checkout/captures.py 'return send(' 'response = send('
edit shop/checkout/captures.py '.json()["action_id"]' $'\n    response.raise_for_status()\n    return response.json()["action_id"]'
git add .
ends 0 "and lets it through once the status is checked" git commit -m "Captures"
cat > shop/checkout/links.py <<'PYTHON'
import requests

from shop import settings


def payment_link(amount):
    response = requests.post(
        f"{settings.CHECKOUT_URL}/payment-links",
        json={"amount": amount, "currency": settings.CURRENCY},
        headers={"Authorization": "Bearer {settings.CHECKOUT_SECRET_KEY}"},
        timeout=10,
    )
    response.raise_for_status()
    return response.json()["_links"]["redirect"]["href"]
PYTHON
git add .
ends 1 "the hook stops a header that was never formatted" git commit -m "Links"
has "error[CKO102]" "shop/checkout/links.py"
ends 0 "a fix is shown" bash -c '! cko-lint check --diff shop'
has '+        headers={"Authorization": f"Bearer {settings.CHECKOUT_SECRET_KEY}"},'
ends 0 "and made" cko-lint check --fix
ends 0 "in the right place" grep -F 'f"Bearer {settings.CHECKOUT_SECRET_KEY}"' shop/checkout/links.py
git add .
ends 0 "the commit passes" git commit -m "Links"

day "Wednesday: suppress one, rename a file"
cat > scripts/ping.py <<'PYTHON'
import requests

requests.get("https://api.sandbox.checkout.com/workflows", timeout=3).raise_for_status()
PYTHON
git add .
ends 1 "the hook stops a request without a key" git commit -m "Ping"
has "error[CKO101]" "scripts/ping.py:3:1"
ends 0 "a comment with a reason suppresses it" cko-lint check --add-ignores "only asks whether the host is there" scripts
has "suppressed 1 finding in 1 file"
ends 0 "above the statement" grep -Fx "# cko-lint: ignore[missing-authorization] only asks whether the host is there" scripts/ping.py
git add .
ends 0 "the commit passes" git commit -m "Ping"
git mv shop/checkout/refunds.py shop/checkout/money_back.py
git mv scripts/smoke.py scripts/sandbox_smoke.py
ends 0 "renamed files keep their entries" git commit -m "Better names"
ends 0 "which are not stale" cko-lint baseline --check
ends 0 "an update has the new name" cko-lint baseline --update
has "Wrote $baseline: 5 findings"
ends 0 "in a line of its own" grep -F "scripts/sandbox_smoke.py CKO201" "$baseline"
git add .
ends 0 "the commit passes" git commit -m "Baseline"

day "Thursday: clean up"
edit scripts/ping.py 'workflows"' 'workflows", headers={"Authorization": f"Bearer {os.environ['"'CKO_SANDBOX_SECRET_KEY'"']}"}'
edit scripts/ping.py 'import requests' $'import os\n\nimport requests'
ends 1 "a suppression is left behind" cko-lint check
has "warning[CKO002]" "missing-authorization is not reported here" "5 hidden by $baseline"
ends 0 "a fix removes it, and the shop is clean" cko-lint check --fix
ends 1 "no trace is left" grep -F "cko-lint" scripts/ping.py
edit shop/checkout/disputes.py 'found = send' 'response = send'
edit shop/checkout/disputes.py '"evidence_required"}).json()' $'"evidence_required"})\n    response.raise_for_status()\n    found = response.json()'
ends 1 "a finding of the baseline is fixed" cko-lint baseline --check
has "shop/checkout/client.py: CKO401: 1 finding fixed" "1 stale finding"
ends 0 "so that it cannot come back" cko-lint baseline --update
has "4 findings (1 removed)"
git add .
ends 0 "the commit passes" git commit -m "Disputes check the status"

day "Friday: a pull request"
git switch -qc payouts
cat > shop/checkout/payouts.py <<'PYTHON'
import requests

from shop import settings


def pay_out(amount):
    response = requests.post(
        f"{settings.CHECKOUT_URL}/payments",
        json={"amount": amount},
        headers={"Authorization": "Bearer {settings.CHECKOUT_SECRET_KEY}"},
        timeout=10,
    )
    response.raise_for_status()
PYTHON
edit scripts/ping.py 'timeout=3' 'timeout=5'
git add . && git commit -qnm "Payouts"
ends 1 "only what the branch has added is reported" cko-lint check --since main
has "error[CKO102]" "shop/checkout/payouts.py" "1 error in"
ends 1 "reports for the code host and for a browser are written beside it" \
  cko-lint check --since main --output sarif="$week/report.sarif" --output html="$week/report.html"
has "error[CKO102]"
ends 0 "SARIF has the one finding, and no key" python3 - "$week/report.sarif" <<'PYTHON'
import json, re, sys

text = open(sys.argv[1], encoding="utf-8").read()
(run,) = json.loads(text)["runs"]
(result,) = run["results"]
assert json.loads(text)["version"] == "2.1.0"
assert result["ruleId"] == "CKO102", result
assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "shop/checkout/payouts.py", result
assert result["partialFingerprints"], result
assert not re.search("sk_(sbox_)?[a-z2-7]{20}", text)
PYTHON
ends 0 "so has the page" grep -c "CKO102" "$week/report.html"
ends 1 "which has no key either" grep -Eq 'sk_(sbox_)?[a-z2-7]{20}' "$week/report.html"
ends 0 "nothing is new on main itself" cko-lint check --since payouts
git switch -q main
ends 0 "which is clean" cko-lint check

day "And next week: one repository, two platforms"
mkdir -p "$week/mono/web" "$week/mono/legacy" && cd "$week/mono"
git init -q -b main
for package in web legacy; do
  cat > "$package/payments.py" <<'PYTHON'
import os

import requests


def payment(number):
    response = requests.get(
        f"https://api.sandbox.checkout.com/payments/{number}",
        headers={"Authorization": os.environ["CKO_SECRET_KEY"]},
        timeout=10,
    )
    response.raise_for_status()
    return response.json()
PYTHON
done
printf '[project]\nname = "web"\n\n[tool.cko-lint]\nplatform = "default"\n' > web/pyproject.toml
printf '[project]\nname = "legacy"\n\n[tool.cko-lint]\nplatform = "previous"\n' > legacy/pyproject.toml
ends 1 "each package is judged by its own settings" cko-lint check
has "warning[CKO102]" "web/payments.py" "1 warning in"
hasnt "legacy/payments.py"
ends 1 "alone, too" cko-lint check web
has "warning[CKO102]"
ends 0 "the other one is clean" cko-lint check legacy
ends 0 "one baseline at the top is enough" cko-lint baseline
has "Wrote $baseline: 1 finding"
ends 0 "for the whole" cko-lint check
ends 0 "and for a package" bash -c 'cd web && cko-lint check'
has "1 hidden by ../$baseline"

printf '\nThe week is over.\n'
