import { scaleUtc } from "d3-scale";
import type { Actor, Dossier, Entry, Line } from "../api";
import { useAsk } from "../api";
import { marks, middle, span } from "../dates";
import { Answer, Empty, Grade, To, Voices } from "../parts";
import { address, alter, useHere } from "../url";
import { n, words } from "../words";

export function Pair() {
  const { params } = useHere();
  const [a, b, asOf] = [params.get("a"), params.get("b"), params.get("as_of")];
  const actors = useAsk<{ actors: Actor[] }>("actors?limit=500").data?.actors ?? [];
  const query = new URLSearchParams({ a: a ?? "", b: b ?? "", ...(asOf && { as_of: asOf }) });
  const choose = (name: "a" | "b", label: string, value: string | null) => (
    <label class="ask"><span>{label}</span>
      <select value={value ?? ""} onChange={(event) => alter({ [name]: event.currentTarget.value })}>
        <option value="">…</option>
        {value && !actors.some((one) => one.id === value) && <option value={value}>{value}</option>}
        {actors.filter((one) => !one.private).map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
      </select></label>
  );
  return (
    <div class="pair">
      <form class="choosing" onSubmit={(event) => event.preventDefault()}>
        {choose("a", words.pair.first, a)}{choose("b", words.pair.second, b)}
        {a && b && (
          <p class="files">
            <span>{words.pair.report}</span>
            {["docx", "html", "md", "json"].map((format) => (
              <a key={format} href={`/api/dossier?${query}&format=${format}`} download>{format.toUpperCase()}</a>
            ))}
            <button type="button" class="quiet" onClick={() => print()}>{words.pair.print}</button>
          </p>
        )}
      </form>
      {a && b ? <Answer of={useAsk<Dossier>(`dossier?${query}`)}>{(told) => <Told dossier={told} />}</Answer>
        : <Empty>{words.pair.pick}</Empty>}
    </div>
  );
}

function Told({ dossier }: { dossier: Dossier }) {
  const entries = dossier.sections.flatMap((section) => section.entries);
  return (
    <article class="dossier">
      <h1>{dossier.about.name}{dossier.other && <> <i>{words.pair.and}</i> {dossier.other.name}</>}</h1>
      <p class="sentence">{dossier.summary}</p>
      {entries.length === 0 && <Empty>{words.pair.none}</Empty>}
      {entries.length > 0 && <Strands entries={entries} />}
      {dossier.sections.map((section) => (
        <section key={section.group}>
          <h2>{section.title}</h2>
          {section.entries.map((entry) => <Tie key={entry.finding.id} entry={entry} />)}
        </section>
      ))}
      {dossier.clashes.length > 0 && (
        <section>
          <h2>{words.pair.clashes}</h2>
          {dossier.clashes.map((clash) => (
            <p key={clash.of}>{clash.of}: {clash.figures.map(([figure, who]) => `${figure} (${who})`).join("; ")}</p>
          ))}
        </section>
      )}
      {dossier.years.length > 0 && (
        <section>
          <h2>{words.pair.years}</h2>
          <dl class="years">
            {dossier.years.map((year) => (
              <>
                <dt>{year.year}</dt>
                <dd>{year.asserted.join("; ")}
                  {year.denied.length > 0 && <span class="denials">{" "}{words.pair.deniedYear}: {year.denied.join("; ")}</span>}</dd>
              </>
            ))}
          </dl>
        </section>
      )}
      {dossier.asides.filter((aside) => aside.entries.length).map((aside) => (
        <section key={aside.party.name}>
          <h2>{words.pair.alone(aside.party.name)}</h2>
          <ul class="lines two-columns">
            {aside.entries.map((entry) => (
              <li class="line" key={entry.finding.id}>
                <To to={address("findings", { finding: entry.finding.id })}>
                  <span class="clause">{entry.proposition}</span>
                  <span class="facts"><Grade grade={entry.finding.grade} /> <Voices finding={entry.finding} /></span>
                </To>
              </li>
            ))}
          </ul>
          {aside.more > 0 && <p class="facts">{words.pair.more(aside.more)}</p>}
        </section>
      ))}
    </article>
  );
}

const WIDTH = 960;
const LEFT = 330;
const ROW = 30;

/** When a line speaks of, else when it was said. */
function time(line: Line): string | null {
  return line.happened?.replace(/^\.\.\//, "") ?? line.said;
}

/** A strand for each tie: what is said for it above its life line, what against it below. */
function Strands({ entries }: { entries: Entry[] }) {
  const rows = entries.map((entry) => ({
    entry, told: entry.voices.flatMap((voice) => voice.lines.flatMap((line) => {
      const when = span(time(line));
      return when ? [{ line, when, stance: voice.root.stance }] : [];
    })),
  })).filter((row) => row.told.length);
  const days = rows.flatMap((row) => row.told.flatMap(({ when }) => [Number(when.from), Number(when.to)]));
  if (!days.length) return null;
  const [from, to] = [new Date(Math.min(...days)), new Date(Math.max(...days))];
  const scale = scaleUtc([from, to], [LEFT + 10, WIDTH - 14]);
  const height = rows.length * ROW + 26;
  return (
    <section>
      <h2>{words.pair.strands}</h2>
      <svg class="plot strands" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={rows.map((row) =>
        `${row.entry.proposition}: ${row.told.map(({ line, stance }) => `${words.sides[stance]} ${time(line)}`).join(", ")}`).join("; ")}>
        {marks(from, to).map((mark) => (
          <g key={mark.at.getTime()} class="tick" transform={`translate(${scale(mark.at)},0)`}>
            <line y2={height - 22} /><text y={height - 6} text-anchor="middle">{mark.label}</text>
          </g>
        ))}
        {rows.map((row, at) => {
          const y = at * ROW + 16;
          const first = Math.min(...row.told.map(({ when }) => scale(when.from)));
          const last = Math.max(...row.told.map(({ when }) => scale(when.to)));
          return (
            <g key={row.entry.finding.id}>
              <text class="row" x={LEFT - 6} y={y + 4} text-anchor="end">{shorter(row.entry.proposition)}</text>
              <line class="life" x1={first} x2={last} y1={y} y2={y} />
              {row.told.map(({ line, when, stance }) => (
                <g key={line.claim} class={stance}>
                  <line class="range" x1={scale(when.from)} x2={scale(when.to)} y1={y} y2={y} />
                  <circle cx={scale(middle(when))} cy={stance === "against" ? y + 6 : stance === "for" ? y - 6 : y} r="4.5" />
                  <title>{`${words.sides[stance]}, ${time(line)}: “${line.quote}” (${line.chain.join(" › ") || line.publisher || line.document})`}</title>
                </g>
              ))}
            </g>
          );
        })}
      </svg>
    </section>
  );
}

function shorter(clause: string): string {
  return clause.length > 50 ? `${clause.slice(0, 49)}…` : clause;
}

function Tie({ entry }: { entry: Entry }) {
  const voices = (stance: string) => entry.voices.filter((voice) => voice.root.stance === stance);
  return (
    <div class="strand">
      <h3><To to={address("findings", { finding: entry.finding.id })}>{entry.proposition}</To></h3>
      <p class="verdict"><Grade grade={entry.finding.grade} /> <Voices finding={entry.finding} />
        {entry.since && <span class="facts">{words.finding.since} {entry.since}</span>}</p>
      <p class="sentence small">{entry.finding.sentence}</p>
      <div class="sides">
        {["for", "against"].map((stance) => (
          <div key={stance} class={`column ${stance}`}>
            <h4>{words.sides[stance]} {n(voices(stance).length)}</h4>
            {voices(stance).map((voice) => (
              <div class="root" key={`${voice.root.name}${voice.lines[0]?.claim}`}>
                <p><b>{voice.root.name}</b> <span class="class">{words.classes[voice.root.root_class]}</span></p>
                {voice.lines.map((line) => (
                  <figure key={line.claim}>
                    <blockquote>“{line.quote}”</blockquote>
                    <figcaption class="facts"><To to={address("reader", { claim: line.claim })}>
                      {[...new Set([line.publisher ?? line.document, ...line.chain])].join(" › ")}</To>
                      {line.said && ` · ${line.said}`}{line.figure && ` · ${line.figure}`}</figcaption>
                  </figure>
                ))}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
