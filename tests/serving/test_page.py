"""The page in a real browser, as an analyst walks through it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.serving.conftest import Served, Visit

Start = Callable[[Served], Visit]
VIEWS = (
    "desk", "reader", "findings", "actors", "pair", "network", "timeline", "map", "contradictions", "review",
)  # fmt: skip


def test_from_the_desk_a_finding_opens_into_its_claims_and_a_claim_into_its_sentence(
    kessar: Served, visit: Start
) -> None:
    visited = visit(kessar)
    page = visited.open("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("12 claims")
    page.get_by_role("link", name="Lashkar-i-Navar trains Kessar Liberation Front").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lashkar-i-Navar trains Kessar Liberation Front")
    against = page.locator(".column.against")
    expect(against.locator("blockquote")).to_have_text("“denied it”")
    against.get_by_role("link").click()
    expect(page.locator("mark.chosen")).to_have_text("denied it")
    expect(page.locator(".note[aria-current=true]")).to_contain_text("Who told whom")


def test_a_filter_is_in_the_address_and_going_back_takes_it_away(kessar: Served, visit: Start) -> None:
    visited = visit(kessar)
    page = visited.open("/")
    page.get_by_label("Stance").select_option("denied")
    expect(page.locator(".saids .said")).to_have_count(1)
    assert "stance=denied" in page.url
    page.reload()
    expect(page.locator(".saids .said")).to_have_count(1)
    page.get_by_role("link", name="Findings").click()
    expect(page.locator(".side .line")).to_have_count(1)
    page.go_back()
    page.go_back()
    expect(page.get_by_label("Stance")).to_have_value("")
    expect(page.locator(".saids .said")).to_have_count(12)


def test_words_search_names_texts_and_claims(kessar: Served, visit: Start) -> None:
    visited = visit(kessar)
    page = visited.open("/")
    page.get_by_label("Words or a name").fill("weapons")
    expect(page.locator(".saids .said")).to_have_count(1)
    expect(page.get_by_text("… Lashkar-e-Navar sold weapons")).to_be_visible()


def test_a_click_on_the_text_chooses_its_claim(kessar: Served, visit: Start) -> None:
    visited = visit(kessar)
    report = next(one for one in kessar.get("reports")["reports"] if one["name"] == "wire.txt")
    page = visited.open(f"/reader?report={report['id']}")
    page.locator("mark", has_text="The KLF attacked the base").click()
    expect(page.locator(".note[aria-current=true]")).to_contain_text("attacked")


def test_the_keyboard_alone_accepts_corrects_rejects_and_takes_back(kessar: Served, visit: Start) -> None:
    visited = visit(kessar)
    page = visited.open("/review?predicate=train")
    queue = page.get_by_role("region", name="Review")
    expect(queue).to_contain_text("1 of 3")
    first = page.locator(".context mark").inner_text()
    page.keyboard.press("c")
    page.get_by_label("Certainty").select_option("PR+")
    page.get_by_label("Why").fill("The fighter hedges.")
    page.keyboard.press("Enter")
    expect(queue).to_contain_text("Corrected. U takes it back.")
    expect(queue).to_contain_text("1 of 2")
    page.keyboard.press("r")
    page.get_by_label("Why").fill("Nobody says so.")
    page.keyboard.press("Enter")
    expect(queue).to_contain_text("1 of 1")
    page.keyboard.press("u")
    expect(queue).to_contain_text("1 of 2")
    page.keyboard.press("a")
    expect(queue).to_contain_text("1 of 1")
    expect(page.get_by_role("table")).to_contain_text("50 %")
    said = kessar.get("reviews")["reviews"]
    assert [(one["verdict"], one["by"], one["undone"] is None) for one in said] == [
        ("accepted", "Ana", True), ("rejected", "Ana", False), ("corrected", "Ana", True)]  # fmt: skip
    exported = kessar.asked.get("/api/claims?predicate=train&format=csv").text
    corrected = next(line for line in exported.splitlines() if first in line)
    assert "PR+" in corrected
    assert '"review"' in corrected


def test_a_review_that_cannot_be_is_told_and_changes_nothing(kessar: Served, visit: Start) -> None:
    visited = visit(kessar)
    page = visited.open("/review")
    page.keyboard.press("c")
    page.get_by_label("Why").fill("Something is wrong.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("Say what changes")
    assert kessar.get("reviews")["reviews"] == []
    visited.wrong[:] = [fault for fault in visited.wrong if "status of 404" not in fault]


def test_two_actors_are_joined_by_a_judgement_and_parted_by_its_undoing(kessar: Served, visit: Start) -> None:
    visited = visit(kessar)
    page = visited.open("/actors")
    before = kessar.get("actors")["total"]
    page.get_by_role("link", name="Halden Institute").click()
    page.get_by_label("Who is the same actor?").select_option(label="Varkeshi army (SEC, 2)")
    page.get_by_label("Why are they one?").fill("It is the army's own institute.")
    page.get_by_role("button", name="Join them").click()
    expect(page.get_by_text("same: It is the army's own institute.")).to_be_visible()
    assert kessar.get("actors")["total"] == before - 1
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("It is the army's own institute.")).to_have_count(0)
    assert kessar.get("actors")["total"] == before


def test_a_pair_is_answered_with_its_quotes_and_leaves_as_a_report(kessar: Served, visit: Start) -> None:
    visited = visit(kessar)
    page = visited.open("/actors")
    page.get_by_role("link", name="Lashkar-i-Navar").click()
    page.locator(".tie h3").get_by_role("link", name="Kessar Liberation Front").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kessar Liberation Front")
    expect(page.locator(".strand .against blockquote", has_text="denied it")).to_have_count(1)
    for format, head in (("DOCX", b"PK"), ("HTML", b"<!doctype html>"), ("MD", b"# ")):
        with page.expect_download() as begun:
            page.get_by_role("link", name=format).click()
        assert Path(begun.value.path()).read_bytes().startswith(head)


def test_the_report_that_stands_alone_runs_nothing(hostile: Served, visit: Start, tmp_path: Path) -> None:
    visited = visit(hostile)
    pair = address(hostile, "pair").partition("?")[2]
    alone = tmp_path / "dossier.html"
    alone.write_bytes(hostile.asked.get(f"/api/dossier?{pair}&format=html").content)
    visited.page.goto(alone.as_uri())
    expect(visited.page.locator("body")).to_contain_text("onerror=alert")
    assert visited.page.locator("img, script, link, iframe").count() == 0
    visited.wrong[:] = [fault for fault in visited.wrong if alone.as_uri() not in fault]


def test_a_tie_of_the_network_opens_into_its_quotes_and_the_picture_leaves(kessar: Served, visit: Start) -> None:
    visited = visit(kessar)
    page = visited.open("/network")
    page.locator(".margin").get_by_role("link", name="Lashkar-i-Navar → Kessar Liberation Front").first.click()
    expect(page.locator(".behind blockquote").first).to_be_visible()
    for format, head in (("PNG", b"\x89PNG"), ("SVG", b"<svg"), ("GEXF", b"<gexf")):
        with page.expect_download() as begun:
            page.get_by_role("button", name=format).click()
        assert Path(begun.value.path()).read_bytes().startswith(head)


def test_nobody_without_a_public_role_is_a_node(kessar: Served) -> None:
    names = {node["name"] for node in kessar.get("network")["nodes"]}
    assert names == {"Kessar Liberation Front", "Lashkar-i-Navar", "Varkeshi army"}


def test_the_timeline_goes_by_four_clocks(kessar: Served, visit: Start) -> None:
    visited = visit(kessar)
    page = visited.open("/timeline")
    first = page.locator(".rows .clause").first
    expect(first).to_have_text("Kessar Liberation Front clashed with Lashkar-i-Navar")
    page.get_by_role("button", name="was said").click()
    expect(page).to_have_url(re.compile("clock=said"))
    expect(first).not_to_have_text("Kessar Liberation Front clashed with Lashkar-i-Navar")


def test_a_place_that_is_not_located_is_named_and_gets_no_point(hostile: Served, visit: Start) -> None:
    visited = visit(hostile)
    page = visited.open("/map")
    expect(page.locator("path.ring")).to_have_count(3)
    page.get_by_role("button", name="Dorvan").first.click()
    expect(page.locator(".margin blockquote").first).to_contain_text("armed")


def test_what_cannot_both_hold_stands_side_by_side(kessar: Served, visit: Start) -> None:
    visited = visit(kessar)
    page = visited.open("/contradictions")
    opposite = page.locator(".opposite", has_text="denied it").first
    expect(opposite.locator("blockquote")).to_have_count(2)
    opposite.get_by_role("link").last.click()
    expect(page.locator("mark.chosen")).to_have_count(1)


def test_reports_are_laid_against_the_hypotheses_of_a_file(kessar: Served, visit: Start) -> None:
    visited = visit(kessar)
    page = visited.open("/hypotheses")
    row = page.get_by_role("row", name="Lashkar-i-Navar trains Kessar Liberation Front").first
    expect(row.get_by_text("“denied it”").or_(row.get_by_text("“Lashkar-i-Navar trains")).first).to_be_visible()
    expect(row.locator(".cell.for, .cell.against").first).to_be_visible()


def test_without_hypotheses_the_page_says_how_to_give_some(hostile: Served, visit: Start) -> None:
    expect(visit(hostile).open("/hypotheses").locator("main")).to_contain_text("sayso ach --help")


@pytest.mark.parametrize("view", [*VIEWS, "hypotheses"])
def test_axe_finds_nothing_serious_by_day_or_night(kessar: Served, visit: Start, view: str) -> None:
    visited = visit(kessar)
    visited.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    visited.open(address(kessar, view))
    assert visited.serious() == []
    visited.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert visited.serious() == []


def test_a_tablet_and_a_small_screen_need_no_sideways_scrolling(kessar: Served, visit: Start) -> None:
    visited = visit(kessar)
    for view in VIEWS:
        for width, height in ((1280, 720), (820, 1180)):
            visited.page.set_viewport_size({"width": width, "height": height})
            page = visited.open(address(kessar, view))
            wide = page.evaluate("document.scrollingElement.scrollWidth")
            assert wide <= width, f"{view} is {wide} wide on {width}"


@pytest.mark.parametrize("view", VIEWS)
def test_what_reports_say_stays_words(hostile: Served, visit: Start, view: str) -> None:
    visited = visit(hostile)
    page = visited.open(address(hostile, view))
    expect(page.locator("main")).to_contain_text("alert(")
    assert page.locator("main img[src=x], main script").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0


def address(served: Served, view: str) -> str:
    """A view with something chosen in it."""
    findings = served.get("findings")["findings"]
    report = served.get("reports")["reports"][0]
    claim = served.get(f"reports/{report['id']}")["said"][0]
    ends = next(one for one in findings if one["object"] and one["object"]["actor"] and one["subject"]["actor"])
    pair = f"?a={ends['subject']['actor']}&b={ends['object']['actor']}"
    chosen = {
        "actors": f"?a={ends['subject']['actor']}",
        "pair": pair,
        "reader": f"?report={report['id']}&claim={claim['id']}",
        "findings": f"?finding={ends['id']}",
    }
    return f"/{view}{chosen.get(view, '')}"
