"""A small client as the build leaves it: one page, hashed files, a placeholder for the base path."""

from pathlib import Path

SCRIPT = """
				{
					__sveltekit = { base: "/__rumpus_base__" };
					import("/__rumpus_base__/_app/immutable/entry/start.C86OWqlY.js");
				}
			"""

PAGE = f"""<!doctype html>
<html lang="en">
	<head>
		<title>Rumpus</title>
		<link rel="icon" href="/__rumpus_base__/icon.svg">
		<script>window.early = "ä" && 1 < 2;</script>
		<script src="/__rumpus_base__/other.js"></script>
	</head>
	<body>
		<div style="display: contents">
			<script>{SCRIPT}</script>
		</div>
	</body>
</html>
"""

START = "/_app/immutable/entry/start.C86OWqlY.js"
FONT = "/_app/immutable/assets/font.DLoelf7F.woff2"

FILES = {
    "200.html": PAGE.encode(),
    "icon.svg": b"<svg xmlns='http://www.w3.org/2000/svg'></svg>",
    "manifest.webmanifest": b'{"name": "Rumpus", "start_url": "/__rumpus_base__/"}',
    "_app/version.json": b'{"version": "1"}',
    START[1:]: b'const files = ["/__rumpus_base__/_app/one.js"];\n' + b"// and so on\n" * 200,
    FONT[1:]: b"wOF2 /__rumpus_base__ \x00\xff" * 100,
    ".done": b"",
}


def build(folder: Path) -> Path:
    """Put it into a folder."""
    for name, content in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder
