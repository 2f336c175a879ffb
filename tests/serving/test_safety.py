"""Who may ask, and what a browser may do with the answer."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest
from tests.serving.conftest import Served

VIEWS = ("", "desk", "reader", "findings", "no-such-view")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.0.7:8642", "[::2]:80", ""])
def test_another_name_for_this_machine_is_refused(kessar: Served, host: str) -> None:
    refused = kessar.asked.get("/api/case", headers={"Host": host})
    assert refused.status_code in (400, 403)
    assert "Kessar" not in refused.text


@pytest.mark.parametrize("host", ["127.0.0.1:8642", "localhost:8642", "localhost", "[::1]:8642"])
def test_this_machine_may_be_called_by_its_own_names(kessar: Served, host: str) -> None:
    assert kessar.asked.get("/api/case", headers={"Host": host}).status_code == 200


def test_a_page_of_another_site_learns_and_changes_nothing(kessar: Served) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert kessar.asked.get("/api/case", headers=headers).status_code == 403
    assert "access-control-allow-origin" not in kessar.asked.get("/api/case").headers


@pytest.mark.parametrize("view", VIEWS)
def test_no_script_runs_but_the_page_s_own(kessar: Served, view: str) -> None:
    response = kessar.asked.get(f"/{view}")
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert response.text.count("<script") == response.text.count('src="/assets/') == 1
    assert "style=" not in response.text


def test_what_is_asked_wrongly_is_told_in_words(kessar: Served) -> None:
    for path in ("/api/findings/f-none", "/api/no-such-question", "/api/claims?grade=certain", "/api/claims?since=soon",
                 "/api/reports/d-none", "/api/dossier?a=Nobody"):  # fmt: skip
        response = kessar.asked.get(path)
        assert response.status_code == 404, path
        assert len(response.json()["error"]) > 20


def test_the_api_describes_itself_and_loads_nothing_from_elsewhere(kessar: Served) -> None:
    described = kessar.get("openapi.json")
    assert {"/api/claims", "/api/findings", "/api/reports/{id}"} <= set(described["paths"])
    assert all(told["get"]["description"] for told in described["paths"].values() if "get" in told)
    assert "http://" not in json.dumps(described)
    assert "https://" not in json.dumps(described)


def test_no_file_of_the_machine_can_be_had_through_the_page(kessar: Served, tmp_path: Path) -> None:
    for path in ("/assets/../../../../etc/passwd", "/assets/%2e%2e/%2e%2e/app.py", "//etc/passwd"):
        response = httpx.get(kessar.at + path)
        assert "root:" not in response.text
        assert "def application" not in response.text


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({"Content-Type": "text/plain"}, "a form of another site could send it"),
        ({"Content-Type": "application/json", "Origin": "https://evil.example"}, "another site sent it"),
        ({"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"}, "another site sent it"),
    ],
)
def test_nobody_else_can_change_the_case(kessar: Served, headers: dict[str, str], why: str) -> None:
    id = kessar.get("claims")["claims"][0]["id"]
    body = json.dumps({"claim": id, "verdict": "accepted"})
    assert kessar.asked.post("/api/reviews", content=body, headers=headers).status_code == 403, why
    assert kessar.get("reviews")["reviews"] == []


def test_what_is_sent_wrongly_is_named(kessar: Served) -> None:
    told = kessar.asked.post("/api/reviews", json={"claim": "c-1", "verdict": "maybe"})
    assert told.status_code == 422
    assert told.json()["error"].startswith("verdict: ")
