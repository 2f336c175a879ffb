import type { Line } from "../api";
import { useAsk } from "../api";
import { Answer, Empty, Files, Growing, To } from "../parts";
import { address, alter, filterQuery, useHere } from "../url";
import { n, words } from "../words";

interface Contradiction {
  id: string; kind: string; verdict: string; why: string; itself: boolean; left_lines: Line[]; right_lines: Line[];
}
interface Found { total: number; contradictions: Contradiction[]; verdicts: Record<string, number> }

export function Contradictions() {
  const { params } = useHere();
  const query = filterQuery(params);
  const paged = new URLSearchParams(query);
  paged.set("limit", "1000");
  const verdict = params.get("verdict");
  return (
    <div class="pair opposed">
      <Answer of={useAsk<Found>(`contradictions?${paged}`)}>
        {(found) => (
          <>
            <header class="head">
              <p class="switch" role="group" aria-label={words.views.contradictions}>
                <button type="button" aria-pressed={!verdict} onClick={() => alter({ verdict: null })}>
                  {words.contradictions.all} {n(found.total)}</button>
                {Object.entries(found.verdicts).map(([name, count]) => (
                  <button key={name} type="button" aria-pressed={verdict === name} onClick={() => alter({ verdict: name })}>
                    {words.contradictions.verdicts[name]} {n(count)}</button>
                ))}
              </p>
              <Files path="contradictions" query={query} />
            </header>
            {found.total === 0 && <Empty>{words.contradictions.none}</Empty>}
            <ul>
              <Growing items={found.contradictions.filter((one) => !verdict || one.verdict === verdict)}>
                {(one) => (
                  <li key={one.id} class={`opposite ${one.verdict}`}>
                    <h2>{words.contradictions.verdicts[one.verdict]} <small>{one.kind.replaceAll("-", " ")}</small></h2>
                    <div class="sides">
                      <Side lines={one.left_lines} />
                      <Side lines={one.right_lines} />
                    </div>
                    <p class="sentence small">{one.why}{one.itself && ` ${words.contradictions.itself}`}</p>
                  </li>
                )}
              </Growing>
            </ul>
          </>
        )}
      </Answer>
    </div>
  );
}

function Side({ lines }: { lines: Line[] }) {
  return (
    <div>
      {lines.slice(0, 5).map((line) => (
        <figure key={line.claim}>
          <blockquote>“{line.quote}”</blockquote>
          <figcaption class="facts">
            <To to={address("reader", { claim: line.claim })}>
              {[...new Set([line.publisher ?? line.document, ...line.chain])].join(" › ")}
            </To>{" "}{line.stance}, {words.certainty[line.certainty]}{line.figure && ` · ${line.figure}`}
            {line.happened && ` · ${line.happened}`}{line.said && ` · ${line.said}`}
          </figcaption>
        </figure>
      ))}
    </div>
  );
}
