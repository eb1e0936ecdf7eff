"""Makes the pictures of the README from the running app: `python -m tests.screenshots`."""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from .browser.conftest import BROWSERS, FLAGS, start, wait_for_map

FOLDER = Path(__file__).parent / "screenshots"
PICTURES = {
    "explore.png": ("?from=2023-10-01&to=2023-10-31&incident=MLI-2023-10-03-TARKINT-2", "light"),
    "explore-dark.png": ("", "dark"),
    "coincidences.png": ("coincidences", "light"),
}


def main() -> None:
    """Starts the app on the embedded data and writes each picture, 1366 by 768 pixels."""
    found = next(filter(None, map(shutil.which, BROWSERS)))
    FOLDER.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp())
    server = start(folder, store=folder / "pictures.duckdb")
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
            for name, (query, scheme) in PICTURES.items():
                page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
                page.goto(f"{server.url}/{query}")
                wait_for_map(page)
                page.locator("svg.marks").last.wait_for()
                page.wait_for_load_state("networkidle")
                page.screenshot(path=FOLDER / name)
    finally:
        server.process.terminate()


if __name__ == "__main__":
    main()
