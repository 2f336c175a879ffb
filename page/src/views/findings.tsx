import { scaleLinear, scaleUtc } from "d3-scale";
import type { Claim, Finding, Root, WholeFinding } from "../api";
import { useAsk } from "../api";
import { marks, middle, span } from "../dates";
import { Answer, Empty, Files, FindingLine, Grade, Growing, To, Voices, chain } from "../parts";
import { address, alter, filterQuery, useHere } from "../url";
import { n, words } from "../words";

export function Findings() {
  const { params } = useHere();
  const query = filterQuery(params);
  const id = params.get("finding");
  const list = new URLSearchParams(query);
  list.set("limit", "500");
  return (
    <div class="split">
      <nav class="side" aria-label={words.finding.choose}>
        <Answer of={useAsk<{ findings: Finding[]; total: number }>(`findings?${list}`)}>
          {(held) => (
            <>
              <h2>{words.finding.choose} <small>{n(held.total)}</small></h2>
              {held.total === 0 && <Empty>{words.finding.none}</Empty>}
              <ul class="lines">
                <Growing items={held.findings}>
                  {(finding) => <FindingLine key={finding.id} finding={finding} current={finding.id === id} />}
                </Growing>
              </ul>
            </>
          )}
        </Answer>
        <Files path="findings" query={query} />
      </nav>
      {id ? <One id={id} asOf={params.get("as_of")} /> : <Empty>{words.finding.pick}</Empty>}
    </div>
  );
}

function One({ id, asOf }: { id: string; asOf: string | null }) {
  const query = new URLSearchParams(asOf ? { as_of: asOf } : {});
  return (
    <Answer of={useAsk<WholeFinding>(`findings/${encodeURIComponent(id)}?${query}`)}>
      {(finding) => (
        <article class="finding">
          <header>
            <h1>{finding.proposition}</h1>
            <p class="verdict"><Grade grade={finding.grade} /> <Voices finding={finding} />
              {finding.since && <span class="facts">{words.finding.since} {finding.since}</span>}</p>
            <p class="sentence">{finding.sentence}</p>
            <p class="facts">{words.grades[finding.grade]} {words.finding.fragility(finding.fragility)}</p>
            <p class="facts ends">
              {[finding.subject, finding.object].filter((end) => end?.actor).map((end) => (
                <To key={end?.actor} to={address("actors", { a: end?.actor ?? "" })}>{end?.name}</To>
              ))}
              {finding.subject.actor && finding.object?.actor && (
                <To to={address("pair", { a: finding.subject.actor, b: finding.object.actor })}>{words.views.pair}</To>
              )}
            </p>
          </header>
          <Quotes finding={finding} />
          <Figures said={finding.said} />
          <When finding={finding} />
          <Slots finding={finding} />
          {finding.undecided.length > 0 && (
            <section>
              <h2>{words.finding.undecided}</h2>
              <ul>{finding.undecided.map((doubt) => <li key={doubt}>{doubt}</li>)}</ul>
            </section>
          )}
          <Files path={`findings/${encodeURIComponent(id)}`} query={query} />
        </article>
      )}
    </Answer>
  );
}

function Quotes({ finding }: { finding: WholeFinding }) {
  const said = new Map(finding.said.map((claim) => [claim.id, claim]));
  const of = (stance: string) => finding.roots.filter((root) => root.stance === stance);
  const listed = of("listed");
  return (
    <section aria-label={words.finding.voices}>
      <div class="sides">
        {["for", "against"].map((stance) => (
          <div key={stance} class={`column ${stance}`}>
            <h2>{words.sides[stance]} <small>{n(of(stance).length)}</small></h2>
            {of(stance).length === 0 && <Empty>{words.finding.nobody}</Empty>}
            {of(stance).map((root) => <Voice key={`${root.name}${root.claims[0]}`} root={root} said={said} />)}
          </div>
        ))}
      </div>
      {listed.length > 0 && (
        <div class="column listed">
          <h2>{words.sides.listed} <small>{n(listed.length)}</small></h2>
          {listed.map((root) => <Voice key={`${root.name}${root.claims[0]}`} root={root} said={said} />)}
        </div>
      )}
    </section>
  );
}

/** A root: one voice, with every line that comes down to it and why they were taken for one. */
function Voice({ root, said }: { root: Root; said: Map<string, Claim> }) {
  const lines = root.claims.map((id) => said.get(id)).filter((claim) => claim !== undefined);
  const reports = new Set(lines.map((claim) => claim.document_id)).size;
  return (
    <div class="root">
      <h3>{root.name} <span class="class">{words.classes[root.class]}</span></h3>
      {reports > 1 && (
        <p class="merged">{words.finding.counted(reports)}{root.merged_because.length > 0 && ": "}
          {root.merged_because.join("; ")}</p>
      )}
      <ul class="branches">
        {lines.map((claim) => (
          <li key={claim.id}>
            <blockquote>“{claim.quote}”</blockquote>
            <p class="by">
              <To to={address("reader", { report: claim.document_id, claim: claim.id })}>{chain(claim)}</To>
              {" "}<span class="stance">{claim.stance}, {words.certainty[claim.certainty]}</span>
              {claim.time?.edtf && ` · ${claim.time.edtf}`}{claim.value && ` · ${claim.value.text}`}
              {claim.published && ` · ${claim.published}`}
            </p>
          </li>
        ))}
      </ul>
      {root.undecided.map((doubt) => <p key={doubt} class="merged">{doubt}</p>)}
    </div>
  );
}

function Slots({ finding }: { finding: WholeFinding }) {
  const slots = Object.entries(finding.slots);
  if (!slots.length) return null;
  return (
    <section>
      <h2>{words.finding.slots}</h2>
      <dl class="slots">
        {slots.map(([slot, grade]) => <><dt>{slot}</dt><dd><Grade grade={grade} /></dd></>)}
      </dl>
    </section>
  );
}

const WIDTH = 720;
const ROW = 26;
const LEFT = 210;

/** A dot for a number that is given, a bar from the lowest to the highest where a range is; one row for each teller. */
function Figures({ said }: { said: Claim[] }) {
  const counted = said.filter((claim) => claim.value && bounds(claim).length);
  if (!counted.length) return null;
  const all = counted.flatMap(bounds);
  const scale = scaleLinear([Math.min(0, ...all), Math.max(...all)], [LEFT, WIDTH - 40]).nice();
  const height = counted.length * ROW + 30;
  return (
    <section>
      <h2>{words.finding.figures}</h2>
      <svg class="plot" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={counted.map((claim) =>
        `${claim.value?.text}, ${chain(claim)}`).join("; ")}>
        {scale.ticks(6).map((tick) => (
          <g key={tick} class="tick" transform={`translate(${scale(tick)},0)`}>
            <line y1="4" y2={height - 22} /><text y={height - 6} text-anchor="middle">{n(tick)}</text>
          </g>
        ))}
        {counted.map((claim, at) => {
          const held = bounds(claim);
          const best = claim.value?.best;
          const y = at * ROW + 16;
          return (
            <g key={claim.id} class={claim.stance === "denied" ? "against" : "for"} onClick={() => alter({ claim: claim.id })}>
              <text class="row" x={LEFT - 12} y={y + 4} text-anchor="end">{short(last(claim))}</text>
              <line class="range" x1={scale(Math.min(...held))} x2={scale(Math.max(...held))} y1={y} y2={y} />
              {(best === null || best === undefined ? held : [best]).map((value) => (
                <circle key={value} cx={scale(value)} cy={y} r="4.5" />
              ))}
              <title>{claim.value?.text}</title>
            </g>
          );
        })}
      </svg>
    </section>
  );
}

function bounds(claim: Claim): number[] {
  const value = claim.value;
  return [value?.low, value?.best, value?.high].filter((bound): bound is number => typeof bound === "number");
}

function last(claim: Claim): string {
  return claim.sources.at(-1)?.name ?? claim.publisher ?? claim.document;
}

export function short(name: string): string {
  return name.length > 30 ? `${name.slice(0, 29)}…` : name;
}

function When({ finding }: { finding: WholeFinding }) {
  const said = new Map(finding.said.map((claim) => [claim.id, claim]));
  const rows = finding.roots.map((root) => ({
    root, told: root.claims.flatMap((id) => {
      const claim = said.get(id);
      const when = span(claim?.published);
      return claim && when ? [{ claim, when }] : [];
    }),
  })).filter((row) => row.told.length);
  const days = rows.flatMap((row) => row.told.flatMap(({ when }) => [when.from, when.to]));
  if (!days.length) {
    return <section><h2>{words.finding.when}</h2><Empty>{words.finding.whenNone}</Empty></section>;
  }
  const from = new Date(Math.min(...days.map(Number)) - 20 * 864e5);
  const to = new Date(Math.max(...days.map(Number)) + 20 * 864e5);
  const scale = scaleUtc([from, to], [LEFT, WIDTH - 20]);
  const height = rows.length * ROW + 30;
  return (
    <section>
      <h2>{words.finding.when}</h2>
      <svg class="plot" viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={rows.map((row) =>
        `${row.root.name}, ${words.sides[row.root.stance]}: ${row.told.map(({ claim }) => claim.published).join(", ")}`)
        .join("; ")}>
        {marks(from, to).map((mark) => (
          <g key={mark.at.getTime()} class="tick" transform={`translate(${scale(mark.at)},0)`}>
            <line y1="4" y2={height - 22} /><text y={height - 6} text-anchor="middle">{mark.label}</text>
          </g>
        ))}
        {rows.map((row, at) => (
          <g key={`${row.root.name}${at}`} class={row.root.stance}>
            <text class="row" x={LEFT - 12} y={at * ROW + 20} text-anchor="end">{short(row.root.name)}</text>
            {row.told.map(({ claim, when }) => (
              <g key={claim.id}>
                <line class="range" x1={scale(when.from)} x2={scale(when.to)} y1={at * ROW + 16} y2={at * ROW + 16} />
                <circle cx={scale(middle(when))} cy={at * ROW + 16} r="4.5" />
                <title>{`${claim.published}: ${claim.quote}`}</title>
              </g>
            ))}
          </g>
        ))}
      </svg>
    </section>
  );
}
