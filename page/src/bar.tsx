/** The one filter bar: what it says is in the address, and every view follows it. */
import { useEffect, useRef, useState } from "preact/hooks";
import type { Case, ClaimList, Facet } from "./api";
import { useAsk } from "./api";
import { FILTERS, alter, filterQuery, useHere } from "./url";
import { words } from "./words";

const DATE = "\\d{4}(-\\d{2}(-\\d{2})?)?";

export function FilterBar({ of }: { of: Case }) {
  const { params } = useHere();
  const query = filterQuery(params);
  query.set("limit", "1");
  const facets = useAsk<ClaimList>(`claims?${query}`).data?.facets;
  const set = FILTERS.some((name) => params.has(name));
  const groups = new Map<string, Facet[]>();
  for (const facet of facets?.predicate ?? []) {
    const group = of.predicates.find((entry) => entry.id === facet.value)?.group ?? "";
    groups.set(group, [...(groups.get(group) ?? []), facet]);
  }
  return (
    <form class="bar" role="search" aria-label={words.filter.label} onSubmit={(event) => event.preventDefault()}>
      <Text name="words" label={words.filter.words} type="search" wide />
      <Actors facets={facets?.actor ?? []} />
      <label>
        <span>{words.filter.predicate}</span>
        <select value={params.get("predicate") ?? ""} onChange={(event) => alter({ predicate: event.currentTarget.value })}>
          <option value="">{words.filter.any}</option>
          <Kept value={params.get("predicate")} among={facets?.predicate} />
          {[...groups].map(([group, held]) => (
            <optgroup key={group} label={group}>
              {held.map((facet) => <Choice key={facet.value} facet={facet} />)}
            </optgroup>
          ))}
        </select>
      </label>
      <Choose name="grade" label={words.filter.grade} facets={facets?.grade} />
      <Choose name="source" label={words.filter.source} facets={facets?.source} />
      <Choose name="stance" label={words.filter.stance} facets={facets?.stance} />
      <Text name="since" label={words.filter.since} pattern={DATE} />
      <Text name="until" label={words.filter.until} pattern={DATE} />
      <Text name="as_of" label={words.filter.asOf} pattern={DATE} />
      <button type="button" class="clear" disabled={!set}
        onClick={() => alter(Object.fromEntries(FILTERS.map((name) => [name, null])))}>
        {words.filter.clear}
      </button>
    </form>
  );
}

function Choice({ facet }: { facet: Facet }) {
  return <option value={facet.value}>{facet.label.replaceAll("_", " ")} ({facet.count})</option>;
}

/** What is chosen stays in the list even where nothing is left of it. */
function Kept({ value, among }: { value: string | null; among: Facet[] | undefined }) {
  if (!value || among?.some((facet) => facet.value === value)) return null;
  return <option value={value}>{value.replaceAll("_", " ")} (0)</option>;
}

function Choose(props: { name: string; label: string; facets: Facet[] | undefined }) {
  const value = useHere().params.get(props.name);
  return (
    <label>
      <span>{props.label}</span>
      <select value={value ?? ""} onChange={(event) => alter({ [props.name]: event.currentTarget.value })}>
        <option value="">{words.filter.any}</option>
        <Kept value={value} among={props.facets} />
        {(props.facets ?? []).slice(0, 200).map((facet) => <Choice key={facet.value} facet={facet} />)}
      </select>
    </label>
  );
}

function Actors({ facets }: { facets: Facet[] }) {
  const chosen = useHere().params.getAll("actor");
  const name = (id: string) => facets.find((facet) => facet.value === id)?.label ?? id;
  return (
    <label>
      <span>{words.filter.actor}</span>
      <select value={chosen[0] ?? ""} onChange={(event) => alter({ actor: event.currentTarget.value })}>
        <option value="">{words.filter.any}</option>
        {chosen.slice(0, 1).filter((id) => !facets.some((facet) => facet.value === id)).map((id) => (
          <option key={id} value={id}>{name(id)}</option>
        ))}
        {facets.slice(0, 300).map((facet) => <Choice key={facet.value} facet={facet} />)}
      </select>
    </label>
  );
}

/** A field that asks once typing rests. */
function Text(props: { name: string; label: string; type?: "search"; pattern?: string; wide?: boolean }) {
  const value = useHere().params.get(props.name) ?? "";
  const [typed, setTyped] = useState(value);
  const waiting = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => setTyped(value), [value]);
  const put = (field: HTMLInputElement) => {
    setTyped(field.value);
    if (waiting.current) clearTimeout(waiting.current);
    const settled = field.value.trim();
    if (field.validity.valid) waiting.current = setTimeout(() => alter({ [props.name]: settled }, true), 250);
  };
  const field = {
    value: typed, pattern: props.pattern, placeholder: props.pattern ? "2024-03" : "", size: props.pattern ? 9 : 18,
    title: props.pattern ? words.filter.date : undefined, autocomplete: "off", spellcheck: false,
    onInput: (event: { currentTarget: HTMLInputElement }) => put(event.currentTarget),
  } as const;
  return (
    <label class={props.wide ? "wide" : undefined}>
      <span>{props.label}</span>
      {props.type ? <input type="search" {...field} /> : <input type="text" {...field} />}
    </label>
  );
}
