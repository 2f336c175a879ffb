import "@fontsource-variable/source-sans-3/wght.css";
import "@fontsource-variable/source-serif-4/opsz.css";
import "@fontsource-variable/source-serif-4/opsz-italic.css";
import "./style.css";
import { render } from "preact";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Case } from "./api";
import { useAsk } from "./api";
import { FilterBar } from "./bar";
import { Answer, Empty, To } from "./parts";
import { address, useHere } from "./url";
import { Contradictions } from "./views/contradictions";
import { Desk } from "./views/desk";
import { Actors } from "./views/actors";
import { Findings } from "./views/findings";
import { Hypotheses } from "./views/hypotheses";
import { Pair } from "./views/pair";
import { Reader } from "./views/reader";
import { Review } from "./views/review";
import { words } from "./words";

/** A view that is fetched when it is first opened: what draws is heavier than what lists. */
function later(load: () => Promise<{ default: ComponentType }>): ComponentType {
  let found: ComponentType | null = null;
  return function Later() {
    const [View, setView] = useState<ComponentType | null>(() => found);
    useEffect(() => {
      if (!View) void load().then((loaded) => { found = loaded.default; setView(() => found); });
    }, []);
    return View ? <View /> : <p class="waiting" role="status">{words.opening}</p>;
  };
}

const Network = later(() => import("./views/network"));
const Timeline = later(() => import("./views/timeline"));
const WorldMap = later(() => import("./views/map"));

const VIEWS: Record<string, ComponentType> = { desk: Desk, reader: Reader, findings: Findings, actors: Actors, pair: Pair, network: Network, timeline: Timeline, map: WorldMap,
  contradictions: Contradictions, hypotheses: Hypotheses,  review: Review };

function Page() {
  const place = useHere();
  const View = VIEWS[place.view];
  const title = words.views[place.view] ?? words.product;
  const known = useAsk<Case>("case");
  useEffect(() => { document.title = [title, known.data?.name, words.product].filter(Boolean).join(" · "); },
    [title, known.data?.name]);
  return (
    <>
      <a class="skip" href="#view">{words.skip}</a>
      <header class="top">
        <To to={address("desk")} class="mark">{words.product}</To>
        <span class="case">{known.data?.name}</span>
        <nav aria-label={words.product}>
          {Object.keys(VIEWS).map((view) => (
            <To key={view} to={address(view, {}, ["report", "claim", "finding", "a", "b"])}
              current={view === place.view}>
              {words.views[view]}
            </To>
          ))}
        </nav>
        {known.data && <span class={known.data.masked ? "shade" : "shade open"}
          title={known.data.masked ? words.masked : words.unmasked}>{known.data.masked ? "▮▮▮" : "!"}
          <span class="unseen">{known.data.masked ? words.masked : words.unmasked}</span></span>}
      </header>
      <Answer of={known}>{(data) => <FilterBar of={data} />}</Answer>
      <main id="view" class={`view-${place.view}`} tabIndex={-1}>
        {View ? <View /> : <Empty>{words.notFoundView} <To to={address("desk")}>{words.views.desk}</To></Empty>}
      </main>
    </>
  );
}

render(<Page />, document.getElementById("page") as HTMLElement);
