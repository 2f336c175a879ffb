import type { Line } from "../api";
import { useAsk } from "../api";
import { Answer, Empty, Files, Grade, To, told } from "../parts";
import { address, useHere } from "../url";
import { words } from "../words";

interface Laid {
  question: string; hypotheses: { id: string; says: string; support: Record<string, number>; against: Record<string, number> }[];
  evidence: { proposition: string; finding: string; said: string; grade: string; cells: string[]; diagnosticity: number; lines: Line[] }[];
  changes: string[]; missing: { hypothesis: string; side: string; what: string }[]; not_laid: [string, string][]; notes: string[];
}

export function Hypotheses() {
  const { params } = useHere();
  const asOf = params.get("as_of");
  const query = new URLSearchParams(asOf ? { as_of: asOf } : {});
  return (
    <div class="pair">
      <Answer of={useAsk<{ hypotheses: Laid | null }>(`hypotheses?${query}`)}>
        {({ hypotheses }) => hypotheses === null ? <Empty>{words.hypotheses.none}</Empty> : <Matrix laid={hypotheses} />}
      </Answer>
      <Files path="hypotheses" query={query} formats={["json"]} />
    </div>
  );
}

function Matrix({ laid }: { laid: Laid }) {
  return (
    <article class="dossier">
      <h1>{laid.question}</h1>
      <p class="facts">{words.hypotheses.note}</p>
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">{words.hypotheses.evidence}</th>
            {laid.hypotheses.map((one) => (
              <th scope="col" key={one.id}>{one.says}
                <span class="facts">{words.hypotheses.voices(told(one.support), told(one.against))}</span></th>
            ))}
            <th scope="col" title={words.hypotheses.tellsWhy}>{words.hypotheses.tells}</th>
          </tr>
        </thead>
        <tbody>
          {laid.evidence.map((row) => (
            <tr key={`${row.finding}${row.said}`}>
              <th scope="row">
                <To to={address("findings", { finding: row.finding })} class="clause">{row.proposition}</To>
                <span class="facts">{words.hypotheses.said[row.said]} · <Grade grade={row.grade} /></span>
                {row.lines.slice(0, 2).map((line) => <blockquote key={line.claim}>“{line.quote}”</blockquote>)}
              </th>
              {row.cells.map((cell, at) => (
                <td key={laid.hypotheses[at]?.id} class={`cell ${cell}`}>
                  <span aria-hidden="true">{words.hypotheses.signs[cell]}</span> {words.hypotheses.cells[cell]}</td>
              ))}
              <td class="figure">{row.diagnosticity.toFixed(2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Told head={words.hypotheses.hangs} lines={laid.changes} />
      <Told head={words.hypotheses.missing} lines={laid.missing.map((one) => `${one.hypothesis}, ${one.side}: ${one.what}`)} />
      <Told head={words.hypotheses.notLaid} lines={laid.not_laid.map(([what, grade]) => `${what} (${grade.replaceAll("-", " ")})`)} />
      <Told head={words.hypotheses.notes} lines={laid.notes} />
    </article>
  );
}

function Told({ head, lines }: { head: string; lines: string[] }) {
  if (!lines.length) return null;
  return <section><h2>{head}</h2><ul class="reasons">{lines.map((line) => <li key={line}>{line}</li>)}</ul></section>;
}
