"""Local keys are made once, for their owner alone."""

from pathlib import Path

from deploy.local import keys


def test_keys_are_their_owner_s_alone_to_read_and_made_once(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    keys.make_missing(folder)
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    keys.make_missing(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == made
    assert sorted(made) == [
        *("authority.pem", "codes.crt.pem", "codes.pem", "lists.pem", "log.pem"),
        *("signer.crt.pem", "signer.pem"),
    ]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
