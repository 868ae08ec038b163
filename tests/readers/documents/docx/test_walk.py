"""The walk through a Word document."""

from discourse.readers.documents.docx import open_document
from tests.word import paragraph, run, styled, texts_of, word, zipped

LARGE = 10**8


def test_tracked_changes_are_accepted():
    body = (
        run("The tea is "),
        f"<w:del>{run('bad').replace('w:t', 'w:delText')}</w:del><w:ins>{run('good')}</w:ins>",
        run("."),
    )
    assert texts_of(paragraph(*body)) == ["The tea is good."]


def test_moved_text_stands_once_where_it_was_moved_to():
    away, here = f"<w:moveFrom>{run('Tea.')}</w:moveFrom>", f"<w:moveTo>{run('Tea.')}</w:moveTo>"
    assert texts_of(paragraph(away), paragraph("Milk."), paragraph(here)) == ["Milk.", "Tea."]


def test_a_paragraph_whose_end_is_deleted_goes_on_with_the_next():
    joined = paragraph("Tea ").replace("<w:pPr>", "<w:pPr><w:rPr><w:del/></w:rPr>")
    assert texts_of(joined, paragraph("is good.")) == ["Tea is good."]


def test_hidden_text_and_text_in_a_hidden_style_are_left_out():
    hides = styled("Ghost", "Ghost", inner="<w:rPr><w:vanish/></w:rPr>")
    body = paragraph(
        run("Tea"), run(" spoon", properties="<w:vanish/>"), run(" pot", properties='<w:vanish w:val="0"/>')
    )
    assert texts_of(body, paragraph("Boo", style="Ghost"), styles=[hides]) == ["Tea pot"]


def test_codes_of_fields_are_left_out_and_their_results_stay():
    def mark(kind):
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = mark("begin") + run("2") + mark("separate") + run("3") + mark("end")
    field = (
        mark("begin") + "<w:r><w:instrText>IF</w:instrText></w:r>" + inner + mark("separate") + run("Tea") + mark("end")
    )
    assert texts_of(paragraph(field, run(" is good."))) == ["Tea is good."]


def test_breaks_and_tabs_are_blanks_and_hyphens_stay():
    inner = "<w:r><w:t>Tea</w:t><w:tab/><w:t>and</w:t><w:br/><w:t>well</w:t><w:noBreakHyphen/><w:t>kept</w:t></w:r>"
    assert texts_of(paragraph(inner)) == ["Tea and well-kept"]


def test_tables_are_read_row_by_row_and_deleted_rows_are_not():
    def row(*cells, properties=""):
        return f"<w:tr>{properties}" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    gone = row("x", "y", properties="<w:trPr><w:del/></w:trPr>")
    assert texts_of(f"<w:tbl>{row('a', 'b')}{gone}{row('c', 'd')}</w:tbl>") == ["a", "b", "c", "d"]


def test_a_note_in_deleted_text_is_deleted():
    gone = '<w:del><w:r><w:footnoteReference w:id="2"/></w:r></w:del>'
    assert texts_of(paragraph("Tea.", gone), footnotes={"2": "Green."}) == ["Tea."]


def test_contents_forms_to_fill_in_and_ruby_are_left_out():
    form = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click here')}</w:sdtContent></w:sdt>"
    ruby = f"<w:r><w:ruby><w:rt>{run('cha')}</w:rt><w:rubyBase>{run('茶')}</w:rubyBase></w:ruby></w:r>"
    entry = paragraph("Tea 1", style="T1")
    assert texts_of(entry, paragraph(form, ruby), styles=[styled("T1", "toc 1")]) == ["茶"]


def test_marks_levels_bold_beginnings_and_links_are_told():
    link = f'<w:hyperlink r:id="r1">{run("Tea")}</w:hyperlink>'
    body = (
        '<w:bookmarkStart w:name="Bookmark_1"/>',
        paragraph(run("Length: ", bold=True), run("9 words"), marks=["Body"]),
        paragraph(link, level=0),
    )
    first, second = open_document(word(*body, links={"r1": "https://example.org"}), max_bytes=LARGE).blocks
    assert (first.lead, first.marks) == ("Length:", ("Bookmark_1", "Body"))
    assert (second.level, second.links, second.lead) == (0, ("r1",), "")


def test_xml_as_deep_as_is_allowed_is_read():
    deep = 60
    inner = paragraph("<w:ins>" * deep + run("Tea.") + "</w:ins>" * deep)
    assert texts_of("<w:sdt><w:sdtContent>" * deep + inner + "</w:sdtContent></w:sdt>" * deep) == ["Tea."]


def test_the_strict_form_of_the_standard_is_read():
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    xml = f'<d xmlns:w="{usual}"><w:body>{paragraph("Tea.")}</w:body></d>'.replace(usual, strict)
    assert [block.text for block in open_document(zipped({"word/document.xml": xml}), max_bytes=LARGE).blocks] == [
        "Tea."
    ]


def test_formulas_smart_tags_and_content_controls_are_read():
    tagged = f"<w:smartTag>{run('Tea')}</w:smartTag><w:sdt><w:sdtContent>{run(' is ')}</w:sdtContent></w:sdt>"
    assert texts_of(paragraph(tagged, "<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath>", run("."))) == ["Tea is x+1."]
