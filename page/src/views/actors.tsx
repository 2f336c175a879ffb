import { useEffect, useState } from "preact/hooks";
import type { Actor, Finding, Join } from "../api";
import { tell, useAsk } from "../api";
import { Answer, Empty, Files, Grade, Growing, To, Voices } from "../parts";
import { address, alter, filterQuery, useHere } from "../url";
import { n, plural, words } from "../words";

export function Actors() {
  const { params } = useHere();
  const chosen = params.get("a");
  const [typed, setTyped] = useState("");
  const query = new URLSearchParams({ limit: "400", ...(typed && { called: typed }) });
  if (params.get("as_of")) query.set("as_of", params.get("as_of") as string);
  const list = useAsk<{ actors: Actor[]; total: number }>(`actors?${query}`);
  return (
    <div class="split">
      <nav class="side" aria-label={words.actors.choose}>
        <h2>{words.actors.choose} <small>{n(list.data?.total ?? 0)}</small></h2>
        <label class="ask"><span class="unseen">{words.actors.called}</span>
          <input type="search" placeholder={words.actors.called} value={typed} autocomplete="off"
            onInput={(event) => setTyped(event.currentTarget.value)} /></label>
        <Answer of={list}>
          {(held) => (
            <ul class="lines">
              {held.actors.length === 0 && <Empty>{words.actors.none}</Empty>}
              <Growing items={held.actors}>
                {(actor) => (
                  <li class="line" key={actor.id}>
                    <To to={address("actors", { a: actor.id })} current={actor.id === chosen}>
                      <span class="clause">{actor.name}</span>
                      <span class="facts">{[actor.kind, `${n(actor.reports)} ${plural(actor.reports, "report", "reports")}`,
                        actor.names.length > 1 && `${n(actor.names.length)} names`]
                        .filter(Boolean).join(" · ")}</span>
                    </To>
                  </li>
                )}
              </Growing>
            </ul>
          )}
        </Answer>
        <Files path="actors" query={query} />
      </nav>
      {chosen ? <One key={chosen} id={chosen} all={list.data?.actors ?? []} listed={list.again} />
        : <Empty>{words.actors.pick}</Empty>}
    </div>
  );
}

function One({ id, all, listed }: { id: string; all: Actor[]; listed: () => void }) {
  const { params } = useHere();
  const asOf = params.get("as_of");
  const actor = useAsk<Actor>(`actors/${encodeURIComponent(id)}${asOf ? `?as_of=${asOf}` : ""}`);
  return (
    <Answer of={actor}>
      {(held) => (
        <article class="finding">
          <header>
            <h1>{held.name}</h1>
            <p class="facts">{[held.kind, held.side && `${words.actors.side}: ${held.side}`].filter(Boolean).join(" · ")}</p>
            {held.private && <p class="merged">{words.actors.private}</p>}
          </header>
          <Ties id={id} />
          <Names actor={held} />
          <Joined actor={held} all={all} changed={() => { if (params.get("a") === id) actor.again(); listed(); }} />
        </article>
      )}
    </Answer>
  );
}

interface Tie { other: string; name: string; findings: { finding: Finding; out: boolean }[] }

/** Findings by whom they tie this actor to; an arrow says in which direction. */
function Ties({ id }: { id: string }) {
  const { params } = useHere();
  const query = filterQuery(params);
  query.delete("actor");
  query.append("actor", id);
  query.set("limit", "1000");
  return (
    <Answer of={useAsk<{ findings: Finding[] }>(`findings?${query}`)}>
      {({ findings }) => {
        const ties = new Map<string, Tie>();
        const alone: Finding[] = [];
        for (const finding of findings) {
          const out = finding.subject.actor === id;
          const other = out ? finding.object : finding.subject;
          if (!other?.actor || other.actor === id) alone.push(finding);
          else {
            const tie = ties.get(other.actor) ?? { other: other.actor, name: other.name, findings: [] };
            tie.findings.push({ finding, out });
            ties.set(other.actor, tie);
          }
        }
        const ordered = [...ties.values()].sort((one, two) => two.findings.length - one.findings.length);
        return (
          <>
            <section>
              <h2>{words.actors.ties} <small>{n(ordered.length)}</small></h2>
              {ordered.length === 0 && <Empty>{words.actors.tiesNone}</Empty>}
              {ordered.map((tie) => (
                <div class="tie" key={tie.other}>
                  <h3>
                    <To to={address("pair", { a: id, b: tie.other })}>{tie.name}</To>
                    <small class="class">{n(tie.findings.length)}</small>
                  </h3>
                  <ul class="lines">
                    {tie.findings.map(({ finding, out }) => (
                      <li class="line" key={finding.id}>
                        <To to={address("findings", { finding: finding.id })}>
                          <span class="clause"><span class="arrow" title={out ? words.actors.out : words.actors.in}>
                            {out ? "→" : "←"}</span> {finding.proposition}</span>
                          <span class="facts"><Grade grade={finding.grade} /> <Voices finding={finding} /></span>
                        </To>
                      </li>
                    ))}
                  </ul>
                </div>
              ))}
            </section>
            {alone.length > 0 && (
              <section>
                <h2>{words.actors.alone} <small>{n(alone.length)}</small></h2>
                <ul class="lines two-columns">
                  <Growing items={alone}>
                    {(finding) => (
                      <li class="line" key={finding.id}>
                        <To to={address("findings", { finding: finding.id })}>
                          <span class="clause">{finding.proposition}</span>
                          <span class="facts"><Grade grade={finding.grade} /> <Voices finding={finding} /></span>
                        </To>
                      </li>
                    )}
                  </Growing>
                </ul>
              </section>
            )}
          </>
        );
      }}
    </Answer>
  );
}

function Names({ actor }: { actor: Actor }) {
  return (
    <section>
      <h2>{words.actors.names}</h2>
      <table class="wide">
        <thead><tr>
          <th scope="col">{words.actors.form}</th><th scope="col">{words.actors.kind}</th>
          <th scope="col">{words.actors.usedBy}</th><th scope="col">{words.actors.reports}</th>
        </tr></thead>
        <tbody>
          {actor.names.map((name) => (
            <tr key={`${name.form}${name.kind}${name.used_by}`}>
              <td class="clause">{name.form}</td><td>{name.kind.replaceAll("_", " ")}</td><td>{name.used_by ?? "—"}</td>
              <td title={name.documents.join("\n")}>{n(name.documents.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Joined({ actor, all, changed }: { actor: Actor; all: Actor[]; changed: () => void }) {
  const reasons = [...new Set(actor.joins.filter((join) => join.judgement === "same").map((join) => join.reason))];
  const judgements = useAsk<{ judgements: Join[] }>("judgements?limit=1000");
  const own = judgements.data?.judgements.filter((join) =>
    actor.members.includes(join.left) || actor.members.includes(join.right)) ?? [];
  const [other, setOther] = useState("");
  const [reason, setReason] = useState("");
  const [said, setSaid] = useState("");
  useEffect(() => setSaid(""), [actor.id]);
  const done = (path: string, body: unknown) => tell<{ actor: string | null }>(path, body).then(({ actor: now }) => {
    setOther("");
    setReason("");
    judgements.again();
    if (now && now !== actor.id) alter({ a: now }, true);
    changed();
  }, (error: unknown) => setSaid(error instanceof Error ? error.message : String(error)));
  return (
    <section>
      {reasons.length > 0 && (
        <>
          <h2>{words.actors.why}</h2>
          <ul class="reasons">{reasons.map((one) => <li key={one}>{one}</li>)}</ul>
        </>
      )}
      {own.length > 0 && (
        <>
          <h2>{words.actors.judged}</h2>
          <ul class="lines">
            {own.map((join) => (
              <li class="line trouble-line" key={join.number}>
                <span class="clause">{join.judgement}: {join.reason}</span>
                <span class="facts">{join.by}, {join.recorded?.slice(0, 10)}
                  <button type="button" class="quiet"
                    onClick={() => void done(`judgements/${join.number}/undo`, { reason: words.review.undoReason })}>
                    {words.actors.undo}
                  </button>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <form class="correct" onSubmit={(event) => {
        event.preventDefault();
        void done("judgements", { left: actor.id, right: other, judgement: "same", reason });
      }}>
        <label class="ask"><span>{words.actors.mergeInto}</span>
          <select required value={other} onChange={(event) => setOther(event.currentTarget.value)}>
            <option value="">{words.actors.merge}</option>
            {all.filter((one) => one.id !== actor.id).map((one) => (
              <option key={one.id} value={one.id}>{one.name} ({one.kind || "?"}, {n(one.reports)})</option>
            ))}
          </select></label>
        <label class="ask"><span>{words.actors.reason}</span>
          <input type="text" required value={reason} onInput={(event) => setReason(event.currentTarget.value)}
            autocomplete="off" /></label>
        <p class="verdicts whole"><button type="submit">{words.actors.mergeDo}</button></p>
        <p class="whole happened" role="status">{said}</p>
      </form>
    </section>
  );
}

