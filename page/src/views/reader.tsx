import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Claim, Report, WholeReport, Why } from "../api";
import { useAsk } from "../api";
import { Answer, Empty, Files, Grade, Outside, To, chain, manner } from "../parts";
import { address, alter, filterQuery, useHere } from "../url";
import { n, words } from "../words";

export function Reader() {
  const { params } = useHere();
  const id = params.get("report");
  const asOf = params.get("as_of");
  return (
    <div class="reader">
      <nav class="side" aria-label={words.reader.choose}>
        <h2>{words.reader.choose}</h2>
        <Reports current={id} />
      </nav>
      {id ? (
        <Answer of={useAsk<WholeReport>(`reports/${encodeURIComponent(id)}${asOf ? `?as_of=${asOf}` : ""}`)}>
          {(report) => <Open report={report} claim={params.get("claim")} />}
        </Answer>
      ) : <First />}
    </div>
  );
}

/** Without a report in the address, that of the claim is opened, or else the first that the filter leaves. */
function First() {
  const { params } = useHere();
  const list = useAsk<{ reports: Report[] }>(`reports?${filterQuery(params)}`).data;
  const claim = params.get("claim");
  const stands = useAsk<Claim>(claim ? `claims/${encodeURIComponent(claim)}` : null).data?.document_id;
  const first = claim ? stands : list?.reports[0]?.id;
  useEffect(() => { if (first) alter({ report: first }, true); }, [first]);
  return <Empty>{list && !first ? words.desk.latestNone : ""}</Empty>;
}

function Reports({ current }: { current: string | null }) {
  const { params } = useHere();
  return (
    <>
      <Answer of={useAsk<{ reports: Report[] }>(`reports?${filterQuery(params)}`)}>
        {(list) => (
          <ul class="lines">
            {list.reports.map((report) => (
              <li class="line" key={report.id}>
                <To to={address("reader", { report: report.id })} current={report.id === current}>
                  <span class="clause">{report.title ?? report.name}</span>
                  <span class="facts">
                    {[report.publisher, report.published ?? words.reader.noDate, n(report.claims)]
                      .filter(Boolean).join(" · ")}
                  </span>
                </To>
              </li>
            ))}
          </ul>
        )}
      </Answer>
      <Files path="reports" query={filterQuery(params)} />
    </>
  );
}

interface Piece { start: number; end: number; text: string; claims: Claim[]; notRead: boolean; block: string }

/** The text in pieces, cut where a claim or a trouble begins or ends. Offsets are code points, as everywhere. */
function pieces(report: WholeReport): Piece[] {
  const signs = Array.from(report.text);
  const spans = report.troubles.filter((trouble) => trouble.start !== null && trouble.end !== null);
  const cuts = new Set([0, signs.length]);
  for (const claim of report.said) cuts.add(claim.start).add(claim.end);
  for (const block of report.blocks) cuts.add(block.start).add(block.end);
  for (const span of spans) cuts.add(span.start as number).add(span.end as number);
  const ordered = [...cuts].filter((cut) => cut <= signs.length).sort((one, other) => one - other);
  const shortest = [...report.said].sort((one, other) => one.end - one.start - (other.end - other.start));
  return ordered.slice(0, -1).map((start, at) => {
    const end = ordered[at + 1] as number;
    return {
      start, end, text: signs.slice(start, end).join(""),
      claims: shortest.filter((claim) => claim.start <= start && claim.end >= end),
      block: report.blocks.find((block) => block.start <= start && block.end >= end)?.kind ?? "paragraph",
      notRead: spans.some((span) => (span.start as number) <= start && (span.end as number) >= end),
    };
  });
}

function Open({ report, claim }: { report: WholeReport; claim: string | null }) {
  const text = useMemo(() => pieces(report), [report]);
  const page = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const quiet = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const show = (where: HTMLElement | null, what: string) =>
      where?.querySelector(what)?.scrollIntoView({ block: "center", behavior: quiet ? "auto" : "smooth" });
    if (claim) {
      show(page.current, "mark.chosen");
      show(list.current, "[aria-current=true]");
    }
  }, [claim, report.id]);
  const choose = (piece: Piece) => {
    const at = piece.claims.findIndex((one) => one.id === claim);
    alter({ claim: piece.claims[(at + 1) % piece.claims.length]?.id });
  };
  return (
    <>
      <article class="sheet" ref={page} tabIndex={0} aria-label={words.reader.of(report.name)}>
        <header>
          <p class="facts">
            {[report.publisher, report.author, report.published ?? words.reader.noDate, report.name]
              .filter(Boolean).join(" · ")}
            {report.url && <> · <Outside href={report.url}>{words.reader.open}</Outside></>}
          </p>
        </header>
        <div class="text">
          {text.map((piece) => piece.claims.length ? (
            <mark key={piece.start} onClick={() => choose(piece)} title={piece.claims.map((one) => one.says).join("\n")}
              class={[manner(piece.claims[0] as Claim), piece.block,
                piece.claims.some((one) => one.id === claim) && "chosen"].filter(Boolean).join(" ")}>
              {piece.text}
            </mark>
          ) : (
            <span key={piece.start} class={piece.notRead ? "not-read" : piece.block}>
              {piece.text}
            </span>
          ))}
        </div>
        <Legend />
      </article>
      <section class="margin" aria-label={words.reader.claims}>
        <header class="head">
          <h2>{words.reader.claims} <small>{n(report.said.length)}</small></h2>
        </header>
        {report.said.length === 0 && <Empty>{words.reader.none}</Empty>}
        <ol ref={list} class="notes">
          {report.said.map((one) => <Note key={one.id} claim={one} chosen={one.id === claim} />)}
        </ol>
        {report.troubles.length > 0 && (
          <>
            <h2>{words.reader.notRead}</h2>
            <ul class="lines">
              {report.troubles.map((trouble) => (
                <li class="line trouble-line" key={`${trouble.kind}${trouble.start}`}>
                  <span class="clause">{trouble.kind.replaceAll("-", " ")}</span>
                  <span class="facts">{trouble.why}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </>
  );
}

function Legend() {
  return (
    <footer class="legend" aria-label={words.reader.legend}>
      <mark class="affirmed own">{words.reader.affirmed}</mark>
      <mark class="denied own">{words.reader.denied}</mark>
      <mark class="hedged own">{words.reader.hedged}</mark>
      <mark class="affirmed other">{words.reader.other}</mark>
    </footer>
  );
}

function Note({ claim, chosen }: { claim: Claim; chosen: boolean }) {
  const facts: [string, string][] = [
    [words.reader.chain, claim.sources.length ? chain(claim) : words.ownVoice],
    [words.filter.stance, `${claim.stance}, ${words.certainty[claim.certainty]} (${claim.certainty})`],
  ];
  if (claim.time?.edtf) facts.push([words.reader.when, claim.time.text ? `${claim.time.edtf} (“${claim.time.text}”)` : claim.time.edtf]);
  if (claim.value) facts.push([words.reader.number, claim.value.text]);
  if (claim.place.length) facts.push([words.reader.where, claim.place.map((place) => place.text).join(", ")]);
  for (const [role, value] of Object.entries(claim.roles)) facts.push([role, value]);
  if (claim.trouble) facts.push([words.reader.trouble, claim.trouble]);
  return (
    <li class={`note ${manner(claim)}`} aria-current={chosen ? "true" : undefined}>
      <button type="button" class="opens" aria-expanded={chosen} onClick={() => alter({ claim: chosen ? null : claim.id })}>
        <span class="clause">{claim.says}</span>
        <span class="facts">{claim.sources.length ? claim.sources.map((source) => source.name).join(" › ") : words.ownVoice}
          {" · "}{claim.stance}</span>
      </button>
      {chosen && (
        <div class="within">
          <blockquote>“{claim.quote}”</blockquote>
          <dl>{facts.map(([name, value]) => <><dt>{name}</dt><dd>{value}</dd></>)}</dl>
          <p class="facts">
            {claim.findings.map((finding) => (
              <To key={finding.id} to={address("findings", { finding: finding.id, claim: claim.id })}>
                {words.reader.countsFor} <Grade grade={finding.grade} />
              </To>
            ))}
          </p>
          <WhyRead claim={claim} />
        </div>
      )}
    </li>
  );
}

function WhyRead({ claim }: { claim: Claim }) {
  const [open, setOpen] = useState(false);
  const why = useAsk<Why>(open ? `claims/${claim.id}/why` : null);
  return (
    <details class="why" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.reader.why}</summary>
      {open && (
        <Answer of={why}>
          {(told) => (
            <>
              <p><code>{told.rule}</code> {told.told}</p>
              {told.words.length > 0 && (
                <table class="tree">
                  <thead>
                    <tr>
                      <th scope="col">{words.reader.word}</th><th scope="col">{words.reader.relation}</th>
                      <th scope="col">{words.reader.head}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {told.words.map((word, at) => (
                      <tr key={at} class={word.fired ? "fired" : undefined} title={word.fired ? words.reader.fired : undefined}>
                        <td>{word.fired ? "→ " : ""}{word.form}</td><td>{word.relation}</td>
                        <td>{word.head >= 0 ? told.words[word.head]?.form : "—"}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </>
          )}
        </Answer>
      )}
    </details>
  );
}
