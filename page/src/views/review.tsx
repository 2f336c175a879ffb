import { useEffect, useRef, useState } from "preact/hooks";
import type { Agreement, Case, Correction, Queue, Review as ReviewRecord, ToReview } from "../api";
import { tell, useAsk } from "../api";
import { Answer, Empty, Files, Grade, To, chain, manner } from "../parts";
import { address, alter, filterQuery, useHere } from "../url";
import { n, words } from "../words";

const STANCES = ["affirmed", "denied", "alleged", "predicted"];
const CERTAINTIES = Object.keys(words.certainty);

/** A queue that is walked with the keyboard. Every verdict is a record of its own; undo is one more. */
export function Review() {
  const { params } = useHere();
  const which = params.get("which") ?? "open";
  const query = filterQuery(params);
  query.set("which", which);
  query.set("limit", "200");
  const queue = useAsk<Queue>(`review?${query}`);
  const [round, setRound] = useState(0);
  const changed = () => {
    queue.again();
    setRound(round + 1);
  };
  return (
    <div class="reviewing">
      <Answer of={queue}>{(data) => <Walk queue={data} which={which} changed={changed} />}</Answer>
      <aside class="margin">
        <AgreementTable round={round} />
        <Records round={round} changed={changed} />
      </aside>
    </div>
  );
}

type Doing = "look" | "correct" | "reject";

function Walk({ queue, which, changed }: { queue: Queue; which: string; changed: () => void }) {
  const { params } = useHere();
  const at = Math.max(0, queue.claims.findIndex((claim) => claim.id === params.get("claim")));
  const claim = queue.claims[at];
  const [doing, setDoing] = useState<Doing>("look");
  const [said, setSaid] = useState("");
  const [last, setLast] = useState<{ number: number; claim: string } | null>(null);
  const desk = useRef<HTMLElement>(null);
  useEffect(() => setDoing("look"), [claim?.id]);
  useEffect(() => { if (doing === "look") desk.current?.focus({ preventScroll: true }); }, [doing, claim?.id]);
  const move = (by: number) => {
    const next = queue.claims[Math.min(queue.claims.length - 1, Math.max(0, at + by))];
    if (next) alter({ claim: next.id }, true);
  };
  const fail = (error: unknown) => setSaid(error instanceof Error ? error.message : String(error));
  const judge = (verdict: string, reason = "", correction: Correction = {}) => {
    if (!claim) return;
    const next = queue.claims[at + 1] ?? queue.claims[at - 1];
    tell<{ review: ReviewRecord }>("reviews", { claim: claim.id, verdict, reason, correction }).then((done) => {
      setLast({ number: done.review.number, claim: claim.id });
      setSaid(words.review.saved(words.review.verdicts[done.review.verdict] ?? ""));
      setDoing("look");
      if (which === "open" && next) alter({ claim: next.id }, true);
      changed();
    }, fail);
  };
  const undo = () => {
    const done = last ?? claim?.review;
    if (!done) return;
    tell(`reviews/${done.number}/undo`, { reason: words.review.undoReason }).then(() => {
      setLast(null);
      alter({ claim: done.claim }, true);
      setSaid(words.review.takenBack);
      changed();
    }, fail);
  };
  const keys: Record<string, () => void> = {
    a: () => judge("accepted"), c: () => setDoing("correct"), r: () => setDoing("reject"), u: undo,
    j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1),
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape") setDoing("look");
    const typing = event.target instanceof Element && event.target.closest("input, select, textarea");
    const act = keys[event.key];
    if (typing || doing !== "look" || !act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  };
  return (
    <section class="desk-of-one" tabIndex={0} ref={desk} onKeyDown={press} aria-label={words.views.review}>
      <header class="head">
        <p class="switch" role="group" aria-label={words.review.queue}>
          {(["open", "done", "all"] as const).map((one) => (
            <button key={one} type="button" aria-pressed={which === one} onClick={() => alter({ which: one, claim: null })}>
              {words.review[one === "open" ? "queue" : one]}
            </button>
          ))}
        </p>
        <p class="facts">{words.review.lede(which === "open" ? queue.total : 0, queue.reviewed)}</p>
      </header>
      <p class="happened" role="status">{said}</p>
      {!claim && <Empty>{words.review.none}</Empty>}
      {claim && (
        <>
          <p class="facts">{words.review.number(at + 1, queue.total)} ·{" "}
            <To to={address("reader", { report: claim.document_id, claim: claim.id })}>{chain(claim)}</To>
            {claim.published && ` · ${claim.published}`}</p>
          <p class="context">{claim.context.before}<mark class={`${manner(claim)} chosen`}>{claim.quote}</mark>
            {claim.context.after}</p>
          {claim.review && (
            <p class={`verdict-of ${claim.review.verdict}`}>
              <b>{words.review.verdicts[claim.review.verdict]}</b> {words.review.by(claim.review.by, claim.review.recorded)}
              {claim.review.reason && `: ${claim.review.reason}`}
            </p>
          )}
          {doing === "correct"
            ? <Correct key={claim.id} claim={claim} save={(reason, given) => judge("corrected", reason, given)}
                cancel={() => setDoing("look")} />
            : <Fields claim={claim} />}
          {doing === "reject" && <Reject save={(reason) => judge("rejected", reason)} cancel={() => setDoing("look")} />}
          {doing === "look" && (
            <p class="verdicts" role="group" aria-label={words.review.keys}>
              {([["a", "accept"], ["c", "correct"], ["r", "reject"], ["u", "undo"], ["k", "previous"], ["j", "next"]] as const)
                .map(([key, name]) => (
                  <button key={key} type="button" onClick={keys[key]} disabled={name === "undo" && !(last ?? claim.review)}>
                    <kbd>{key.toUpperCase()}</kbd> {words.review[name]}
                  </button>
                ))}
            </p>
          )}
        </>
      )}
    </section>
  );
}

function held(claim: ToReview): [string, string][] {
  const names = (list: { name: string }[]) => list.map((one) => one.name).join("; ");
  return [
    ["subject", names(claim.subject)], ["predicate", claim.predicate], ["kind", claim.kind ?? ""],
    ["object", names(claim.object)], ["sources", names(claim.sources)], ["stance", claim.stance],
    ["certainty", claim.certainty], ["time", claim.time?.edtf ?? ""], ["place", claim.place.map((one) => one.text).join("; ")],
    ["low", text(claim.value?.low)], ["best", text(claim.value?.best)], ["high", text(claim.value?.high)],
    ["unit", claim.value?.unit ?? ""],
  ];
}

function text(number: number | null | undefined): string {
  return typeof number === "number" ? String(number) : "";
}

function Fields({ claim }: { claim: ToReview }) {
  return (
    <dl class="read">
      {held(claim).filter(([name, value]) => value || name === "sources").map(([name, value]) => (
        <>
          <dt>{words.review.fields[name]}</dt>
          <dd>{name === "certainty" ? `${words.certainty[value]} (${value})` : value.replaceAll("_", " ") || words.ownVoice}</dd>
        </>
      ))}
      {claim.trouble && <><dt>{words.reader.trouble}</dt><dd>{claim.trouble}</dd></>}
      <dt>{words.review.rule}</dt><dd><code>{claim.rule}</code></dd>
      <dt>{words.reader.countsFor}</dt>
      <dd>{claim.findings.map((finding) => (
        <To key={finding.id} to={address("findings", { finding: finding.id })}><Grade grade={finding.grade} /></To>
      ))}</dd>
    </dl>
  );
}

function Correct(props: { claim: ToReview; save: (reason: string, given: Correction) => void; cancel: () => void }) {
  const before = Object.fromEntries(held(props.claim));
  const form = useRef<HTMLFormElement>(null);
  const known = useAsk<Case>("case").data;
  useEffect(() => form.current?.querySelector<HTMLElement>("input, select")?.focus(), []);
  const save = (event: Event) => {
    event.preventDefault();
    const data = new FormData(form.current ?? undefined);
    const now = (name: string) => String(data.get(name) ?? "").trim();
    const given: Correction = {};
    for (const name of ["predicate", "stance", "certainty", "kind", "time"] as const) {
      if (now(name) !== before[name]) given[name] = now(name);
    }
    for (const name of ["subject", "object", "sources", "place"] as const) {
      if (now(name) !== before[name]) given[name] = now(name).split(";").map((one) => one.trim()).filter(Boolean);
    }
    const numbers = ["low", "best", "high"] as const;
    if ([...numbers, "unit"].some((name) => now(name) !== before[name])) {
      const [low, best, high] = numbers.map((name) => (now(name) === "" ? null : Number(now(name))));
      given.value = { text: [...new Set(numbers.map(now).filter(Boolean))].join(" to ") + (now("unit") && ` ${now("unit")}`),
        low: low ?? null, best: best ?? null, high: high ?? null, unit: now("unit") };
    }
    props.save(now("reason"), given);
  };
  const field = (name: string) => {
    const label = words.review.fields[name];
    const options = name === "stance" ? STANCES : name === "certainty" ? CERTAINTIES
      : name === "predicate" ? known?.predicates.map((entry) => entry.id) : null;
    const several = ["subject", "object", "sources", "place"].includes(name);
    return (
      <label key={name} class={["low", "best", "high", "unit"].includes(name) ? "narrow" : undefined}>
        <span>{label}</span>
        {options ? (
          <select name={name} key={`${name}${options.length}`}>
            {options.map((one) => (
              <option key={one} value={one} selected={one === before[name]}>
                {name === "certainty" ? `${one}, ${words.certainty[one]}` : one.replaceAll("_", " ")}
              </option>
            ))}
          </select>
        ) : <input type="text" name={name} defaultValue={before[name]} title={several ? words.review.separate : undefined}
            inputMode={["low", "best", "high"].includes(name) ? "decimal" : undefined} autocomplete="off" />}
      </label>
    );
  };
  return (
    <form class="correct" ref={form} onSubmit={save}>
      {held(props.claim).map(([name]) => field(name))}
      <label class="whole"><span>{words.review.reason}</span>
        <input type="text" name="reason" required placeholder={words.review.reasonHint} autocomplete="off" /></label>
      <p class="verdicts whole">
        <button type="submit"><kbd>↵</kbd> {words.review.save}</button>
        <button type="button" onClick={props.cancel}><kbd>Esc</kbd> {words.review.cancel}</button>
      </p>
    </form>
  );
}

function Reject(props: { save: (reason: string) => void; cancel: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form class="correct" onSubmit={(event) => { event.preventDefault(); props.save(field.current?.value ?? ""); }}>
      <label class="whole"><span>{words.review.reason}</span>
        <input ref={field} type="text" required placeholder={words.review.reasonHint} autocomplete="off" /></label>
      <p class="verdicts whole">
        <button type="submit"><kbd>↵</kbd> {words.review.confirm}</button>
        <button type="button" onClick={props.cancel}><kbd>Esc</kbd> {words.review.cancel}</button>
      </p>
    </form>
  );
}

function AgreementTable({ round }: { round: number }) {
  return (
    <section>
      <h2>{words.review.agreement}</h2>
      <Answer of={useAsk<{ agreement: Agreement[] }>(`agreement?round=${round}`)}>
        {({ agreement }) => agreement.length === 0 ? <Empty>{words.review.agreementNone}</Empty> : (
          <table>
            <thead><tr>
              <th scope="col">{words.review.rule}</th><th scope="col">{words.review.agreed}</th>
              <th scope="col">{words.review.reviewed}</th>
            </tr></thead>
            <tbody>
              {agreement.map((one) => (
                <tr key={one.rule}>
                  <td>{one.rule}</td><td class="figure">{Math.round(100 * one.agreed)} %</td>
                  <td class="figure">{n(one.reviewed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answer>
      <Files path="agreement" query={new URLSearchParams()} />
    </section>
  );
}

function Records({ round, changed }: { round: number; changed: () => void }) {
  const take = (number: number) =>
    void tell(`reviews/${number}/undo`, { reason: words.review.undoReason }).then(changed, changed);
  return (
    <section>
      <h2>{words.review.records}</h2>
      <Answer of={useAsk<{ reviews: ReviewRecord[] }>(`reviews?round=${round}`)}>
        {({ reviews }) => (
          <ul class="lines">
            {reviews.map((one) => (
              <li key={one.number} class={`line trouble-line${one.undone ? " undone" : ""}`}>
                <span class="clause">{words.review.verdicts[one.verdict]}{one.reason && `: ${one.reason}`}</span>
                <span class="facts">
                  {words.review.by(one.by, one.recorded)} · {Object.keys(one.correction).filter((name) =>
                    one.correction[name as keyof Correction] !== null).join(", ")}
                  {one.undone ? words.review.undone
                    : <button type="button" class="quiet" onClick={() => take(one.number)}>{words.review.undo}</button>}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Answer>
      <Files path="reviews" query={new URLSearchParams()} />
    </section>
  );
}
