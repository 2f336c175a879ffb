/** All state is in the address: the view, the selection, the filter. */
import { useEffect, useState } from "preact/hooks";

export const FILTERS = ["words", "actor", "predicate", "grade", "source", "stance", "since", "until", "as_of"] as const;

export interface Place {
  view: string;
  params: URLSearchParams;
}

const listeners = new Set<() => void>();

export function here(): Place {
  return { view: location.pathname.slice(1) || "desk", params: new URLSearchParams(location.search) };
}

export type Changes = Record<string, string | string[] | null | undefined>;

/** The address of a view: the filter stays, the selection of `keep` too, `changes` come on top; null takes away. */
export function address(view: string, changes: Changes = {}, keep: readonly string[] = []): string {
  const now = here().params;
  const next = new URLSearchParams();
  for (const name of new Set([...FILTERS, ...keep])) for (const value of now.getAll(name)) next.append(name, value);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const one of Array.isArray(value) ? value : [value]) if (one) next.append(name, one);
  }
  const query = next.toString();
  return `/${view}${query ? `?${query}` : ""}`;
}

export function go(where: string, replace = false): void {
  if (where === location.pathname + location.search) return;
  if (replace) history.replaceState(null, "", where);
  else history.pushState(null, "", where);
  listeners.forEach((tell) => tell());
}

/** Changes the address of this view, its other parameters as they are. */
export function alter(changes: Changes, replace = false): void {
  const { view, params } = here();
  const all = [...new Set(params.keys())];
  go(address(view, changes, all), replace);
}

export function useHere(): Place {
  const [, setRound] = useState(0);
  const shown = location.pathname + location.search;
  useEffect(() => {
    const tell = () => setRound((last) => last + 1);
    listeners.add(tell);
    addEventListener("popstate", tell);
    if (shown !== location.pathname + location.search) tell(); // it changed before anybody listened
    return () => {
      listeners.delete(tell);
      removeEventListener("popstate", tell);
    };
  }, []);
  return here();
}

/** The filter of the address as a query for the API. */
export function filterQuery(params: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of FILTERS) for (const value of params.getAll(name)) query.append(name, value);
  return query;
}
