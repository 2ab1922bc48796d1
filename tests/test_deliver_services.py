"""Letters handed to listmonk and Buttondown: as drafts, to the right readers, and only once."""

# ruff: noqa: ARG001 - a test asks for the shop and the server that it runs against

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from planner.cli.main import main
from tests.built_shop import AT, EDITION, build, write_shop
from tests.service_server import Services, service_server

SECRETS = ("monk-token", "butter-key")
SERVICES = ("listmonk", "buttondown")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    for name in SERVICES:
        (root / name).mkdir()
        build(write_shop(root / name, service=name))
    return root


@pytest.fixture
def shops(built: Path, tmp_path: Path) -> Path:
    subprocess.run(["cp", "-rp", built, tmp_path / "shops"], check=True)
    return tmp_path / "shops"


@pytest.fixture
def services(monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    with service_server() as server:
        for name, value in {"URL": server.url, "USER": "api", "TOKEN": "monk-token", "LIST": "3"}.items():
            monkeypatch.setenv(f"NUKUMORI_LISTMONK_{name}", value)
        monkeypatch.setenv("NUKUMORI_BUTTONDOWN_URL", server.url)
        monkeypatch.setenv("NUKUMORI_BUTTONDOWN_KEY", "butter-key")
        yield server
        assert server.wrong == []


@pytest.fixture
def monk(shops: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(shops / "listmonk")
    return shops / "listmonk"


@pytest.fixture
def butter(shops: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(shops / "buttondown")
    return shops / "buttondown"


def send(*words: str) -> Result:
    result = CliRunner().invoke(main, ["send", EDITION, "--at", AT, *words])
    assert not any(secret in result.output for secret in SECRETS)
    return result


def states(shop: Path) -> list[str]:
    text = (shop / ".nukumori/sent.jsonl").read_text()
    assert not any(secret in text for secret in SECRETS)
    return [json.loads(line)["state"] for line in text.splitlines()[1:]]


# listmonk


def test_listmonk_gets_a_draft_for_each_variant(monk: Path, services: Services) -> None:
    result = send("--yes")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "with-offer: Snow on the roof" in result.stdout
    assert "7 readers" in result.stdout
    assert "Nobody gets it before you send it there." in result.stdout
    assert [what for what in services.writes if "status" in what] == []
    first, second = services.words("POST /api/campaigns")
    folder = monk / "build/newsletter" / EDITION
    assert first["body"] == (folder / "with-offer.html").read_text()
    assert first["altbody"] == (folder / "with-offer.txt").read_text()
    assert (first["lists"], second["lists"]) == ([41], [42])
    assert first["content_type"] == "html"
    assert "{{ UnsubscribeURL }}" in first["body"]
    assert "nukumori.invalid" not in first["body"] + first["altbody"]
    assert states(monk) == ["handing", "handed"] * 2


def test_listmonk_takes_readers_by_the_day_they_joined(monk: Path, services: Services) -> None:
    send("--yes", "--variant", "with-offer")
    confirmed, single = services.words("PUT /api/subscribers/query/lists")
    assert confirmed == {
        "action": "add",
        "target_list_ids": [41],
        "list_ids": [3],
        "query": "(subscribers.attribs->>'signup_date')::date < '2026-10-20'",
        "subscription_status": "confirmed",
        "status": "confirmed",
    }
    assert single == confirmed | {"subscription_status": "unconfirmed"}


def test_a_list_with_double_opt_in_gives_only_who_confirmed(monk: Path, services: Services) -> None:
    services.optin = "double"
    result = send("--yes", "--variant", "with-offer")
    assert "5 readers" in result.stdout
    assert [one["subscription_status"] for one in services.words("PUT /api/subscribers/query/lists")] == ["confirmed"]


def test_who_stopped_an_earlier_letter_is_taken_off_the_list_first(monk: Path, services: Services) -> None:
    services.lists = [{"id": 20, "tags": ["nukumori"]}, {"id": 21, "tags": ["other"]}, {"id": 3, "tags": ["nukumori"]}]
    send("--yes", "--variant", "with-offer")
    first, *_ = services.words("PUT /api/subscribers/query/lists")
    assert first == {
        "action": "unsubscribe",
        "target_list_ids": [3],
        "list_ids": [20],
        "query": "subscribers.id > 0",
        "subscription_status": "unsubscribed",
    }


def test_the_template_that_adds_nothing_is_made_once(monk: Path, services: Services) -> None:
    send("--yes", "--variant", "with-offer")
    services.templates = [{"id": 7, "name": "Nukumori", "body": '{{ template "content" . }}'}]
    send("--yes", "--variant", "without-offer")
    assert len(services.words("POST /api/templates")) == 1
    assert [one["template_id"] for one in services.words("POST /api/campaigns")] == [7, 7]


@pytest.mark.parametrize(
    ("words", "status"), [(("--now",), "running"), (("--schedule", "2099-12-24 18:00"), "scheduled")]
)
def test_listmonk_sends_only_when_told(monk: Path, services: Services, words: tuple[str, ...], status: str) -> None:
    assert send("--yes", "--variant", "with-offer", *words).exit_code == 0
    assert services.words("PUT /api/campaigns/9/status") == [{"status": status}]
    (campaign,) = services.words("POST /api/campaigns")
    assert campaign.get("send_at") == ("2099-12-24T18:00:00+09:00" if status == "scheduled" else None)


# Buttondown


def test_buttondown_gets_a_draft(butter: Path, services: Services) -> None:
    assert send("--yes").exit_code == 0
    first, second = services.words("POST /v1/emails")
    assert (first["status"], second["status"]) == ("draft", "draft")
    assert first["template"] == "naked"
    html = (butter / "build/newsletter" / EDITION / "with-offer.html").read_text()
    assert first["body"] == "<!-- buttondown-editor-mode: fancy -->\n" + html
    assert first["filters"]["filters"] == [
        {"field": "subscriber.subscription_date", "operator": "less_than", "value": "2026-10-20"}
    ]
    assert second["filters"]["predicate"] == "and"
    assert "X-Buttondown-Live-Dangerously" not in services.asked[0].headers
    assert "{{ unsubscribe_url }}" in first["body"]


@pytest.mark.parametrize(
    ("words", "status"), [(("--now",), "about_to_send"), (("--schedule", "2099-12-24 18:00"), "scheduled")]
)
def test_buttondown_sends_only_when_told(butter: Path, services: Services, words: tuple[str, ...], status: str) -> None:
    assert send("--yes", "--variant", "with-offer", *words).exit_code == 0
    (email,) = services.words("POST /v1/emails")
    assert email["status"] == status
    assert email.get("publish_date") == ("2099-12-24T18:00:00+09:00" if status == "scheduled" else None)
    assert services.asked[0].headers["X-Buttondown-Live-Dangerously"] == "true"


# Both


@pytest.fixture(params=SERVICES)
def shop(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue("monk" if request.param == "listmonk" else "butter")
    return folder


def making(shop: Path) -> str:
    return "POST /api/campaigns" if shop.name == "listmonk" else "POST /v1/emails"


def test_nothing_leaves_without_a_yes(shop: Path, services: Services) -> None:
    result = send()
    assert result.exit_code == 2
    assert "Snow on the roof" in result.stdout
    assert services.writes == []


def test_nothing_is_handed_over_twice(shop: Path, services: Services) -> None:
    send("--yes")
    before = len(services.writes)
    result = send("--yes")
    assert result.exit_code == 2
    assert "`--again`" in result.stderr
    assert len(services.writes) == before
    assert send("--yes", "--again").exit_code == 0


def test_a_draft_is_not_sent_over_either(shop: Path, services: Services) -> None:
    send("--yes", "--variant", "with-offer")
    assert send("--yes", "--now", "--variant", "with-offer").exit_code == 2
    assert send("--yes", "--now", "--variant", "without-offer").exit_code == 0


def test_what_was_surely_not_taken_may_be_tried_again(shop: Path, services: Services) -> None:
    services.answers[making(shop)] = (400, {}, json.dumps({"message": "subject is too long"}))
    result = send("--yes")
    assert result.exit_code == 2
    assert "(400: subject is too long)" in result.stderr
    assert states(shop) == ["handing", "failed"]
    services.answers.clear()
    assert send("--yes").exit_code == 0


def test_what_may_have_been_taken_is_not(shop: Path, services: Services) -> None:
    services.answers[making(shop)] = (502, {}, "<html>Bad gateway</html>")
    result = send("--yes")
    assert "trouble of its own (502" in result.stderr
    services.answers.clear()
    result = send("--yes")
    assert result.exit_code == 2
    assert "broke off, and it may be there" in result.stderr


def test_a_key_does_not_go_to_another_host(shop: Path, services: Services) -> None:
    with service_server() as other:
        what = "GET /api/lists/3" if shop.name == "listmonk" else making(shop)
        services.answers[what] = (302, {"Location": f"{other.url}/v1/emails"}, "")
        result = send("--yes")
        assert (result.exit_code, other.asked) == (2, [])
        assert "sends us elsewhere (302)" in result.stderr


def test_a_key_that_is_wrong(shop: Path, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUKUMORI_LISTMONK_TOKEN", "stale-token")
    monkeypatch.setenv("NUKUMORI_BUTTONDOWN_KEY", "stale-token")
    result = send("--yes")
    assert result.exit_code == 2
    assert "does not let us in (403: invalid API credentials)" in result.stderr
    assert "stale-token" not in result.output


def test_a_secret_that_the_service_repeats_is_not_told(shop: Path, services: Services) -> None:
    secret = SECRETS[SERVICES.index(shop.name)]
    services.answers[making(shop)] = (400, {}, json.dumps({"message": f"bad {secret}"}))
    assert "***" in send("--yes").stderr


@pytest.mark.parametrize("answer", ["<html>hello</html>", "[]", "{}", '{"data": true}', '{"data": {"id": "x"}}'])
def test_an_answer_of_something_else(shop: Path, services: Services, answer: str) -> None:
    services.answers[making(shop)] = (200, {}, answer)
    result = send("--yes")
    assert result.exit_code == 2
    assert "something that we do not understand" in result.stderr


@pytest.mark.parametrize("missing", ["LISTMONK_URL", "LISTMONK_USER", "LISTMONK_TOKEN", "LISTMONK_LIST"])
def test_a_missing_setting_of_listmonk_is_named(
    monk: Path, services: Services, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.delenv(f"NUKUMORI_{missing}")
    result = send("--yes")
    assert (result.exit_code, services.asked) == (2, [])
    assert f"NUKUMORI_{missing} is not set" in result.stderr


def test_a_missing_key_of_buttondown_is_named(
    butter: Path, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NUKUMORI_BUTTONDOWN_KEY")
    assert "NUKUMORI_BUTTONDOWN_KEY is not set" in send("--yes").stderr


@pytest.mark.parametrize("url", ["http://monk.example", "ftp://monk.example", "https://u:p@monk.example", "monk"])
def test_a_key_goes_nowhere_in_the_clear(
    monk: Path, services: Services, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("NUKUMORI_LISTMONK_URL", url)
    assert "no address that a key could be sent to safely" in send("--yes").stderr


def test_a_service_that_is_not_there(shop: Path, services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUKUMORI_LISTMONK_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("NUKUMORI_BUTTONDOWN_URL", "http://127.0.0.1:1")
    result = send("--yes")
    assert result.exit_code == 2
    assert "cannot be reached" in result.stderr
