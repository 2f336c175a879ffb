import { scaleUtc } from "d3-scale";
import { useState } from "preact/hooks";
import { useAsk } from "../api";
import { marks } from "../dates";
import { Answer, Empty, Files, Grade, To } from "../parts";
import { address, alter, filterQuery, useHere } from "../url";
import { words } from "../words";

interface Span {
  claim: string; report: string; earliest: string | null; latest: string | null; edtf: string; told: boolean; side: string;
  who: string | null; quote: string;
}
interface Row { finding: string; proposition: string; grade: string; spans: Span[] }
interface Rows { total: number; undated: number; clock: string; lines: Row[] }

const WIDTH = 900;
const DAY = 864e5;

export default function Timeline() {
  const { params } = useHere();
  const [shown, setShown] = useState(60);
  const clock = params.get("clock") ?? "happened";
  const query = filterQuery(params);
  query.set("clock", clock);
  const paged = new URLSearchParams(query);
  paged.set("limit", String(shown));
  return (
    <div class="pair timeline">
      <header class="head">
        <p class="switch" role="group" aria-label={words.timeline.clock}>
          <span class="facts">{words.timeline.clock}</span>
          {Object.entries(words.timeline.clocks).map(([name, label]) => (
            <button key={name} type="button" aria-pressed={clock === name} onClick={() => alter({ clock: name })}>{label}</button>
          ))}
        </p>
        <Files path="timeline" query={query} />
      </header>
      <Answer of={useAsk<Rows>(`timeline?${paged}`)}>
        {(rows) => (
          <>
            <p class="legend-row facts">
              {(["for", "against", "listed"] as const).map((side) => <span key={side} class={`key ${side}`}><i /> {words.timeline.legend[side]}</span>)}
              <span class="key stand"><i /> {words.timeline.legend.stand}</span>
              <span class="key open"><i /> {words.timeline.legend.open}</span>
            </p>
            {rows.total === 0 ? <Empty>{words.timeline.none}</Empty> : <Lines rows={rows} />}
            {rows.undated > 0 && <p class="facts">{words.timeline.undated(rows.undated)}</p>}
            {rows.total > rows.lines.length && (
              <p class="more"><button type="button" onClick={() => setShown(shown + 60)}>{words.more(rows.total - rows.lines.length)}</button></p>
            )}
          </>
        )}
      </Answer>
    </div>
  );
}

function Lines({ rows }: { rows: Rows }) {
  const days = rows.lines.flatMap((row) => row.spans.flatMap((span) => [span.earliest, span.latest]))
    .filter((day): day is string => day !== null).map((day) => Date.parse(day));
  const pad = Math.max(20 * DAY, (Math.max(...days) - Math.min(...days)) * 0.02);
  const [from, to] = [new Date(Math.min(...days) - pad), new Date(Math.max(...days) + pad)];
  const scale = scaleUtc([from, to], [4, WIDTH - 4]);
  const ticks = marks(from, to);
  const axis = (
    <svg class="plot axis" viewBox={`0 0 ${WIDTH} 18`} aria-hidden="true">
      {ticks.map((tick) => <text key={tick.at.getTime()} x={scale(tick.at)} y="13" text-anchor="middle">{tick.label}</text>)}
    </svg>
  );
  return (
    <ol class="rows">
      <li class="row-line"><h2>{words.timeline.lines(rows.total)}</h2>{axis}</li>
      {rows.lines.map((row) => (
        <li class="row-line" key={row.finding}>
          <div>
            <To to={address("findings", { finding: row.finding })} class="clause">{row.proposition}</To>
            <p class="facts"><Grade grade={row.grade} /> {told(row)}</p>
          </div>
          <svg class="plot" viewBox={`0 0 ${WIDTH} ${14 * row.spans.length + 8}`} role="img" aria-label={row.spans.map((span) =>
            `${words.timeline.legend[span.side]} ${when(span)}`).join("; ")}>
            {ticks.map((tick) => <line key={tick.at.getTime()} class="grid" x1={scale(tick.at)} x2={scale(tick.at)} y2={14 * row.spans.length + 8} />)}
            {row.spans.map((span, at) => <Bar key={span.claim} span={span} y={14 * at + 11} scale={scale} />)}
          </svg>
        </li>
      ))}
    </ol>
  );
}

function told(row: Row): string {
  const spans = [...new Set(row.spans.map(when))];
  return spans.slice(0, 3).join("; ") + (spans.length > 3 ? " …" : "");
}

function when(span: Span): string {
  if (span.edtf && span.told) return span.edtf.replace(/^\.\.\//, "by ").replace(/\/\.\.$/, " and after").replace("/", " to ").replace(/(\d)~/g, "$1, about");
  return span.earliest === span.latest ? String(span.earliest) : `${span.earliest ?? "…"} to ${span.latest ?? "…"}`;
}

/** A dot for a day. A bar for days between which it lies; a fading, arrowed end where a bound is open. */
function Bar({ span, y, scale }: { span: Span; y: number; scale: (day: Date) => number }) {
  const first = span.earliest ? scale(new Date(span.earliest)) : null;
  const last = span.latest ? scale(new Date(Date.parse(span.latest) + DAY)) : null;
  const [x1, x2] = [first ?? Math.max(0, (last ?? 0) - 46), last ?? Math.min(WIDTH, (first ?? 0) + 46)];
  const wide = x2 - x1;
  return (
    <g class={`${span.side}${span.told ? "" : " stand"}`}>
      {wide > 9 && <line class="between" x1={x1} x2={x2} y1={y} y2={y} />}
      {wide > 9 && first !== null && <line class="bound" x1={x1} x2={x1} y1={y - 4} y2={y + 4} />}
      {wide > 9 && last !== null && <line class="bound" x1={x2} x2={x2} y1={y - 4} y2={y + 4} />}
      {first === null && <path class="open-end" d={`M${x1 + 7} ${y - 4}L${x1} ${y}L${x1 + 7} ${y + 4}`} />}
      {last === null && <path class="open-end" d={`M${x2 - 7} ${y - 4}L${x2} ${y}L${x2 - 7} ${y + 4}`} />}
      {wide <= 9 && <circle cx={(x1 + x2) / 2} cy={y} r="4" />}
      <title>{`${when(span)}: “${span.quote}”${span.who ? ` (${span.who})` : ""}`}</title>
    </g>
  );
}
