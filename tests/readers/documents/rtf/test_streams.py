"""Streams of text in Rich Text."""

from discourse.readers.documents.rtf._streams import State, TextStream


def stream():
    return TextStream(lambda stream, state: None)


def test_bytes_are_decoded_when_a_sign_is_whole_or_the_code_page_changes():
    text = stream()
    text.add_bytes(b"\x82", "cp932")
    text.add_bytes(b"\xa0", "cp932")
    text.add_bytes(b"\xb3", "cp1250")
    text.add("!")
    assert text.text == "あł!"


def test_halves_of_a_sign_are_joined_and_controls_left_out():
    text = stream()
    for part in ("a\x00\x07", chr(0xD83D), chr(0xDE00), "\tb\n", chr(0xD83D)):
        text.add(part)
    assert text.text == "a😀\tb\n\ufffd"


def test_a_paragraph_ends_with_its_text_boxes_behind_it():
    box, text = stream(), stream()
    box.add("Box")
    box.end("", None)
    text.add("Tea")
    text.boxes += box.done
    text.end("heading 1", 1)
    assert [(p.text, p.level) for p in text.done] == [("Tea", 1), ("Box", None)]
    assert (text.text, text.boxes) == ("", [])


def test_a_group_has_the_looks_of_the_one_around_it_until_it_says_otherwise():
    outer = State(0, stream())
    outer.bold = outer.opened = True
    inner = outer.copy()
    inner.hidden = True
    assert (inner.bold, inner.opened, inner.heard) == (True, False, None)
    inner.plain()
    assert (inner.bold, inner.heard, outer.bold) == (False, outer.stream, True)
