import type { ClaimList, Desk as DeskAnswer, Facet, Search } from "../api";
import { useAsk } from "../api";
import { Answer, Empty, Files, FindingLine, Said, To } from "../parts";
import { FILTERS, address, alter, filterQuery, useHere } from "../url";
import { n, words } from "../words";

export function Desk() {
  const { params } = useHere();
  const query = filterQuery(params);
  const typed = params.get("words");
  const asOf = params.get("as_of");
  return (
    <div class="desk">
      <Answer of={useAsk<DeskAnswer>(`desk?${query}`)}>{(desk) => <Overview desk={desk} />}</Answer>
      {typed && <Found typed={typed} asOf={asOf} />}
      <Claims />
    </div>
  );
}

function Overview({ desk }: { desk: DeskAnswer }) {
  const all = desk.grades.reduce((sum, held) => sum + held.count, 0);
  return (
    <>
      <h1 class="lede">{words.desk.lede(desk.claims, desk.voices, desk.reports, desk.findings)}.</h1>
      {all > 0 && (
        <section aria-label={words.desk.grades} class="grades">
          {desk.grades.map(({ grade, count }) => (
            <button key={grade} type="button" class={`share grade-${grade}`} title={words.grades[grade]}
              aria-pressed={here("grade") === grade} ref={(node) => { if (node) node.style.flexGrow = `${count}`; }}
              onClick={() => alter({ grade: here("grade") === grade ? null : grade })}>
              <b>{n(count)}</b> {grade.replaceAll("-", " ")}
            </button>
          ))}
        </section>
      )}
      <div class="columns">
        <section>
          <h2>{words.desk.contested}</h2>
          {desk.contested.length ? (
            <ul class="lines">{desk.contested.map((finding) => <FindingLine key={finding.id} finding={finding} />)}</ul>
          ) : <Empty>{words.desk.contestedNone}</Empty>}
        </section>
        <section>
          <h2>{words.desk.fragile}</h2>
          {desk.fragile.length ? (
            <ul class="lines">{desk.fragile.map((finding) => <FindingLine key={finding.id} finding={finding} />)}</ul>
          ) : <Empty>{words.desk.fragileNone}</Empty>}
        </section>
        <section>
          <h2>{words.desk.latest}</h2>
          {desk.new.length ? (
            <ul class="lines">
              {desk.new.map((report) => (
                <li class="line" key={report.id}>
                  <To to={address("reader", { report: report.id })}>
                    <span class="clause">{report.title ?? report.name}</span>
                    <span class="facts">
                      {[report.publisher, report.published, `${n(report.claims)} claims`].filter(Boolean).join(" · ")}
                    </span>
                  </To>
                </li>
              ))}
            </ul>
          ) : <Empty>{words.desk.latestNone}</Empty>}
          <h2>{words.desk.troubles}</h2>
          {desk.troubles.length ? (
            <ul class="lines">
              {desk.troubles.map((trouble) => (
                <li class="line trouble-line" key={`${trouble.document}${trouble.kind}${trouble.start}`}>
                  <span class="clause">{trouble.document}</span>
                  <span class="facts">{trouble.kind.replaceAll("-", " ")}: {trouble.why}</span>
                </li>
              ))}
            </ul>
          ) : <Empty>{words.desk.troublesNone}</Empty>}
        </section>
      </div>
    </>
  );
}

function here(name: string): string | null {
  return new URLSearchParams(location.search).get(name);
}

function Found({ typed, asOf }: { typed: string; asOf: string | null }) {
  const query = new URLSearchParams({ words: typed, limit: "6", ...(asOf ? { as_of: asOf } : {}) });
  return (
    <Answer of={useAsk<Search>(`search?${query}`)}>
      {(search) => (
        <div class="columns two">
          <section>
            <h2>{words.desk.names} <small>{words.desk.found(search.found.actors)}</small></h2>
            <ul class="lines">
              {search.actors.map((actor) => (
                <li class="line" key={actor.id}>
                  <To to={address("actors", { a: actor.id })}>
                    <span class="clause">{actor.name}</span>
                    <span class="facts">{actor.names.slice(0, 5).map((name) => name.form).join(" · ")}</span>
                  </To>
                </li>
              ))}
            </ul>
          </section>
          <section>
            <h2>{words.desk.passages} <small>{words.desk.found(search.found.reports)}</small></h2>
            <ul class="lines">
              {search.reports.map((report) => (
                <li class="line" key={report.id}>
                  <To to={address("reader", { report: report.id })}>
                    <span class="clause">{report.title ?? report.name}</span>
                    <span class="facts quoted">… {report.passage} …</span>
                  </To>
                </li>
              ))}
            </ul>
          </section>
        </div>
      )}
    </Answer>
  );
}

function Claims() {
  const { params } = useHere();
  const query = filterQuery(params);
  const limit = Number(params.get("show") ?? 50);
  const paged = new URLSearchParams(query);
  paged.set("limit", String(Math.min(1000, limit)));
  return (
    <section class="claims">
      <header class="head">
        <h2>{words.desk.said}</h2>
        <Files path="claims" query={query} />
      </header>
      <Answer of={useAsk<ClaimList>(`claims?${paged}`)}>
        {(list) => list.total === 0 ? (
          <Empty>{FILTERS.some((name) => params.has(name)) ? words.desk.saidNone : words.desk.empty}</Empty>
        ) : (
          <div class="faceted">
            <nav class="facets" aria-label={words.desk.narrow}>
              {(["predicate", "source", "actor", "stance"] as const).map((name) => (
                <FacetList key={name} name={name} facets={list.facets[name] ?? []} />
              ))}
            </nav>
            <ul class="saids">
              {list.claims.map((claim) => <Said key={claim.id} claim={claim} />)}
              {list.total > list.claims.length && (
                <li class="more">
                  <button type="button" onClick={() => alter({ show: String(limit + 50) }, true)}>
                    {words.more(list.total - list.claims.length)}
                  </button>
                </li>
              )}
            </ul>
          </div>
        )}
      </Answer>
    </section>
  );
}

function FacetList({ name, facets }: { name: string; facets: Facet[] }) {
  const chosen = here(name);
  const most = facets[0]?.count ?? 1;
  return (
    <section>
      <h3>{words.filter[name as "predicate"]}</h3>
      <ul>
        {facets.slice(0, 9).map((facet) => (
          <li key={facet.value}>
            <button type="button" aria-pressed={chosen === facet.value}
              onClick={() => alter({ [name]: chosen === facet.value ? null : facet.value, show: null })}>
              <span>{facet.label.replaceAll("_", " ")}</span>
              <b>{n(facet.count)}</b>
              <i aria-hidden="true" ref={(node) => { if (node) node.style.width = `${(100 * facet.count) / most}%`; }} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
