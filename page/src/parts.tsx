/** Pieces that several views are made of. */
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { Asked, Claim, Finding } from "./api";
import { address, go } from "./url";
import { n, words } from "./words";

/** A link inside the page. It is a real link: it can be copied, opened in a tab, read out. */
export function To(props: { to: string; children: ComponentChildren; class?: string; current?: boolean; label?: string }) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(props.to);
  };
  return (
    <a href={props.to} class={props.class} onClick={follow} aria-current={props.current ? "true" : undefined}
      aria-label={props.label}>
      {props.children}
    </a>
  );
}

export function Grade({ grade }: { grade: string }) {
  return <span class={`grade grade-${grade}`} title={words.grades[grade]}>{grade.replaceAll("-", " ")}</span>;
}

/** Answers, and what stands in their place until there are any. */
export function Answer<T>(props: { of: Asked<T>; children: (data: T) => ComponentChildren }) {
  const { data, error, again, pending } = props.of;
  if (error !== null) {
    return (
      <div class="trouble" role="alert">
        <p><strong>{words.failed}</strong> {error}</p>
        <button type="button" onClick={again}>{words.retry}</button>
      </div>
    );
  }
  if (data === null) return <p class="waiting" role="status">{words.asking}</p>;
  return <div class={pending ? "answer stale" : "answer"} aria-busy={pending}>{props.children(data)}</div>;
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <p class="empty">{children}</p>;
}

/** The same answer as files. */
export function Files(props: { path: string; query: URLSearchParams; formats?: readonly string[] }) {
  return (
    <p class="files">
      <span>{words.files}</span>
      {(props.formats ?? ["json", "csv"]).map((format) => {
        const query = new URLSearchParams(props.query);
        query.set("format", format);
        return <a key={format} href={`/api/${props.path}?${query}`} download>{format.toUpperCase()}</a>;
      })}
    </p>
  );
}

export function told(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** Voices for and against as marks: filled is a voice for, hollow one against; letters say of which class. */
export function Voices({ finding }: { finding: Finding }) {
  const marks = (counts: Record<string, number>, side: string): JSX.Element[] =>
    Object.entries(counts).flatMap(([kind, count]) => Array.from({ length: Math.min(count, 12) }, (_, at) => (
      <i key={`${side}${kind}${at}`} class={`voice ${side}`} title={`${words.sides[side]}: ${words.classes[kind]}`}>
        {kind}
      </i>
    )));
  const against = told(finding.against);
  const label = `${n(told(finding.for))} for, ${n(against)} against, ${n(finding.listed)} listed`;
  return (
    <span class="voices" role="img" aria-label={label}>
      {marks(finding.for, "for")}{against > 0 && <span class="versus">·</span>}{marks(finding.against, "against")}
    </span>
  );
}

export function FindingLine({ finding, current }: { finding: Finding; current?: boolean }) {
  return (
    <li class="line">
      <To to={address("findings", { finding: finding.id })} current={current}>
        <span class="clause">{finding.proposition}</span>
        <span class="facts"><Grade grade={finding.grade} /> <Voices finding={finding} /></span>
      </To>
    </li>
  );
}

export function chain(claim: Claim): string {
  const told = claim.sources.map((source) => source.name);
  return [...new Set([claim.publisher ?? claim.document, ...told])].join(" › ");
}

export function isHedged(claim: Claim): boolean {
  return claim.stance === "alleged" || claim.stance === "predicted" || !claim.certainty.startsWith("CT");
}

/** How a claim is marked: by what it asserts, and by whose words it is in. */
export function manner(claim: Claim): string {
  const stance = claim.stance === "denied" ? "denied" : isHedged(claim) ? "hedged" : "affirmed";
  return `${stance} ${claim.sources.length ? "other" : "own"}`;
}

export function Said({ claim }: { claim: Claim }) {
  return (
    <li class={`said ${manner(claim)}`}>
      <blockquote>“{claim.quote}”</blockquote>
      <p class="by">
        {chain(claim)} <span class="stance">{claim.stance}, {words.certainty[claim.certainty]}</span>
      </p>
      <p class="what">
        <To to={address("reader", { report: claim.document_id, claim: claim.id })}>{claim.says}</To>
        {claim.time?.edtf && <span> · {claim.time.edtf}</span>}
        {claim.value && <span> · {claim.value.text}</span>}
        {claim.published && <span> · {claim.published}</span>}
      </p>
    </li>
  );
}

/** A list that grows by pages of fifty, so that a hundred thousand lines are no burden. */
export function Growing<T>(props: { items: readonly T[]; children: (item: T, at: number) => ComponentChildren }) {
  const [shown, setShown] = useState(50);
  const left = props.items.length - shown;
  return (
    <>
      {props.items.slice(0, shown).map(props.children)}
      {left > 0 && (
        <li class="more"><button type="button" onClick={() => setShown(shown + 50)}>{words.more(left)}</button></li>
      )}
    </>
  );
}

/** An address from a report: only http and https are followed, and the other side learns nothing of this page. */
export function Outside({ href, children }: { href: string; children: ComponentChildren }) {
  if (!/^https?:\/\//i.test(href)) return <span>{href}</span>;
  return <a href={href} target="_blank" rel="noopener noreferrer">{children}</a>;
}
