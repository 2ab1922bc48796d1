"""A shop: its settings, letters, findings, and what readers get. Every face starts here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from planner.config import find_config, read_settings
from planner.content import Content, read_content
from planner.edition import editions, instant_of, series_editions
from planner.errors import ConfigError
from planner.incidents import Incident, incidents
from planner.judged import Judged
from planner.model import (
    Channel,
    Edition,
    Finding,
    HeldBack,
    JoinRange,
    Level,
    Post,
    Publication,
    Readers,
    Settings,
    Source,
    Stage,
    Step,
)
from planner.promised import promised_deadlines
from planner.report.known import Known
from planner.voices import Voice, answers_by_voice, unanswered
from planner.warming.calendar import by_time, minutes, moment, streams_of
from planner.warming.streams import Verdict


def open_shop(
    config_path: Path | None,
    *,
    start: Path,
    now: datetime,
    at: datetime | None = None,
    language: str | None = None,
    drafts: bool = False,
) -> Shop:
    """The shop whose mkdocs.yml is `config_path`, or lies in `start` or above it; ConfigError where it can't be opened.

    `at` (default: `now`) is the moment at which it is seen; a naive one is taken in the shop's time zone.
    """
    path = config_path or find_config(start)
    if not path.is_file():
        raise ConfigError("config-missing", folder=str(path))
    settings = read_settings(path, language=language)
    moment = at or now
    return Shop(settings, _in_zone(moment, settings), drafts=drafts)


def _in_zone(moment: datetime, settings: Settings) -> datetime:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=settings.timezone)
    return moment.astimezone(settings.timezone).replace(second=0, microsecond=0)


class Shop:
    """A shop at one moment. Everything is worked out when first asked for, once."""

    def __init__(self, settings: Settings, at: datetime, *, drafts: bool = False) -> None:
        self.settings = settings
        self.at = at
        self.drafts = drafts

    @cached_property
    def content(self) -> Content:
        """The shop's files."""
        return read_content(self.settings, drafts=self.drafts)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every post and series step as read, by path."""
        return self.content.sources

    @property
    def found(self) -> int:
        """How many posts and series steps there are, as far as can be seen."""
        return len(self.sources) - self.content.closed

    @property
    def read(self) -> tuple[Source, ...]:
        """Every file of the shop's that was read: the letters, and the voices if there are any."""
        return (*self.sources, *self.content.voices.files)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The text of every file that findings may be about, by path."""
        return {**{source.path: source.text for source in self.read}, **self._settings_text()}

    def _settings_text(self) -> Mapping[str, str]:
        """The text of the settings, where a finding is about them."""
        path = self.settings.block_path
        if all(finding.path != path for finding in self.findings):
            return {}
        with suppress(OSError, UnicodeDecodeError):
            return {path: (self.settings.block_file or self.settings.config_path).read_text(encoding="utf-8-sig")}
        return {}

    @property
    def voices(self) -> tuple[Voice, ...]:
        """What customers said, in the order of the file."""
        return self.content.voices.all

    @property
    def missed(self) -> tuple[str, ...]:
        """The paths of the files in which voices stand, or may stand, that could not be read."""
        return tuple(source.path for source in self.content.voices.missed)

    @cached_property
    def unanswered(self) -> tuple[Voice, ...]:
        """The voices heard by now that no letter out by now answers, the longest waiting first."""
        return unanswered(self.voices, self._sent, self.at)

    @cached_property
    def answers(self) -> Mapping[str, tuple[str, ...]]:
        """The paths of the letters that are out and answer a voice, by its id."""
        return answers_by_voice(self._sent, self.at)

    @property
    def _sent(self) -> Iterator[Post | Step]:
        """The letters that are no drafts and have no error of their own."""
        letters = (source.letter for source in self.sources if not source.draft)
        return (letter for letter in letters if letter is not None and letter.path not in self.judged.faulty)

    @cached_property
    def open_incidents(self) -> tuple[Incident, ...]:
        """What readers wait to hear the end of, by when it happened; until then they get no offer."""
        return tuple(one for one in incidents(self.posts, self.judged.faulty) if one.open_at(self.at))

    @cached_property
    def judged(self) -> Judged:
        """The shop after all rules have run."""
        from planner.check import judge  # noqa: PLC0415 - who only writes a letter has no need of any rule

        return judge(self.settings, self.content, self.at, self.promised, self._html_size)

    def _html_size(self, letters: Sequence[Post | Step]) -> int:
        from planner.publish.letter.size import html_size  # noqa: PLC0415 - only very long letters are made to be judged

        return html_size(self.settings, self.posts, letters, self.at)

    @cached_property
    def promised(self) -> Mapping[str, date]:
        """The earliest end that readers were shown of each offer, by path, from git and from the last build."""
        return promised_deadlines(self.settings, self.sources, self.at)

    @property
    def known(self) -> Known:
        """What reports on its readers start from: the letters that are no drafts, the streams they make, the verdicts."""
        judged = self.judged
        letters = {one.path: one.letter for one in self.sources if one.letter is not None and not one.draft}
        return Known(
            settings=self.settings,
            at=self.at,
            letters=letters,
            streams=judged.streams,
            verdicts=judged.verdicts,
            series=judged.series,
            findings=judged.findings,
            unanswered=self.unanswered,
            missed=self.missed,
        )

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything the rules found, by path, line, column and rule."""
        return self.judged.findings

    @property
    def verdicts(self) -> Mapping[str, tuple[Verdict, ...]]:
        """The verdict on every offer, by stream."""
        return self.judged.verdicts

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The posts that are no drafts, by date and path."""
        posts = (source.letter for source in self.sources if not source.draft)
        return tuple(sorted((post for post in posts if isinstance(post, Post)), key=by_time))

    @cached_property
    def held_back(self) -> tuple[HeldBack, ...]:
        """What errors keep out, and from where: an error in one stream keeps a letter out of that stream only."""
        found: dict[tuple[str, str], set[str]] = {}
        read = {source.path for source in self.sources}
        for finding in self.findings:
            if finding.level is Level.ERROR and finding.path in read:
                found.setdefault((finding.path, finding.rule), set()).add(finding.values.get("stream", ""))
        titles = {source.path: source.letter.title for source in self.sources if source.letter is not None}
        return tuple(
            HeldBack(
                path=path,
                title=titles.get(path, ""),
                rule=rule,
                streams=() if "" in streams else tuple(sorted(streams)),
            )
            for (path, rule), streams in sorted(found.items())
        )

    @property
    def unsigned(self) -> bool:
        """Whether letters would not say who sends them, so that none is made."""
        from planner.rules.sender_identity import NAME as SENDER  # noqa: PLC0415 - as above

        return any(finding.rule == SENDER and finding.level is Level.ERROR for finding in self.findings)

    @cached_property
    def publication(self) -> Publication:
        """What readers get at `at`, worked out once."""
        return self.published()

    def published(self) -> Publication:
        """What readers get at `at`."""
        return Publication(
            settings=self.settings,
            at=self.at,
            site=self._shown(Channel.SITE.value),
            feed=self._shown(Channel.FEED.value),
            editions=() if self.unsigned else (*self._editions, *self._series),
            held_back=self.held_back,
        )

    @cached_property
    def _kept(self) -> Mapping[str, frozenset[str]]:
        """The streams that each letter is held back from, by path; an empty name stands for all of them."""
        kept: dict[str, set[str]] = {}
        for held in self.held_back:
            kept.setdefault(held.path, set()).update(held.streams or {""})
        return {path: frozenset(streams) for path, streams in kept.items()}

    def _appears(self, letter: Post | Step, stream: str) -> bool:
        return self._kept.get(letter.path, frozenset()).isdisjoint({"", stream})

    @cached_property
    def _out(self) -> tuple[Post, ...]:
        """The posts that are out somewhere."""
        now = minutes(self.at)
        return tuple(post for post in self.posts if minutes(post.date) <= now and self._appears(post, ""))

    def _shown(self, stream: str) -> tuple[Post, ...]:
        return tuple(post for post in self._out if stream in streams_of(post) and self._appears(post, stream))

    @cached_property
    def _editions(self) -> tuple[Edition, ...]:
        addressed = [(post, self._readers(post)) for post in self._out]
        made = editions(addressed, self.settings.newsletter)
        return tuple(edition for edition in made if edition.instant is not None and edition.instant <= self.at)

    @cached_property
    def _series(self) -> tuple[Edition, ...]:
        steps = (source.letter for source in self.sources if not source.draft)
        return series_editions(
            step for step in steps if isinstance(step, Step) and self._appears(step, _newsletter(step.stage))
        )

    def _readers(self, post: Post) -> Readers:
        """Who gets a post as a letter; a stage from which it is held back has no ranges."""
        written = set(streams_of(post))
        return {
            stage: self._receivers(post, stream) if self._appears(post, stream) else ()
            for stage in Stage
            if (stream := _newsletter(stage)) in written
        }

    def _receivers(self, post: Post, stream: str) -> tuple[JoinRange, ...]:
        """The readers of a stream who get a post that is not held back from it."""
        verdict = self._offers.get((stream, post.path))
        if verdict is None:
            return (JoinRange(end=instant_of(post.date, self.settings.newsletter)),)
        return tuple(JoinRange(self._moment(one.start), self._moment(one.end)) for one in verdict.joiners)

    @cached_property
    def _offers(self) -> Mapping[tuple[str, str], Verdict]:
        return {(stream, one.path): one for stream, verdicts in self.verdicts.items() for one in verdicts}

    def _moment(self, minute: int | None) -> datetime | None:
        return None if minute is None else moment(minute, self.settings.timezone)

    def future(self) -> tuple[Post, ...]:
        """The posts that are not out yet."""
        return tuple(post for post in self.posts if minutes(post.date) > minutes(self.at))


def _newsletter(stage: Stage | None) -> str:
    """The stream of the letters to a stage."""
    return f"{Channel.NEWSLETTER}/{stage}"
