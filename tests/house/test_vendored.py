"""Files of other projects that lie here are those that they published, byte for byte, with their licence beside them."""

import hashlib
from pathlib import Path

from tests.house.source import PROJECT

STATIC = PROJECT / "impplus" / "static"
# npm's tus-js-client 4.3.1, dist/, and jsqr 1.4.0, dist/jsQR.js: docs/decisions/resumable.md and scanning.md say how to
# bring in another version.
SHA256 = {
    "tus-js-client/tus.min.js": "8cbb1b63fccc3bba0ae73ad1deb160ce046c3750851d0c3e94921ae3ef070eb8",
    "tus-js-client/tus.min.js.map": "4653a3a430959c4ea0500efb95ed48d4b825efe47654cf22b8c64d35eb2ac81b",
    "jsqr/jsQR.js": "bc40c8a15196236b2314db0856f72ca0b49980cd5413b8c852a7349f5fee0859",
    "jsqr/LICENSE": "c6596eb7be8581c18be736c846fb9173b69eccf6ef94c5135893ec56bd92ba08",
    "tus-js-client/LICENSE": "2ec372e137fa65938a6551e9abaa3d3ea21f5ebd398fca00a13354ea881e6539",
}


def changed(folder: Path) -> list[str]:
    found = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in SHA256}
    return [name for name, digest in found.items() if digest != SHA256[name]]


def test_what_others_made_is_as_they_made_it() -> None:
    assert changed(STATIC) == []
    folders = [STATIC / name for name in ("jsqr", "tus-js-client")]
    there = {one.relative_to(STATIC).as_posix() for folder in folders for one in folder.iterdir()}
    assert there == set(SHA256)


def test_a_changed_byte_is_found(tmp_path: Path) -> None:
    for name in SHA256:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((STATIC / name).read_bytes())
    assert changed(tmp_path) == []
    (tmp_path / "tus-js-client/tus.min.js").write_bytes(b"// another")
    assert changed(tmp_path) == ["tus-js-client/tus.min.js"]


def test_the_page_that_says_why_names_the_version_and_its_hash() -> None:
    said = (PROJECT / "docs/decisions/resumable.md").read_text("utf-8")
    assert ("4.3.1" in said, SHA256["tus-js-client/tus.min.js"] in said) == (True, True)
    said = (PROJECT / "docs/decisions/scanning.md").read_text("utf-8")
    assert ("1.4.0" in said, SHA256["jsqr/jsQR.js"] in said) == (True, True)
