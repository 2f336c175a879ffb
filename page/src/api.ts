/** What the page asks of the case, and the shapes it gets. /api/openapi.json describes it. */
import { useEffect, useState } from "preact/hooks";

export interface Source { name: string; text: string; kind: string; cue: string; side: string | null; actor: string | null }
export interface Mention { text: string; name: string; actor: string | null }
export interface Time { text: string; edtf: string; earliest: string | null; latest: string | null; inferred: boolean }
export interface Figure { text: string; low: number | null; best: number | null; high: number | null; unit: string }
export interface Spot { text: string; name: string; lat: number | null; lon: number | null }
export interface Claim {
  id: string; document: string; document_id: string; start: number; end: number; quote: string; sources: Source[];
  stance: string; certainty: string; predicate: string; kind: string | null; subject: Mention[]; object: Mention[];
  roles: Record<string, string>; place: Spot[]; time: Time | null; value: Figure | null; reader: string; rule: string;
  trouble: string | null; publisher: string | null; published: string | null; says: string;
  findings: { id: string; grade: string }[];
}
export type Counts = Record<string, number>;
export interface Party { actor: string | null; name: string }
export interface Root {
  name: string; class: string; stance: string; claims: string[]; merged_because: string[]; undecided: string[];
}
export interface Finding {
  id: string; predicate: string; kind: string | null; subject: Party; object: Party | null; place: string[];
  time: Time | null; grade: string; for: Counts; against: Counts; listed: number; documents: number; fragility: number;
  slots: Record<string, string>; sentence: string; claims: string[]; undecided: string[]; proposition: string;
}
export interface WholeFinding extends Finding { roots: Root[]; since: string | null; said: Claim[] }
export interface Report {
  id: string; name: string; title: string | null; publisher: string | null; author: string | null;
  published: string | null; language: string | null; media_type: string; url: string | null; characters: number;
  claims: number; recorded?: string; passage?: string;
}
export interface Block { start: number; end: number; kind: string }
export interface Trouble { document: string; kind: string; why: string; start: number | null; end: number | null }
export interface WholeReport extends Report { text: string; blocks: Block[]; said: Claim[]; troubles: Trouble[] }
export interface Facet { value: string; label: string; count: number }
export interface Case {
  name: string; masked: boolean; people: number; reports: number; claims: number; findings: number; actors: number;
  troubles: number; predicates: { id: string; group: string; means: string }[]; kinds: Record<string, string>;
}
export interface Desk {
  claims: number; findings: number; reports: number; voices: number; grades: { grade: string; count: number }[];
  new: Report[]; contested: Finding[]; fragile: Finding[]; troubles: Trouble[]; not_read: number;
}
export interface ClaimList { total: number; start: number; claims: Claim[]; facets: Record<string, Facet[]> }
export interface Search { reports: Report[]; claims: Claim[]; actors: Actor[]; found: Record<string, number> }
export interface ActorName { form: string; kind: string; used_by: string | null; documents: string[] }
export interface Join {
  left: string; right: string; judgement: string; rule: string; reason: string; by: string; recorded: string | null;
  number: number | null;
}
export interface Actor {
  id: string; name: string; kind: string; side: string | null; private: boolean; reports: number; members: string[];
  names: ActorName[]; joins: Join[];
}
export interface Why {
  reader: string; rule: string; told: string;
  words: { form: string; kind: string; relation: string; head: number; fired: boolean }[];
  counts_for: { id: string; grade: string; proposition: string }[];
}

export interface Correction {
  stance?: string; certainty?: string; predicate?: string; kind?: string; subject?: string[]; object?: string[];
  sources?: string[]; place?: string[]; time?: string; value?: Figure;
}
export interface Review {
  number: number; claim: string; verdict: string; correction: Correction; reason: string; by: string; recorded: string;
  undone: number | null;
}
export interface ToReview extends Claim { context: { before: string; after: string }; review: Review | null }
export interface Queue { total: number; start: number; reviewed: number; claims: ToReview[] }
export interface Agreement {
  rule: string; reviewed: number; accepted: number; corrected: number; rejected: number; agreed: number;
  fields: Record<string, number>;
}
export interface Line {
  claim: string; chain: string[]; stance: string; certainty: string; quote: string; document: string;
  publisher: string | null; start: number; end: number; said: string | null; happened: string | null;
  figure: string | null; rule: string;
}
export interface Entry {
  proposition: string; finding: Finding & { roots: Root[] }; voices: { root: { name: string; root_class: string; stance: string }; lines: Line[] }[];
  since: string | null;
}
export interface Profile { id: string; name: string; kind: string; names: [string, string, string[]][]; joined_because: string[] }
export interface Dossier {
  about: Profile; other: Profile | null; summary: string;
  sections: { group: string; title: string; entries: Entry[] }[]; denied: string[];
  clashes: { of: string; figures: [string, string][]; lines: Line[] }[];
  years: { year: string; basis: string; asserted: string[]; denied: string[] }[];
  asides: { party: Party; entries: Entry[]; more: number }[]; undecided: string[]; reports: number; masked: number;
}

export class Refused extends Error {}

export async function ask<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(`/api/${path}`, { credentials: "omit", ...init });
  const told = response.headers.get("content-type")?.startsWith("application/json") ? await response.json() : null;
  if (!response.ok) throw new Refused(told?.error ?? `${response.status} ${response.statusText}`);
  return told as T;
}

export function tell<T>(path: string, body: unknown): Promise<T> {
  return ask<T>(path, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
}

export interface Asked<T> { data: T | null; error: string | null; pending: boolean; again: () => void }

/** Asks `path` whenever it changes; null asks nothing. What was answered last stays until the next answer is here. */
export function useAsk<T>(path: string | null): Asked<T> {
  const [state, setState] = useState<{ data: T | null; error: string | null; of: string | null }>(
    { data: null, error: null, of: null });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (path === null) return;
    const stop = new AbortController();
    ask<T>(path, { signal: stop.signal }).then(
      (data) => setState({ data, error: null, of: path }),
      (error: unknown) => {
        if (!stop.signal.aborted) {
          setState({ data: null, error: error instanceof Error ? error.message : String(error), of: path });
        }
      },
    );
    return () => stop.abort();
  }, [path, round]);
  const data = path === null ? null : state.data;
  return { data, error: state.of === path ? state.error : null, pending: state.of !== path,
    again: () => setRound((last) => last + 1) };
}
