"""A large file while it is read: its timeline at once, to move in and to stop, then all of it in the same place."""

import os
import re

from playwright.sync_api import expect

from benchmarks import generate


def test_the_timeline_of_a_file_that_is_being_read_is_moved_in_left_by_one_and_becomes_whole_for_another(
    open_page, serve, tmp_path
):
    file, gate = tmp_path / "long.csv", tmp_path / "gate"
    generate.write(file, 60_000)
    os.mkfifo(gate)
    address = serve(file, module="tests.browser.gated_app", GATE=str(gate), DATELINE_CACHE=str(tmp_path / "cache"))
    stays = open_page(address)
    chart, reading = stays.get_by_test_id("timeline"), stays.get_by_text("Reading long.csv")
    expect(chart).not_to_have_attribute("data-drawn", "0")
    expect(reading).to_be_visible()
    expect(stays.get_by_test_id("counts")).to_contain_text("59,996")
    expect(stays.get_by_test_id("row")).to_have_count(0)
    chart.evaluate("chart => { chart.isTheSame = true; }")
    chart.focus()
    chart.press("+")
    expect(stays).to_have_url(re.compile("start=.*end="))  # the hand rests
    window = chart.get_attribute("data-window")

    leaves = open_page(address)
    expect(leaves.get_by_text("Reading long.csv")).to_be_visible()
    leaves.get_by_role("button", name="Stop").click()
    expect(leaves.get_by_role("heading", name="Reading was stopped")).to_be_visible()

    gate.write_bytes(b"")
    expect(stays.get_by_test_id("row").first).to_be_visible()
    expect(reading).to_be_hidden()
    assert chart.evaluate("chart => chart.isTheSame")
    assert chart.get_attribute("data-window") == window
