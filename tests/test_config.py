"""mkdocs.yml is read without executing anything, and what is wrong stops with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.config import find_config, is_nameless, read_settings
from planner.errors import ConfigError
from planner.frontmatter import SLIPS
from planner.model import Level, Need, Role, Settings, Stage
from planner.report.problem import sentence
from planner.wording import LANGUAGES, catalogue


def settings_of(folder: Path, block: str = "", rest: str = "") -> Settings:
    indented = "".join(f"      {line}\n" for line in block.splitlines())
    plugins = f"plugins:\n  - search\n  - planner:\n{indented}" if block else "plugins:\n  - planner\n"
    (folder / "mkdocs.yml").write_text(f"site_name: Tea\n{rest}{plugins}", encoding="utf-8")
    return read_settings(folder / "mkdocs.yml")


def test_an_empty_block_gives_working_defaults(tmp_path: Path) -> None:
    found = settings_of(tmp_path)
    assert (found.language, found.timezone.key, found.output) == ("en", "UTC", tmp_path / "build")
    assert found.warming.usual == Need(4, 2, 10)
    assert found.warming.first == Need(5, 4, 21)
    assert (found.warming.within, found.warming.reminders, found.since) == (180, 2, None)
    assert len(found.purposes) == 14


def test_the_theme_may_name_the_language(tmp_path: Path) -> None:
    found = settings_of(tmp_path, rest="theme: {name: material, language: ja}\n")
    assert (found.language, found.timezone.key, found.purposes["offer"].label) == ("ja", "Asia/Tokyo", "ご案内")


def test_a_preset_is_the_ground_for_what_stands_beside_it(tmp_path: Path) -> None:
    block = "warming:\n  preset: 4-1-1\n  ratio: 6\n  within: 90\n  first: {days: 30}\n  stages: {regular: {preset: regulars, reminders: 0}}"
    found = settings_of(tmp_path, block)
    assert found.warming.usual == Need(6, 2, 7)
    assert found.warming.first == Need(4, 3, 30)
    assert found.stages[Stage.CUSTOMER] == found.warming
    regular = found.stages[Stage.REGULAR]
    assert (regular.usual, regular.first, regular.within, regular.reminders) == (Need(2, 1, 7), Need(2, 2, 7), 90, 0)


@pytest.mark.parametrize("block", ["warming: {ratio: 1}", "warming: {kinds: 5}", "warming: {within: 15}"])
def test_numbers_that_only_ask_for_much_are_taken(tmp_path: Path, block: str) -> None:
    """Two letters are warm for `ratio: 1, kinds: 2`; within 15 days they are after an offer from before `since`."""
    assert settings_of(tmp_path, block).warming.first == Need(5, 4, 21)


def test_own_purposes_and_labels(tmp_path: Path) -> None:
    found = settings_of(
        tmp_path, "purposes:\n  garden-diary: {role: warms, label: Garden diary}\n  news: {label: Notices}"
    )
    assert found.purposes["garden-diary"].role is Role.WARMS
    assert (found.purposes["news"].label, found.purposes["news"].role) == ("Notices", Role.NEUTRAL)


def test_rules_take_levels(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "rules:\n  missing-alt: {level: off}").rules["missing-alt"].level is Level.OFF


def test_since_means_the_first_minute_of_its_day(tmp_path: Path) -> None:
    found = settings_of(tmp_path, "timezone: Asia/Tokyo\nsince: 2026-01-01")
    assert found.since is not None
    assert found.since.isoformat() == "2026-01-01T00:00:00+09:00"


@pytest.mark.parametrize("written", ["2026-01-01 10:30", "2026年1月1日 10時半", "２０２６-０１-０１ １０：３０"])
def test_since_with_a_time_means_that_minute(tmp_path: Path, written: str) -> None:
    found = settings_of(tmp_path, f"timezone: Asia/Tokyo\nsince: {written}")
    assert found.since is not None
    assert found.since.isoformat() == "2026-01-01T10:30:00+09:00"


@pytest.mark.parametrize(
    ("block", "case", "line", "nearest"),
    [
        ("languag: en", "config-unknown-key-near", 5, "language"),
        ("zzz: en", "config-unknown-key-unknown", 5, None),
        ("warming:\n  stages:\n    regulr: {}", "config-unknown-key-near", 7, "regular"),
        ("warming: {ratio: many}", "config-bad-value-whole", 5, None),
        ("warming: {preset: gentel}", "config-bad-value-choice-near", 5, "gentle"),
        ("warming: [1]", "config-bad-value-table", 5, None),
        ("warming: gentle", "config-bad-value-table-of", 5, None),
        ("rules: {missing-alt: on}", "config-bad-value-table", 5, None),
        ("language: fr", "config-bad-value-choice", 5, None),
        ("timezone: Asia/Tokio", "config-timezone-near", 5, "Asia/Tokyo"),
        ("timezone: ../../etc/passwd", "config-timezone", 5, None),
        ("rules: [x]", "config-bad-value-not", 5, None),
        ("rules: off", "config-bad-value-not", 5, None),
        ("rules: {cold-ofer: {level: off}}", "config-unknown-key-near", 5, "cold-offer"),
        ("rules: {cold-offer: {level: loud}}", "config-bad-value-choice", 5, None),
        ("rules: {cold-offer: {colour: red}}", "config-unknown-key-unknown", 5, None),
        ("purposes: {diary: {label: Diary}}", "config-purpose-role", 5, None),
        ("purposes: {offer: {role: warms}}", "config-purpose-fixed", 5, None),
        ("series: {welcome: {}}", "config-series-stage", 5, None),
        ("warming:\n  stages: {regular: {within: 5}}", "config-never-warm", 6, None),
        ("warming: {within: 5}", "config-never-warm", 5, None),
        ("newsletter: {time: noon}", "config-bad-value-not", 5, None),
        ("output: a\noutput: b", "config-bad-front-matter-repeated", 6, None),
    ],
)
def test_what_is_wrong_stops_with_its_line(
    tmp_path: Path, block: str, case: str, line: int, nearest: str | None
) -> None:
    with pytest.raises(ConfigError) as caught:
        settings_of(tmp_path, block)
    assert (caught.value.case, caught.value.path, caught.value.line) == (case, "mkdocs.yml", line)
    assert caught.value.values.get("nearest") == nearest


@pytest.mark.parametrize(
    ("block", "cure"),
    [
        ("rules: {missing-alt: off}", "missing-alt: {level: off}"),
        ("rules:\n  missing-alt: Warning", "missing-alt: {level: Warning}"),
        ("series: {welcome: customer}", "welcome: {stage: customer}"),
        ("purposes: {garden: warms}", "garden: {role: warms}"),
        ("newsletter: week", "newsletter: {edition: week}"),
    ],
)
def test_a_lone_word_is_told_where_it_belongs(tmp_path: Path, block: str, cure: str) -> None:
    with pytest.raises(ConfigError) as caught:
        settings_of(tmp_path, block)
    assert caught.value.case == "config-bad-value-table-of"
    for language in ("en", "ja"):
        assert f"`{cure}`" in catalogue(language).say("errors.config-bad-value-table-of.help", **caught.value.values)


@pytest.mark.parametrize(
    ("data", "case"),
    [
        (b"\xff\xfe", "config-not-utf-8"),
        (b"a: [", "config-yaml"),
        (b"- a\n", "config-not-a-table"),
        (b"", "config-not-a-table"),
    ],
)
def test_a_broken_file_stops(tmp_path: Path, data: bytes, case: str) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert caught.value.case == case


def test_tags_are_inert(tmp_path: Path) -> None:
    rest = "markdown_extensions:\n  - x: {y: !!python/object/apply:os.system ['touch pwned']}\nextra: {z: !ENV [HOME, x]}\n"
    assert settings_of(tmp_path, rest=rest).site_name == "Tea"
    assert not (tmp_path / "pwned").exists()


def test_plugins_may_be_a_table(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  planner: {language: ja}\n", encoding="utf-8")
    assert read_settings(tmp_path / "mkdocs.yml").language == "ja"


def test_settings_may_be_inherited(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("site_name: Base\nplugins: [{planner: {language: ja}}]\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_url: https://a.example\n", encoding="utf-8")
    found = read_settings(tmp_path / "mkdocs.yml")
    assert (found.site_name, found.language, found.site_url) == ("Base", "ja", "https://a.example/")


def test_a_fault_in_an_inherited_file_names_it(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("plugins: [{planner: {languag: ja}}]\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert (caught.value.path, caught.value.line) == ("base.yml", 1)


def test_the_file_is_found_from_below(tmp_path: Path) -> None:
    settings_of(tmp_path)
    below = tmp_path / "content" / "posts"
    below.mkdir(parents=True)
    assert find_config(below) == tmp_path / "mkdocs.yml"


@pytest.mark.parametrize(
    ("there", "found"),
    [
        (["content/posts"], "content"),
        (["content/series"], "content"),
        (["docs/series"], "docs"),
        (["docs/series", "content/posts"], "content"),
        (["docs/posts", "content/posts"], "docs"),
        (["content/pictures"], "docs"),
    ],
)
def test_without_docs_dir_the_folder_that_has_letters_is_read(tmp_path: Path, there: list[str], found: str) -> None:
    for folder in there:
        (tmp_path / folder).mkdir(parents=True)
    assert settings_of(tmp_path).docs_dir == tmp_path / found


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_should_stand_below_rules_is_said(tmp_path: Path, language: str) -> None:
    with pytest.raises(ConfigError) as caught:
        settings_of(tmp_path, "rules: [x]")
    said = sentence(caught.value, catalogue(language))
    assert catalogue(language).say("shapes.table") in said


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        settings_of(tmp_path, rest="docs_dir: nope\n")
    assert (caught.value.case, caught.value.line, caught.value.values["found"]) == ("config-docs-dir", 2, "nope")


@pytest.mark.parametrize(
    ("rest", "case", "line"),
    [
        ("site_url: not a url\n", "config-bad-value-not", 2),
        ("site_url: [1]\n", "config-bad-value-not", 2),
        ("site_description: 2026-01-01\n", "config-bad-value-not", 2),
        ("strict: perhaps\n", "config-bad-value-not", 2),
        ("nav: 3\n", "config-bad-value-not", 2),
        ("nav: {Home: index.md}\n", "config-bad-value-not", 2),
        ("nav:\n  - Home: index.md\n    About: about.md\n", "config-bad-value-not", 3),
        ("extra_css: a.css\n", "config-bad-value-not", 2),
        ("extra: [1]\n", "config-bad-value-not", 2),
        ("markdown_extensions: [{toc: 3}]\n", "config-bad-value-not", 2),
        ("dev_addr: 8000\n", "config-bad-value-not", 2),
        ("docs_dir: [1]\n", "config-bad-value-not", 2),
        ("docs_dir: .\n", "config-docs-dir-above", 2),
        ("docs_dir: docs\nsite_dir: docs/site\n", "config-site-dir", 3),
        ("extra:\n", "config-empty", 2),
        ("site_dir: docs\n", "config-site-dir", 2),
        ("site_name: Coffee\n", "config-bad-front-matter-repeated", 2),
        ("theme:\n  name: material\n  name: material\n", "config-bad-front-matter-repeated", 4),
        ("theme: nope\n", "config-theme", 2),
        ("theme: {name: readthedocs}\n", "config-theme", 2),
        ("theme: {language: ja}\n", "config-bad-value-not", 2),
        ("theme: [material]\n", "config-bad-value-not", 2),
        ("theme: {name: material, custom_dir: nowhere}\n", "config-theme-folder", 2),
        ("theme: {name: material, features: 3}\n", "config-bad-value-not", 2),
        ("theme: {name: material, features: yes}\n", "config-bad-value-not", 2),
        ("theme:\n  name: material\n  palette: 3\n", "config-bad-value-not", 4),
        ("theme: {name: material, palette: [red]}\n", "config-bad-value-not", 2),
        ("theme: {name: material, language: [ja]}\n", "config-bad-value-not", 2),
        ("theme:\n  name: material\n  language:\n", "config-empty", 4),
        ("theme:\n  name: material\n  language: qq\n", "config-theme-language", 4),
        ("theme: {name: material, language: ../en}\n", "config-theme-language", 2),
        (f"theme: {{name: material, language: {'a' * 5000}}}\n", "config-theme-language", 2),
        ("theme: {name: material, static_templates: sitemap.html}\n", "config-bad-value-not", 2),
        ("theme: {name: material, locale: 3}\n", "config-bad-value-not", 2),
        ("theme: {name: material, custom_dir: [docs]}\n", "config-bad-value-not", 2),
        ("theme: {name: material, custom_dir: null}\n", "config-empty", 2),
        (f"theme: {{name: material, custom_dir: {'a' * 5000}}}\n", "config-theme-folder", 2),
        (f"docs_dir: {'a' * 5000}\n", "config-docs-dir", 2),
        (f"INHERIT: {'a' * 5000}\n", "config-inherit-missing", 2),
        ("x: {<<: 3}\n", "config-yaml", 2),
        ("INHERIT: mkdocs.yml\n", "config-inherit-circle", 2),
        ("INHERIT: base.yml\n", "config-inherit-missing", 2),
        ("INHERIT: [base.yml]\n", "config-bad-value-not", 2),
    ],
)
def test_what_mkdocs_would_refuse_stops_with_its_line(tmp_path: Path, rest: str, case: str, line: int) -> None:
    (tmp_path / "docs").mkdir()
    with pytest.raises(ConfigError) as caught:
        settings_of(tmp_path, rest=rest)
    assert (caught.value.case, caught.value.line) == (case, line)


@pytest.mark.parametrize(
    "rest",
    [
        'site_url: https://shop.example\nsite_description: a shop\ncopyright: "2026"\nstrict: yes\n',
        "nav:\n  - index.md\n  - About: [about.md, {More: more.md}]\nextra_css: [a.css]\ndev_addr: 0.0.0.0:8001\n",
        "markdown_extensions:\n  - toc: {permalink: true}\n  - tables\nextra: {a: 1}\nhooks: []\nnav:\ntheme:\n",
        "theme: material\nsite_dir: docs-site\ndocs_dir: docs\nextra_javascript: [a.js, {path: b.js, defer: true}]\n",
        "theme: {name: material, custom_dir: docs}\n",
        "theme: {name: null, custom_dir: docs}\n",
        "theme: {name: null, custom_dir: docs, language: qq}\n",
        "theme: {name: material, custom_dir: !ENV DIR, language: qq}\n",
        "theme: {name: material, language: pt-BR}\n",
        "theme: {name: material, features: [navigation.top], palette: {primary: custom}, language: ja}\n",
        "theme: {name: material, features: , palette: [{scheme: default}], static_templates: [a.html], font: false}\n",
        "theme: {name: material, features: !ENV [FEATURES], language: !ENV LANG, custom_dir: !ENV DIR}\n",
        "site_url: !ENV [SITE_URL, 'https://shop.example/']\nnav: !ENV NAV\nextra: !ENV [X]\nstrict: !ENV [CI, false]\n",
        "markdown_extensions: {toc: {}, tables: null}\n",
    ],
)
def test_what_mkdocs_takes_is_taken(tmp_path: Path, rest: str) -> None:
    (tmp_path / "docs").mkdir()
    assert settings_of(tmp_path, rest=rest).site_name == "Tea"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("JA", "ja"),
        ("ja-JP", "ja"),
        ("en_GB", "en"),
        ("pt-br", "pt-BR"),
        ("zh-Hans", "zh"),
        ("zh-Hamt", "zh"),
        ("jaa", "ja"),
        ("日本語", None),
    ],
)
def test_a_language_that_the_theme_has_not_is_told_with_its_cure(
    tmp_path: Path, written: str, meant: str | None
) -> None:
    with pytest.raises(ConfigError) as caught:
        settings_of(tmp_path, rest=f"theme: {{name: material, language: {written}}}\n")
    assert (caught.value.values["found"], caught.value.values.get("nearest")) == (written, meant)


def test_a_shop_may_bring_the_words_of_a_language(tmp_path: Path) -> None:
    own = tmp_path / "own/partials/languages"
    own.mkdir(parents=True)
    (own / "qq.html").write_text("", encoding="utf-8")
    assert settings_of(tmp_path, rest="theme: {name: material, custom_dir: own, language: qq}\n").language == "en"


def test_where_the_theme_is_not_installed_its_languages_are_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.config.refused.languages", frozenset)
    assert settings_of(tmp_path, rest="theme: {name: material, language: qq}\n").language == "en"


@pytest.mark.parametrize(("written", "nameless"), [("", True), ("site_name:\n", True), ("site_name: !ENV X\n", False)])
def test_a_shop_without_a_name_for_its_site_is_called_as_the_shop_is(
    tmp_path: Path, written: str, nameless: bool
) -> None:
    text = f"{written}plugins:\n  - planner: {{shop: {{name: Hidamari}}}}\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert read_settings(tmp_path / "mkdocs.yml").site_name == "Hidamari"
    assert is_nameless(tmp_path / "mkdocs.yml") == nameless


def test_a_name_left_empty_hides_that_of_the_file_it_inherits(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("site_name: Base\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nplugins: [planner]\n", encoding="utf-8")
    assert not is_nameless(tmp_path / "mkdocs.yml")
    (tmp_path / "mkdocs.yml").write_text("INHERIT: base.yml\nsite_name:\nplugins: [planner]\n", encoding="utf-8")
    assert is_nameless(tmp_path / "mkdocs.yml")


def test_what_is_merged_is_read_as_mkdocs_reads_it(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("site_name: Base\n", encoding="utf-8")
    text = "x-shop: &shop {language: ja, output: out}\n<<: {INHERIT: base.yml}\nplugins:\n  - planner: {<<: *shop, output: b}\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    found = read_settings(tmp_path / "mkdocs.yml")
    assert (found.site_name, found.language, found.output) == ("Base", "ja", tmp_path / "b")


def test_a_circle_over_several_files_is_told_where_it_closes(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("site_name: Base\nINHERIT: mkdocs.yml\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        settings_of(tmp_path, rest="INHERIT: base.yml\n")
    assert (caught.value.case, caught.value.path, caught.value.line) == ("config-inherit-circle", "base.yml", 2)


def test_tables_of_an_inherited_file_are_one_with_those_on_top(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "base.yml").write_text("theme: {name: material, language: ja}\n", encoding="utf-8")
    found = settings_of(tmp_path, rest="INHERIT: base.yml\ntheme: {custom_dir: docs}\n")
    assert found.language == "ja"


def test_a_plugin_stands_once(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("plugins:\n  - planner\n  - search\n  - planner\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert (caught.value.case, caught.value.line) == ("config-plugin-twice", 4)


@pytest.mark.parametrize(
    "key", ["newsletter.pause", "newsletter.unsubscribe", "shop.legal", "shop.privacy", "shop.signup.action"]
)
@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "ftp://a.example/", "https://", "mailto:"]
)
def test_a_link_that_leads_nowhere_good_is_refused(tmp_path: Path, key: str, link: str) -> None:
    table = link
    for name in reversed(key.split(".")[1:]):
        table = f"{{{name}: '{table}'}}" if table is link else f"{{{name}: {table}}}"
    with pytest.raises(ConfigError) as caught:
        settings_of(tmp_path, f"{key.partition('.')[0]}: {table}")
    assert (caught.value.case, caught.value.values["key"]) == ("config-bad-value-not", key)


@pytest.mark.parametrize("link", ["https://…", "https://a.example/x", "mailto:a@b.example", "tel:075-000-0000"])
def test_a_link_that_readers_can_follow_is_taken(tmp_path: Path, link: str) -> None:
    assert settings_of(tmp_path, f"newsletter: {{pause: '{link}'}}").newsletter.pause == link


def test_a_page_of_the_site_may_hold_the_legal_notice(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "shop: {legal: legal/}").shop.legal == "legal/"


def test_extra_keys_are_names(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        settings_of(tmp_path, "extra_keys: 3")
    assert settings_of(tmp_path, "extra_keys: location").extra_keys == {"location"}


def test_aliases_that_multiply_are_refused_in_no_time(tmp_path: Path) -> None:
    doubling = "".join(f"  a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 38))
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  a0: &a0 [x]\n{doubling}nav: *a37\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert caught.value.case == "config-yaml"


def test_every_slip_of_yaml_has_its_words() -> None:
    for language in LANGUAGES:
        assert {case for _, case in SLIPS} < set(catalogue(language).keys("slips"))


@pytest.mark.parametrize("plugins", ["[search, plannr]", "[{planer: {language: ja}}]", "{Planners: {}}"])
def test_a_misspelt_plugin_is_told_and_not_passed_over(tmp_path: Path, plugins: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Tea\nplugins: {plugins}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        read_settings(tmp_path / "mkdocs.yml")
    assert (caught.value.case, caught.value.line) == ("config-plugin-near", 2)


def test_other_plugins_are_nobodys_misspelling(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Tea\nplugins: [search, plantuml, rss, tags, material/blog]\n", encoding="utf-8"
    )
    assert not read_settings(tmp_path / "mkdocs.yml").plugin


def test_the_block_of_the_contract_is_taken_as_it_stands_there(tmp_path: Path) -> None:
    contract = (Path(__file__).parent.parent / "docs/contract.md").read_text(encoding="utf-8")
    block = contract.partition("## The `planner` block")[2].partition("```yaml\n")[2].partition("```")[0]
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Tea\n{block}", encoding="utf-8")
    found = read_settings(tmp_path / "mkdocs.yml")
    assert found.extra_keys == {"location"}
    assert found.series == {"welcome": Stage.CUSTOMER}
