"""Signed notes and checkpoints: published ones, and what is refused."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, strategies as st

from impplus.rules.notes import (
    COSIGNS,
    SIGNS,
    BadNote,
    Checkpoint,
    Key,
    SignedNote,
    checkpoint_of,
    cosigned,
    cosigned_text,
    from_base64,
    key_of,
    note_of,
    number_of,
    signed,
    with_signatures,
)

# C2SP signed-note, "Example".
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# The key that the Go command trusts, and a checkpoint of the Go checksum database that it signed:
# size, root and signature are those that C2SP tlog-checkpoint prints under another origin.
GO_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
GO = (
    "go.sum database tree\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
)
LOG = Ed25519PrivateKey.from_private_bytes(bytes(32))
LOG_KEY = Key("example.test/log", SIGNS, LOG.public_key().public_bytes_raw())
WITNESS = Ed25519PrivateKey.from_private_bytes(bytes(31) + b"w")
WITNESS_KEY = Key("witness.example.test", COSIGNS, WITNESS.public_key().public_bytes_raw())
TEXT = str(Checkpoint("example.test/log", 7, bytes(32)))
SIGNED_BY_A = "— a AAAAAAA=\n"  # five bytes, the shortest that may be
NOTE = SignedNote(TEXT, (("example.test/log", LOG_KEY.id + LOG.sign(TEXT.encode())),))


def witnessed(seconds: int) -> tuple[str, bytes]:
    time = seconds.to_bytes(8)
    signature = WITNESS.sign(cosigned_text(TEXT, seconds))
    return WITNESS_KEY.name, WITNESS_KEY.id + time + signature


@pytest.mark.parametrize(("key", "note"), [(EXAMPLE_KEY, EXAMPLE), (GO_KEY, GO)])
def test_a_published_note_is_read_verified_and_written_again(key: str, note: str) -> None:
    assert str(key_of(key)) == key
    assert str(note_of(note)) == note
    assert signed(note_of(note), key_of(key))


def test_a_text_may_hold_an_empty_line() -> None:
    assert note_of(f"one\n\ntwo\n\n{SIGNED_BY_A}").text == "one\n\ntwo\n"


def test_a_published_checkpoint_is_read_and_written_again() -> None:
    checkpoint = checkpoint_of(note_of(GO).text)
    assert (checkpoint.origin, checkpoint.size) == ("go.sum database tree", 20_852_163)
    assert str(checkpoint) == note_of(GO).text


def test_a_published_note_under_another_origin_is_refused() -> None:
    other = note_of(GO.replace("go.sum database tree", "example.com/behind-the-sofa"))
    with pytest.raises(BadNote, match=r"^the signature of sum\.golang\.org is not right$"):
        signed(other, key_of(GO_KEY))


def test_lines_after_the_root_are_let_be() -> None:
    assert checkpoint_of(f"{TEXT}more\n") == checkpoint_of(TEXT)


def test_the_signature_of_an_unknown_key_says_nothing() -> None:
    assert not signed(NOTE, key_of(EXAMPLE_KEY))
    assert cosigned(NOTE, WITNESS_KEY) == ()


def test_what_a_witness_signs_is_that_of_the_specification() -> None:
    assert cosigned_text("log\n7\nroot\n", 9) == b"cosignature/v1\ntime 9\nlog\n7\nroot\n"


def test_a_witness_says_when_it_saw_a_checkpoint() -> None:
    both = with_signatures(NOTE, [witnessed(1_790_000_000), witnessed(1_790_000_000)])
    assert cosigned(note_of(str(both)), WITNESS_KEY) == (1_790_000_000,)
    assert signed(both, LOG_KEY)


@pytest.mark.parametrize("bit", [0, 8 * 31, 8 * 40, 8 * 75])
def test_one_changed_bit_of_a_cosignature_is_found(bit: int) -> None:
    name, held = witnessed(1_790_000_000)
    changed = (int.from_bytes(held) ^ 1 << bit).to_bytes(len(held))
    note = with_signatures(NOTE, [(name, changed)])
    if changed[:4] == held[:4]:
        with pytest.raises(BadNote, match=r"witness\.example\.test"):
            cosigned(note, WITNESS_KEY)
    else:
        assert cosigned(note, WITNESS_KEY) == ()


@given(st.integers(0, len(TEXT.encode()) * 8 - 1))
def test_one_changed_bit_of_a_checkpoint_is_found(bit: int) -> None:
    held = bytearray(TEXT.encode())
    held[bit // 8] ^= 1 << bit % 8
    note = SignedNote(held.decode("latin-1"), NOTE.signatures)
    with pytest.raises(BadNote, match="is not right"):
        signed(note, LOG_KEY)


def test_the_kinds_of_signature_are_those_of_the_specification() -> None:
    assert (SIGNS, COSIGNS) == (1, 4)


@pytest.mark.parametrize(
    "key",
    [
        "",
        str(Key("example.com foo", SIGNS, LOG_KEY.public)),
        str(Key("example.com/foo", 2, LOG_KEY.public)),
        str(Key("example.com/foo", SIGNS, LOG_KEY.public[1:])),
        "example.com/foo",
        EXAMPLE_KEY.replace("530d903a", "530d903b"),
        EXAMPLE_KEY.replace("530d903a", "530D903A"),
        EXAMPLE_KEY.replace("example.com/foo", "example.com foo"),
        EXAMPLE_KEY + "A",
        "example.com/foo+530d903a+",
        "example.com/foo+530d903a+CekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm",
    ],
)
def test_what_is_not_a_key_is_refused_and_said(key: str) -> None:
    with pytest.raises(BadNote) as refused:
        key_of(key)
    assert str(refused.value) in (key, key.rpartition("+")[2])


@pytest.mark.parametrize(
    "note",
    [
        "",
        "no signature\n",
        "no signature\n\n",
        EXAMPLE.rstrip("\n"),
        EXAMPLE.replace("message", "mess\tage"),
        EXAMPLE.replace("— ", "- "),
        EXAMPLE.replace(" Uw2Q", "  Uw2Q"),
        EXAMPLE.replace("Uw2Q", "Uw2"),
        EXAMPLE.replace("IneyaQM=", "IneyaQN="),
        "text\n\n— example.com/foo AAAAAA==\n",
        "text\n\n— example+com AAAAAAA=\n",
        "text\n\n— \n",
        "text\n\n" + SIGNED_BY_A * 65,
        "text\n\n— a AAAAAAA= b\n",
        SIGNED_BY_A,
    ],
)
def test_what_is_not_a_note_is_refused(note: str) -> None:
    with pytest.raises(BadNote):
        note_of(note)


def test_as_many_signatures_as_may_be_and_the_shortest_are_read() -> None:
    read = note_of("text\n\n" + SIGNED_BY_A * 64)
    assert read == SignedNote("text\n", (("a", bytes(5)),) * 64)


@pytest.mark.parametrize(
    "text",
    [
        "example.test/log\n",
        "example.test/log\n7\n",
        TEXT + "\n",
        TEXT + "more",
        TEXT.rstrip("\n"),
        TEXT.replace("\n7\n", "\n07\n"),
        TEXT.replace("\n7\n", "\n-7\n"),
        TEXT.replace("example.test/log", ""),
        TEXT.replace("AAAA=", "AA=="),
        "example.test/log\n7\nAAAA\n",
    ],
)
def test_what_is_not_a_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(BadNote):
        checkpoint_of(text)


def test_what_is_refused_says_why() -> None:
    for note, why in (
        ("text\n", "^no signature lines"),
        ("\t\n\n— a\n", "^control characters"),
        ("text\n\n- a\n", "^- a$"),
    ):
        with pytest.raises(BadNote, match=why):
            note_of(note)
    for text, why in (
        ("a\n", "^not a checkpoint"),
        ("a\n7\nAAAA\n", "^not a root"),
        ("a\n7\nAB==\n", "^AB==$"),
    ):
        with pytest.raises(BadNote, match=why):
            checkpoint_of(text)


@pytest.mark.parametrize("written", ["AB=", "AB==", "A B=", "é", "AA\n=="])
def test_base64_is_written_in_one_way(written: str) -> None:
    with pytest.raises(BadNote):
        from_base64(written)


def test_a_number_has_no_leading_zeros() -> None:
    assert [number_of("0"), number_of("10")] == [0, 10]
    with pytest.raises(BadNote):
        number_of("01")
