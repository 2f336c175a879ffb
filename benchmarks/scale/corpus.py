"""A corpus as a reader would hand it over, seeded: reports, claims and local actors, and who and what they really are.

It is made hard on purpose. One group is spelled by romanisations (some of which our folding does not know), in
Cyrillic, by an abbreviation that others share, and with slips of the pen; beside it stand a group whose name ends in
Army and not Front, one that differs in a letter, units that differ in a number and people who share a name. Reports
reprint paragraphs of others, whole or with words changed, and parties deny what is said of them.
"""

from __future__ import annotations

import hashlib
import random
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sayso.records import (
    ActorKind,
    Claim,
    Document,
    Figure,
    LocalActor,
    Mention,
    NameForm,
    NameKind,
    Reading,
    Source,
    SourceKind,
    Time,
    claim_id,
    local_actor_id,
)

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf8"))
READER = "planted"


@dataclass(frozen=True, slots=True)
class Being:
    """Somebody of the made-up world. `called` is the name most use, `short` its abbreviation where it has one."""

    truth: str
    called: str
    kind: ActorKind
    short: str | None = None
    side: Being | None = None


@dataclass(frozen=True, slots=True)
class Theatre:
    """One conflict: who takes part, where, and who reports on it."""

    state: Being
    army: Being
    ministry: Being
    fighting: tuple[Being, ...]  # groups and units, the foremost first
    people: tuple[Being, ...]
    observers: tuple[Being, ...]
    publishers: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(slots=True)
class Planted:
    """Reports with their readings, and what a case should make of them.

    `bearers`: local actor → who it really is. `passages`: claim in a report's own voice → the passage it first stood
    in, and its publisher. `denials`: claim → the claims that deny the same thing.
    """

    reports: list[tuple[Document, Reading]] = field(default_factory=list)
    bearers: dict[str, str] = field(default_factory=dict)
    passages: dict[str, tuple[str, str]] = field(default_factory=dict)
    denials: list[tuple[str, str]] = field(default_factory=list)

    @property
    def claims(self) -> int:
        return sum(len(reading.claims) for _, reading in self.reports)


@dataclass(slots=True)
class _Told:
    """One sentence that was written, to be copied or denied by another report; `claim` is the first that made it."""

    words: str
    subject: tuple[Being, str]
    object: tuple[Being, str]
    predicate: str
    day: date
    figure: int | None
    claim: str = ""


class Maker:
    """Makes names and reports from one seed: the same seed, the same corpus."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.taken: set[str] = set()

    # ---------------------------------------------------------------- names

    def word(self, syllables: int | None = None) -> str:
        """A word nobody has used yet."""
        while True:
            count = syllables or self.chance.choice((2, 2, 2, 3))
            made = "".join(self.chance.choice(WORDS["syllables"]) for _ in range(count)).capitalize()
            if made not in self.taken and len(made) > 4:
                self.taken.add(made)
                return made

    def name(self, pattern: str) -> str:
        number = self.chance.randrange(1, 40)
        ending = "th" if number % 10 not in (1, 2, 3) or 10 < number < 14 else ("st", "nd", "rd")[number % 10 - 1]
        return pattern.format(x=self.word(), y=self.word(), n=f"{number}{ending}", k=number)

    def group(self) -> Being:
        called = self.name(self.chance.choice(WORDS["names"]["group"]))
        return Being(called, called, "AG", _initials(called))

    def near(self, being: Being) -> Being | None:
        """Somebody else whose name is nearly this one: another head noun, a letter, an ending, a number."""
        called = being.called
        words = called.split()
        swaps = [(word, other) for word, other in WORDS["names"]["heads"].items() if word in words]
        if swaps and self.chance.random() < 0.6:
            word, other = self.chance.choice(swaps)
            called = " ".join(other if part == word else part for part in words)
        elif any(letter.isdigit() for letter in called):
            called = "".join(str((int(letter) + 1) % 9 + 1) if letter.isdigit() else letter for letter in called)
        else:
            longest = max(words, key=len)
            changed = self.slip(longest) if self.chance.random() < 0.5 else longest + self.chance.choice(("i", "stan"))
            called = called.replace(longest, changed)
        if called == being.called or called in self.taken:
            return None
        self.taken.add(called)
        return Being(called, called, being.kind, _initials(called), being.side)

    def slip(self, word: str) -> str:
        """The word with one letter wrong, left out, doubled elsewhere or swapped."""
        at = self.chance.randrange(1, len(word) - 1)
        letter = self.chance.choice("abdeiklmnoprstuvz")
        return self.chance.choice((
            word[:at] + letter + word[at + 1 :], word[:at] + word[at + 1 :], word[:at] + letter + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ))

    def spelled(self, called: str) -> str:
        """The name as another writer spells it: one or two of its sounds written otherwise."""
        made = called.lower()
        options = [pair for pair in WORDS["spellings"] if pair[0] in made]
        for sound, other in self.chance.sample(options, min(len(options), self.chance.choice((1, 1, 2)))):
            made = made.replace(sound, other, 1)
        made = made.replace("-i-", self.chance.choice(("-i-", "-e-")))
        made = made.replace(" al-", self.chance.choice((" al-", " ul-", " el-")))
        return _cased(made, called)

    def in_cyrillic(self, called: str) -> str:
        made = called.lower()
        for sound, letter in WORDS["cyrillic"].items():
            made = made.replace(sound, letter)
        return _cased(made, called)

    # ---------------------------------------------------------------- the world

    def theatre(self, index: int) -> Theatre:
        chance, names = self.chance, WORDS["names"]
        land = self.word(2)
        state = Being(land, land, "STATE")
        army = Being(f"{land} army", f"{land}i army", "SEC", side=state)
        ministry = Being(f"{land} ministry", chance.choice(names["ministry"]).format(x=land), "GOV", side=state)
        fighting: list[Being] = []
        for _ in range(10):
            group = self.group()
            fighting.append(group)
            if chance.random() < 0.35 and (twin := self.near(group)) is not None:
                fighting.append(twin)
            if chance.random() < 0.35:
                called = self.name(chance.choice(names["unit"]))
                unit = Being(f"{called} of {group.truth}", called, "UNIT", side=group)
                fighting.append(unit)
                if (next_unit := self.near(unit)) is not None:
                    fighting.append(Being(f"{next_unit.called} of {group.truth}", next_unit.called, "UNIT", side=group))
        chance.shuffle(fighting)
        people = []
        for _ in range(12):
            called = f"{self.word(2)} {self.word()}"
            people.append(Being(f"{called} in {index}", called, "PER", side=chance.choice(fighting[:8])))
        observers = []
        for _ in range(5):
            called = self.name(chance.choice(names["organisation"]))
            observers.append(Being(called, called, "ORG", _initials(called)))
        publishers = tuple(chance.choice(names["publisher"]).format(x=self.word()) for _ in range(12))
        return Theatre(state, army, ministry, tuple(fighting), tuple(people), tuple(observers), publishers,
                       tuple(self.word() for _ in range(30)))

    # ---------------------------------------------------------------- reports

    def corpus(self, claims: int) -> Planted:
        """Reports that make at least so many claims, in forty conflicts of unlike size."""
        theatres = [self.theatre(index) for index in range(40)]
        namesakes = [(chance_one, other) for chance_one, other in zip(theatres[::7], theatres[3::7], strict=False)]
        for one, other in namesakes:  # two people of one name in two conflicts
            double = one.people[0]
            twin = Being(double.truth + " the other", double.called, "PER", side=other.people[0].side)
            theatres[theatres.index(other)] = Theatre(
                other.state, other.army, other.ministry, other.fighting, (twin, *other.people[1:]), other.observers,
                other.publishers, other.places)
        weights = [1 / (place + 3) for place in range(len(theatres))]
        planted = Planted()
        archive: dict[int, list[list[_Told]]] = {place: [] for place in range(len(theatres))}
        made = number = 0
        while made < claims:
            [place] = self.chance.choices(range(len(theatres)), weights)
            made += self.report(number, theatres[place], archive[place], planted)
            number += 1
        return planted

    def report(self, number: int, theatre: Theatre, archive: list[list[_Told]], planted: Planted) -> int:
        """One report: paragraphs of its own, some reprinted, some that deny what another said."""
        return _Report(self, number, theatre, archive, planted).write()


class _Report:
    """One report while it is written."""

    def __init__(
        self, maker: Maker, number: int, theatre: Theatre, archive: list[list[_Told]], planted: Planted
    ) -> None:
        self.maker, self.chance, self.theatre, self.archive = maker, maker.chance, theatre, archive
        self.planted = planted
        self.name = f"report-{number:06}.txt"
        self.publisher = self.chance.choice(theatre.publishers)
        self.published = date(2020, 1, 1) + timedelta(days=self.chance.randrange(1800))
        sha256 = hashlib.sha256(self.name.encode()).hexdigest()
        self.id, self.sha256 = f"d-{sha256[:16]}", sha256
        self.paragraphs: list[str] = []
        self.length = 0
        self.claims: list[Claim] = []
        self.actors: dict[str, LocalActor] = {}
        self.writes: dict[str, str] = {}  # who it really is → how this report writes it

    def write(self) -> int:
        chance = self.chance
        for _ in range(chance.randrange(3, 7)):
            if self.archive and chance.random() < 0.13:
                self.reprint(chance.choice(self.archive[-200:]))
            elif self.archive and chance.random() < 0.08:
                self.deny(chance.choice(self.archive[-200:])[0])
            else:
                self.paragraph()
        text = "\n\n".join(self.paragraphs) + "\n"
        document = Document(id=self.id, name=self.name, sha256=self.sha256, text=text, publisher=self.publisher,
                            published=self.published.isoformat(), language="en")
        self.planted.reports.append((document, Reading(
            document=self.name, document_id=self.id, claims=tuple(self.claims), actors=tuple(self.actors.values()),
            reader=READER, version="1", sentences=len(self.claims), words=len(text.split()))))
        return len(self.claims)

    # ---------------------------------------------------------------- who

    def written(self, being: Being) -> str:
        """How this report writes somebody, the same throughout; the local actor is made along."""
        if being.truth in self.writes:
            return self.writes[being.truth]
        chance, called = self.chance, being.called
        names: list[NameForm] = []
        draw = chance.random()
        if being.kind in ("AG", "ORG"):
            form = self.form(called)
            if any(being.short == name.form for actor in self.actors.values() for name in actor.names):
                draw = 1.0  # nobody writes one abbreviation for two in one report
            if being.short and draw < 0.25:
                shown, names = being.short, [NameForm(form=being.short, kind="abbreviation")]
            elif being.short and draw < 0.6:
                shown, names = form, [NameForm(form=form), NameForm(form=being.short, kind="abbreviation")]
            else:
                shown, names = form, [NameForm(form=form)]
        elif being.kind == "PER":
            shown = called.split()[-1] if draw < 0.08 else self.form(called)
            names = [NameForm(form=shown)]
        elif being.kind == "SEC":
            shown = "army" if draw < 0.25 else called
            names = [NameForm(form=shown.capitalize() if shown == "army" else shown)]
        else:
            shown = self.form(called) if being.kind == "UNIT" else called
            names = [NameForm(form=shown)]
        if any(actor.name == shown for actor in self.actors.values()):  # another bears that name here already
            shown = called
            names = [NameForm(form=called)]
        side = self.written(being.side) if being.side is not None and chance.random() < 0.7 else None
        id = local_actor_id(self.id, shown)
        if id not in self.actors:
            self.actors[id] = LocalActor(id=id, name=shown, kind=being.kind, names=tuple(names), side=side,
                                         public_role=True if being.kind == "PER" else None)
            self.planted.bearers[id] = being.truth
        self.writes[being.truth] = shown
        return shown

    def form(self, called: str) -> str:
        chance, draw = self.chance, self.chance.random()
        if draw < 0.70:
            return called
        if draw < 0.90:
            return self.maker.spelled(called)
        if draw < 0.93:
            longest = max(called.replace("-", " ").split(), key=len)
            return called.replace(longest, self.maker.slip(longest))
        if draw < 0.94:
            return self.maker.in_cyrillic(called)
        return f"The {called}" if chance.random() < 0.5 else called.upper()

    def crowd(self) -> tuple[Being, str]:
        words = self.chance.choice(WORDS["names"]["crowd"])
        being = Being(f"{words} of {self.id}", words, "POP")
        return being, self.written(being)

    def fighter(self) -> Being:
        fighting = self.theatre.fighting
        return fighting[min(int(self.chance.expovariate(0.25)), len(fighting) - 1)]

    # ---------------------------------------------------------------- what

    def paragraph(self) -> None:
        """Sentences of its own, each a claim."""
        chance, theatre = self.chance, self.theatre
        told = []
        sources: list[Source | None] = []
        for _ in range(chance.choice((1, 2, 2, 3))):
            predicate = chance.choice(list(WORDS["acts"]))
            one = self.fighter()
            other = chance.choice([self.fighter(), self.fighter(), theatre.army, theatre.state])
            if chance.random() < 0.08:
                one = chance.choice(theatre.people)
            if one is other or chance.random() < 0.04:
                one, _ = self.crowd()
            day = self.published - timedelta(days=chance.randrange(20))
            figure = chance.randrange(2, 60) if predicate == "attack" and chance.random() < 0.4 else None
            subject, object = (one, self.written(one)), (other, self.written(other))
            sources.append(self.source())
            told.append(_Told(self.sentence(subject[1], predicate, object[1], day, figure, sources[-1]), subject,
                              object, predicate, day, figure))
        self.put(told, sources)
        if all(source is None for source in sources):
            self.archive.append(told)

    def source(self) -> Source | None:
        """Somebody to say it, or nobody."""
        chance, theatre = self.chance, self.theatre
        draw = chance.random()
        if draw < 0.4:
            return None
        if draw < 0.55:
            observer = chance.choice(theatre.observers)
            return self.cited(observer, "organisation")
        if draw < 0.75:
            speaker = chance.choice(theatre.people)
            return self.cited(speaker, "named")
        if draw < 0.87:
            return self.cited(chance.choice((theatre.army, theatre.ministry)), "organisation")
        return Source(name="a witness", text="a witness", kind="unnamed", cue="said")

    def cited(self, being: Being, kind: SourceKind) -> Source:
        name = self.written(being)
        side = self.actors[local_actor_id(self.id, name)].side
        return Source(name=name, text=name, kind=kind, cue="said", side=side, actor=local_actor_id(self.id, name))

    def sentence(
        self, subject: str, predicate: str, object: str, day: date, figure: int | None, source: Source | None
    ) -> str:
        chance, words = self.chance, WORDS["sentences"]
        fill = {"p": chance.choice(self.theatre.places), "q": chance.choice(self.theatre.places),
                "day": f"{day.day} {day:%B}", "month": f"{day:%B}"}
        opening, middle, closing = (chance.choice(words[part]).format(**fill) for part in
                                    ("openings", "middles", "closings"))
        what = f"{subject} {chance.choice(WORDS['acts'][predicate])} {object}"
        dead = f" and {figure} were killed" if figure is not None else ""
        said = f", {source.name} said" if source is not None else ""
        return " ".join(f"{opening} {what} {middle}{dead} {closing}{said}.".split())

    def reprint(self, original: list[_Told]) -> None:
        """A paragraph of another report, as it stood or with a few words changed; nobody is credited."""
        chance = self.chance
        if any(being.truth in self.writes and self.writes[being.truth] != form
               for told in original for being, form in (told.subject, told.object)):
            return self.paragraph()  # it would write somebody in two ways
        if any(other != being.truth and form == self.writes[other] for told in original
               for being, form in (told.subject, told.object) for other in self.writes):
            return self.paragraph()
        copied = []
        for told in original:
            words = told.words.split()
            if chance.random() < 0.5 and len(words) > 12:
                at = len(words) - 2
                words[at] = self.maker.chance.choice(self.theatre.places)
            copied.append(_Told(" ".join(words), told.subject, told.object, told.predicate, told.day, told.figure))
            for being, form in (told.subject, told.object):
                self.adopted(being, form)
        if any(told.subject[1] not in told.words or told.object[1] not in told.words for told in copied):
            copied = original
        self.put(copied, [None] * len(copied), passage=original)
        return None

    def adopted(self, being: Being, form: str) -> None:
        """Somebody as the reprinted report wrote them."""
        if being.truth not in self.writes:
            id = local_actor_id(self.id, form)
            kind: NameKind = "abbreviation" if form == being.short else "full"
            self.actors[id] = LocalActor(id=id, name=form, kind=being.kind, names=(NameForm(form=form, kind=kind),))
            self.planted.bearers[id] = being.truth
            self.writes[being.truth] = form

    def deny(self, told: _Told) -> None:
        """The accused side denies what another report said."""
        accused, _ = told.subject
        if accused.kind not in ("AG", "UNIT"):
            return self.paragraph()
        source = self.cited(accused, "organisation")
        subject, object = (accused, self.written(accused)), (told.object[0], self.written(told.object[0]))
        if subject[1] == object[1]:
            return self.paragraph()
        verb = self.chance.choice(WORDS["acts"][told.predicate])
        place = self.chance.choice(self.theatre.places)
        words = (f"{source.name} denied near {place} that {subject[1]} {verb} {object[1]} at any time since it left "
                 f"{place}.")
        self.put([_Told(words, subject, object, told.predicate, told.day, None)], [source], denied=True)
        self.planted.denials.append((told.claim, self.claims[-1].id))
        return None

    def put(
        self, told: list[_Told], sources: list[Source | None], *, passage: list[_Told] | None = None,
        denied: bool = False,
    ) -> None:
        """A paragraph of these sentences, with their claims."""
        start = self.length
        for one, source in zip(told, sources, strict=True):
            self.claims.append(self.claim(one, source, start, denied))
            if source is None:
                first = passage[0] if passage is not None else told[0]
                self.planted.passages[self.claims[-1].id] = (first.words, self.publisher)
            one.claim = self.claims[-1].id
            start += len(one.words) + 1
        self.paragraphs.append(" ".join(one.words for one in told))
        self.length += len(self.paragraphs[-1]) + 2

    def claim(self, told: _Told, source: Source | None, start: int, denied: bool) -> Claim:
        end = start + len(told.words)
        subject = self.mention(*told.subject, told.words, start)
        object = self.mention(*told.object, told.words, start)
        day = told.day.isoformat()
        return Claim(
            id=claim_id(document_id=self.id, start=start, end=end, source=source.name if source else "",
                        predicate=told.predicate, subject=(subject.name,), object=(object.name,)),
            document=self.name, document_id=self.id, start=start, end=end, quote=told.words,
            sources=(source,) if source else (), stance="denied" if denied else "affirmed",
            certainty="CT-" if denied else "CT+", predicate=told.predicate,
            kind="adversary" if told.predicate == "common_ground" else None, subject=(subject,), object=(object,),
            time=Time(text=day, edtf=day, earliest=day, latest=day),
            value=Figure(text=str(told.figure), low=told.figure, best=told.figure, high=told.figure, unit="killed")
            if told.figure is not None else None,
            reader=READER, rule="planted",
        )

    def mention(self, being: Being, form: str, words: str, start: int) -> Mention:
        at = words.find(form)
        return Mention(text=form, name=form, actor=local_actor_id(self.id, form), kind=being.kind, start=start + at,
                       end=start + at + len(form))


def _initials(called: str) -> str | None:
    """The abbreviation of a name of three words or more: capitals, small words left out."""
    words = [word for word in called.replace("-", " ").split() if word[0].isupper()]
    return "".join(word[0] for word in words) if len(words) >= 3 else None


def _cased(made: str, called: str) -> str:
    """`made` with capitals where the words of `called` have them."""
    capitals = iter([word[0].isupper() for word in _LETTERS.findall(called)])
    return _LETTERS.sub(lambda word: word[0].capitalize() if next(capitals) else word[0], made)


_LETTERS = re.compile(r"[^\W_]+")
