"""Sayso reads reports on armed conflict and shows who says what about whom, who denies it, and the exact words.

    import sayso
    case = sayso.open("nexus.sayso")
    case.read("reports/")
    case.dossier("Kessar Liberation Front", "Lashkar-i-Navar").to_pandas()
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Unpack

    from sayso.asking import Clock, Explanation, Unmasking, When
    from sayso.exporting.results import DossierResults, HypothesesResults, Results
    from sayso.records import (
        Actor,
        Claim,
        Contradiction,
        Document,
        Event,
        Finding,
        Join,
        Judgement,
        Moment,
        News,
        Question,
        SourceProfile,
        Trouble,
    )  # fmt: skip
    from sayso.running import Progress, ReaderChoice, Summary
    from sayso.storing import Store

__version__ = "0.1.0"
__all__ = ["Case", "open", "read"]


def open(path: str | Path) -> Case:
    """The case kept in the file `path`, a new one where there is none. Close it, or use it in a `with`."""
    from sayso.storing import open_case

    return Case(open_case(path, create=True))


def read(
    paths: str | Path | Iterable[str | Path], *, reader: str = "frames", parser: str | None = None, jobs: int = 1
) -> Results[Claim]:
    """The claims of every report under `paths`, kept nowhere.

    Raises `GatheringError` where nothing could be read of a file; `Case.read` keeps such troubles instead.
    """
    from sayso.exporting.results import Results
    from sayso.records import GatheringError
    from sayso.running import read_paths

    found: Results[Claim] = Results()
    done = read_paths(_listed(paths), reader=_choice(reader, parser), jobs=jobs, each=found.extend)
    if done.failed:
        why = next(trouble.why for trouble in done.troubles if trouble.document == done.failed[0])
        raise GatheringError(f"{done.failed[0]}: {why}")
    return found


class Case:
    """One analyst's body of work. Answers are lists with `to_dicts()` and `to_pandas()`.

    Questions take, by name, `as_of` (only what was known on that day), `since` and `until` (only what lies between),
    and `clock`: whether that is when something `happened`, was `said`, `published` or `recorded`. Dates are days,
    months or years. People without a public role are masked in every answer, inside quotes too; `unmasked=True`, or
    better the reason in words, shows them, and the case keeps a record of it.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Case:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def read(
        self, paths: str | Path | Iterable[str | Path], *, reader: str = "frames", parser: str | None = None,
        jobs: int = 1, progress: Callable[[Progress], None] | None = None,
    ) -> Summary:
        """Read every report under `paths` into the case; what it holds already is not read again.

        With more `jobs` than one, call it under `if __name__ == "__main__":`, as other processes import your script.
        """
        from sayso.running import read_paths

        return read_paths(
            _listed(paths), reader=_choice(reader, parser), jobs=jobs, store=self.store, progress=progress
        )

    def claims(
        self, *, about: str | None = None, between: tuple[str, str] | None = None, by: str | None = None,
        predicate: str | None = None, words: str | None = None, unmasked: bool | str = False, **when: Unpack[When],
    ) -> Results[Claim]:
        """Who says what: about an actor, between two, by a source, of a predicate, in certain words."""
        from sayso import asking
        from sayso.exporting.results import Results

        return Results(asking.claims(
            self.store, about=about, between=between, by=by, predicate=predicate, words=words,
            unmasked=_unmasking(unmasked), **when,
        ))

    def findings(
        self, *, between: tuple[str, str] | None = None, about: str | None = None, grade: str | None = None,
        rulings: str | Path | None = None, unmasked: bool | str = False, **when: Unpack[When],
    ) -> Results[Finding]:
        """What the claims come to, each with its grade and the voices; `rulings`: a file of your own on sources."""
        from sayso import asking
        from sayso.exporting.results import Results

        return Results(asking.findings(
            self.store, between=between, about=about, grade=grade, rulings=rulings, unmasked=_unmasking(unmasked),
            **when,
        ))

    def contradictions(
        self, *, between: tuple[str, str] | None = None, about: str | None = None, kind: str | None = None,
        verdict: str | None = None, unmasked: bool | str = False, **when: Unpack[When],
    ) -> Results[Contradiction]:
        """What cannot both hold, with both quotes, and what looks so and can, with why."""
        from sayso import asking
        from sayso.exporting.results import Results

        return Results(asking.contradictions(
            self.store, between=between, about=about, kind=kind, verdict=verdict, unmasked=_unmasking(unmasked), **when
        ))

    def events(
        self, *, about: str | None = None, root: str | None = None, plain: bool = False,
        unmasked: bool | str = False, **when: Unpack[When],
    ) -> Results[Event]:
        """The deeds as coders of events keep them, each with its status; `plain`: only what is put forward as done."""
        from sayso import asking
        from sayso.exporting.results import Results

        return Results(asking.events(
            self.store, about=about, root=root, plain=plain, unmasked=_unmasking(unmasked), **when
        ))

    def dossier(
        self, a: str, b: str | None = None, *, unmasked: bool | str = False, **when: Unpack[When]
    ) -> DossierResults:
        """What is said of the tie between two actors, or of one: a line a claim, `to_markdown()` for the page."""
        from sayso import asking
        from sayso.exporting.results import DossierResults

        return DossierResults(asking.dossier(self.store, a, b, unmasked=_unmasking(unmasked), **when))

    def actors(
        self, *, called: str | None = None, unmasked: bool | str = False, **when: Unpack[When]
    ) -> Results[Actor]:
        """Who is in the case, with all their names and why they were taken for one."""
        from sayso import asking
        from sayso.exporting.results import Results

        return Results(asking.actors(self.store, called=called, unmasked=_unmasking(unmasked), **when))

    def explain(self, claim: str, *, unmasked: bool | str = False) -> Explanation:
        """Where a claim comes from, by its id or how that begins: its paragraph, its report, what it counts towards."""
        from sayso import asking

        return asking.explain(self.store, claim, unmasked=_unmasking(unmasked))

    def sources(
        self, *, about: str | None = None, between: tuple[str, str] | None = None, called: str | None = None,
        enough: int = 20, unmasked: bool | str = False, **when: Unpack[When],
    ) -> Results[SourceProfile]:
        """Who speaks, about whom, when against their interest, and whom they agree with; bounds from `enough` on."""
        from sayso import asking
        from sayso.exporting.results import Results

        return Results(asking.sources(
            self.store, about=about, between=between, called=called, enough=enough, unmasked=_unmasking(unmasked),
            **when,
        ))

    def timeline(
        self, *, about: str | None = None, between: tuple[str, str] | None = None, dated: bool = False,
        unmasked: bool | str = False, **when: Unpack[When],
    ) -> Results[Moment]:
        """What is said to have happened when, earliest first; `dated`: without what only the day of a report dates."""
        from sayso import asking
        from sayso.exporting.results import Results

        return Results(asking.timeline(
            self.store, about=about, between=between, dated=dated, unmasked=_unmasking(unmasked), **when
        ))

    def news(
        self, since: str, *, until: str | None = None, clock: Clock | None = None, about: str | None = None,
        between: tuple[str, str] | None = None, unmasked: bool | str = False,
    ) -> Results[News]:
        """What the case did not hold before `since`: grades that changed, findings, voices, actors, reports."""
        from sayso import asking
        from sayso.exporting.results import Results

        return Results(asking.news(
            self.store, since, until=until, clock=clock, about=about, between=between, unmasked=_unmasking(unmasked)
        ))

    def network(
        self, *, about: str | None = None, between: tuple[str, str] | None = None, kind: str | None = None,
        unmasked: bool | str = False, **when: Unpack[When],
    ) -> Results[Question]:
        """What the ties between the sides give to ask; `between` two actors also the paths from one to the other."""
        from sayso import asking
        from sayso.exporting.results import Results

        return Results(asking.network(
            self.store, about=about, between=between, kind=kind, unmasked=_unmasking(unmasked), **when
        ))

    def ach(self, hypotheses: str | Path, *, unmasked: bool | str = False, **when: Unpack[When]) -> HypothesesResults:
        """What is said, laid against the competing hypotheses of a file: a row each, `to_markdown()` for the page."""
        from sayso import asking
        from sayso.exporting.results import HypothesesResults

        return HypothesesResults(asking.ach(self.store, Path(hypotheses), unmasked=_unmasking(unmasked), **when))

    def judge(self, left: str, right: str, judgement: Judgement, *, reason: str, by: str) -> Results[Join]:
        """Say that two actors are the same, different or that you are unsure; `store.undo` takes it back."""
        from sayso import asking
        from sayso.exporting.results import Results

        return Results(asking.judge(self.store, left, right, judgement, reason=reason, by=by))

    def documents(
        self, *, words: str | None = None, unmasked: bool | str = False, **when: Unpack[When]
    ) -> Results[Document]:
        """The reports of the case; with `words`, those whose text holds all of them."""
        from sayso import asking
        from sayso.exporting.results import Results

        return Results(asking.documents(self.store, words=words, unmasked=_unmasking(unmasked), **when))

    def troubles(self, *, unmasked: bool | str = False) -> Results[Trouble]:
        """What could not be read, where and why."""
        from sayso import asking
        from sayso.exporting.results import Results

        return Results(asking.troubles(self.store, unmasked=_unmasking(unmasked)))


def _unmasking(asked: bool | str) -> Unmasking | None:
    if asked is False:
        return None
    from sayso.asking import Unmasking

    return Unmasking.here("" if asked is True else asked)


def _listed(paths: str | Path | Iterable[str | Path]) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def _choice(reader: str, parser: str | None) -> ReaderChoice:
    from sayso.running import ReaderChoice

    return ReaderChoice.of(reader, parser=parser)
