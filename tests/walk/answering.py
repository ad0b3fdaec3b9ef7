"""An officer's question answered in a browser, by words and files."""

from playwright.sync_api import FilePayload

from tests.walk.visitor import Visitor


def answer_with(visitor: Visitor, files: list[FilePayload]) -> None:
    """Write an answer and choose files, which send themselves where scripts run and leave what is typed; then send it."""
    words = "Here it is. / Le voici."
    visitor.fill({"answer": words})
    control = visitor.page.locator("main input[type=file]").last
    if visitor.scripts:
        with visitor.page.expect_navigation():
            control.set_input_files(files)
        visitor.look()
        assert visitor.page.locator("main li.page").count() == len(files)
        assert visitor.page.locator("main textarea").input_value() == words
    else:
        control.set_input_files(files)
    visitor.send("main form#form > .actions button")
