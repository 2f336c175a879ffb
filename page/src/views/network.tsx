import EdgeCurveProgram, { EdgeCurvedArrowProgram, indexParallelEdgesIndex } from "@sigma/edge-curve";
import { MultiDirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { useEffect, useMemo, useRef } from "preact/hooks";
import Sigma from "sigma";
import { EdgeArrowProgram } from "sigma/rendering";
import type { WholeFinding } from "../api";
import { useAsk } from "../api";
import { Answer, Empty, Files, Grade, To, Voices } from "../parts";
import { address, alter, filterQuery, useHere } from "../url";
import { n, words } from "../words";

interface Node { id: string; name: string; kind: string; ties: number }
interface Edge {
  from: string; to: string; sign: number; findings: number; voices: number; denied: number; grades: string[]; named: string[];
}
interface Net { nodes: Node[]; edges: Edge[]; left_out: number; years: Record<string, number> }

const FONT = '"Source Sans 3 Variable", sans-serif';
const key = (edge: Edge) => `${edge.from} ${edge.to} ${edge.sign}`;

export default function Network() {
  const { params } = useHere();
  const query = filterQuery(params);
  const chosen = params.get("edge");
  return (
    <Answer of={useAsk<Net>(`network?${query}`)}>
      {(net) => net.edges.length === 0 ? <div class="pair"><Empty>{words.network.none}</Empty></div> : (
        <div class="network">
          <section class="stage">
            <Picture net={net} chosen={chosen} />
            <Brush years={net.years} />
          </section>
          <aside class="margin">
            <p class="facts">{words.network.drawn(net.nodes.length, net.edges.length)}
              {net.left_out > 0 && `. ${words.network.leftOut(net.left_out)}`}</p>
            <Chosen edge={net.edges.find((edge) => key(edge) === chosen)} net={net} />
            <Ties net={net} chosen={chosen} />
            <Files path="network" query={query} />
          </aside>
        </div>
      )}
    </Answer>
  );
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function made(net: Net): MultiDirectedGraph {
  const graph = new MultiDirectedGraph();
  const most = Math.max(...net.nodes.map((node) => node.ties));
  net.nodes.forEach((node, at) => {
    const turn = (2 * Math.PI * at) / net.nodes.length;
    graph.addNode(node.id, {
      label: node.name, x: Math.cos(turn), y: Math.sin(turn), size: 5 + 11 * Math.sqrt(node.ties / most), color: colour("--ink"),
    });
  });
  for (const edge of net.edges) {
    graph.addEdgeWithKey(key(edge), edge.from, edge.to, {
      label: `${words.network.marks[edge.sign]} ${n(edge.findings)}`, size: 1 + Math.min(5, Math.sqrt(edge.voices)),
      color: colour(edge.sign === 1 ? "--for" : edge.sign === -1 ? "--against" : "--soft"), weight: edge.findings,
    });
  }
  // The same case lies the same way each time: it starts from a circle, and the forces are no dice.
  forceAtlas2.assign(graph, { iterations: net.nodes.length > 120 ? 120 : 300,
    settings: { ...forceAtlas2.inferSettings(graph), gravity: 1.2, scalingRatio: 8, adjustSizes: true, edgeWeightInfluence: 0.4 } });
  indexParallelEdgesIndex(graph, { edgeIndexAttribute: "lane", edgeMinIndexAttribute: "firstLane", edgeMaxIndexAttribute: "lastLane" });
  graph.forEachEdge((edge, held) => {
    const among = held.lastLane as number | null;
    const curved = typeof held.lane === "number" && typeof among === "number" && held.lane !== 0;
    graph.mergeEdgeAttributes(edge, curved
      ? { type: "curved", curvature: 0.22 * (held.lane as number) } : { type: "straight" });
  });
  return graph;
}

function Picture({ net, chosen }: { net: Net; chosen: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<Sigma | null>(null);
  const graph = useMemo(() => made(net), [net]);
  const selected = useRef(chosen);
  selected.current = chosen;
  useEffect(() => {
    if (!box.current) return;
    const renderer = new Sigma(graph, box.current, {
      allowInvalidContainer: true, renderEdgeLabels: true, enableEdgeEvents: true, labelFont: FONT,
      labelSize: 14, labelWeight: "600", labelColor: { color: colour("--ink") }, edgeLabelSize: 12,
      edgeLabelFont: FONT, edgeLabelColor: { color: colour("--soft") }, labelRenderedSizeThreshold: net.nodes.length > 40 ? 6 : 0, labelDensity: 4,
      defaultEdgeType: "straight", edgeProgramClasses: { straight: EdgeArrowProgram, curved: EdgeCurvedArrowProgram, line: EdgeCurveProgram },
      zIndex: true, minCameraRatio: 0.1, maxCameraRatio: 6,
      defaultDrawNodeHover: (context, data, settings) => {
        context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
        const wide = context.measureText(data.label ?? "").width;
        context.fillStyle = colour("--sheet");
        context.strokeStyle = colour("--ink");
        context.beginPath();
        context.rect(data.x + data.size + 1, data.y - 11, wide + 8, 22);
        context.fill();
        context.stroke();
        context.fillStyle = colour("--ink");
        context.fillText(data.label ?? "", data.x + data.size + 4, data.y + 5);
      },
      edgeReducer: (edge, data) => selected.current && edge !== selected.current
        ? { ...data, color: colour("--rule"), zIndex: 0 } : { ...data, zIndex: 1, size: edge === selected.current ? data.size + 2 : data.size },
    });
    drawn.current = renderer;
    renderer.on("clickEdge", ({ edge }) => alter({ edge }, true));
    renderer.on("clickNode", ({ node }) => alter({ actor: node, edge: null }));
    renderer.on("clickStage", () => alter({ edge: null }, true));
    const theme = matchMedia("(prefers-color-scheme: dark)");
    const again = () => renderer.refresh();
    theme.addEventListener("change", again);
    return () => {
      theme.removeEventListener("change", again);
      drawn.current = null;
      renderer.kill();
    };
  }, [graph]);
  useEffect(() => { drawn.current?.refresh(); }, [chosen]);
  const save = (format: "png" | "svg" | "gexf") => {
    const file = format === "png" ? null : new Blob([format === "svg" ? svg(graph, net) : gexf(net)], { type: "application/xml" });
    if (file) return download(file, format);
    if (drawn.current) void png(drawn.current).then((held) => download(held, format));
  };
  return (
    <>
      <div class="graph" ref={box} role="img" aria-label={words.network.picture} />
      <p class="files onstage"><span>{words.network.export}</span>
        {(["png", "svg", "gexf"] as const).map((format) => (
          <button key={format} type="button" class="quiet" onClick={() => save(format)}>{format.toUpperCase()}</button>
        ))}
        <span class="key"><i class="for" /> {words.network.marks["1"]} {words.network.signs["1"]}</span>
        <span class="key"><i class="against" /> {words.network.marks["-1"]} {words.network.signs["-1"]}</span>
        <span class="key"><i /> {words.network.marks["0"]} {words.network.signs["0"]}</span>
      </p>
    </>
  );
}

function download(file: Blob, format: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `network.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}

async function png(renderer: Sigma): Promise<Blob> {
  const { width, height } = renderer.getDimensions();
  const ratio = devicePixelRatio || 1;
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.fillStyle = colour("--paper");
  context.fillRect(0, 0, canvas.width, canvas.height);
  renderer.refresh(); // what the graphics card drew is there only until the next frame
  for (const layer of Object.values(renderer.getCanvases())) context.drawImage(layer, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob((blob) => done(blob as Blob)));
}

const SVG = "http://www.w3.org/2000/svg";

/** The picture as SVG; every name goes in as text, through the document. */
function svg(graph: MultiDirectedGraph, net: Net): string {
  const at = new Map(net.nodes.map((node) => [node.id, graph.getNodeAttributes(node.id)]));
  const [xs, ys] = [[...at.values()].map((one) => one.x as number), [...at.values()].map((one) => one.y as number)];
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const place = (id: string): [number, number] => {
    const one = at.get(id);
    return [60 + (780 * ((one?.x ?? 0) - left)) / (right - left || 1), 60 + (480 * (high - (one?.y ?? 0))) / (high - low || 1)];
  };
  const page = document.implementation.createDocument(SVG, "svg", null);
  const root = page.documentElement;
  root.setAttribute("viewBox", "0 0 1000 600");
  const put = (name: string, held: Record<string, string | number>, text?: string) => {
    const made = page.createElementNS(SVG, name);
    for (const [attribute, value] of Object.entries(held)) made.setAttribute(attribute, String(value));
    if (text) made.textContent = text;
    root.appendChild(made);
  };
  for (const edge of net.edges) {
    const [[x1, y1], [x2, y2]] = [place(edge.from), place(edge.to)];
    const bend = 26 * (Number(graph.getEdgeAttribute(key(edge), "lane")) || 0);
    const long = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [mx, my] = [(x1 + x2) / 2 + (bend * (y2 - y1)) / long, (y1 + y2) / 2 - (bend * (x2 - x1)) / long];
    put("path", { d: `M${x1} ${y1}Q${mx} ${my} ${x2} ${y2}`, fill: "none", "stroke-width": 1 + Math.sqrt(edge.voices),
      stroke: edge.sign === 1 ? "#1a5d86" : edge.sign === -1 ? "#9c3412" : "#5d594f", ...(edge.sign === -1 && { "stroke-dasharray": "6 3" }) });
  }
  for (const node of net.nodes) {
    const [x, y] = place(node.id);
    put("circle", { cx: x, cy: y, r: 7, fill: "#1e1d1a" });
    put("text", { x: x + 11, y: y + 5, "font-family": "sans-serif", "font-size": 14 }, node.name);
  }
  return new XMLSerializer().serializeToString(page);
}

function gexf(net: Net): string {
  const page = document.implementation.createDocument("http://gexf.net/1.3", "gexf", null);
  const put = (parent: Element, name: string, held: Record<string, string | number>) => {
    const made = page.createElementNS("http://gexf.net/1.3", name);
    for (const [attribute, value] of Object.entries(held)) made.setAttribute(attribute, String(value));
    parent.appendChild(made);
    return made;
  };
  page.documentElement.setAttribute("version", "1.3");
  const graph = put(page.documentElement, "graph", { defaultedgetype: "directed", mode: "static" });
  const kinds = put(graph, "attributes", { class: "edge" });
  ["sign", "findings", "voices", "denied"].forEach((name, at) => put(kinds, "attribute", { id: at, title: name, type: "integer" }));
  const nodes = put(graph, "nodes", {});
  for (const node of net.nodes) put(nodes, "node", { id: node.id, label: node.name });
  const edges = put(graph, "edges", {});
  for (const edge of net.edges) {
    const values = put(put(edges, "edge", { id: key(edge), source: edge.from, target: edge.to, weight: edge.findings }), "attvalues", {});
    [edge.sign, edge.findings, edge.voices, edge.denied].forEach((value, at) => put(values, "attvalue", { for: at, value }));
  }
  return new XMLSerializer().serializeToString(page);
}

function Ties({ net, chosen }: { net: Net; chosen: string | null }) {
  const names = new Map(net.nodes.map((node) => [node.id, node.name]));
  const ordered = [...net.edges].sort((one, other) => other.findings - one.findings || other.voices - one.voices);
  return (
    <section>
      <h2>{words.network.table}</h2>
      <ul class="lines">
        {ordered.slice(0, 150).map((edge) => (
          <li class="line" key={key(edge)}>
            <To to={address("network", { edge: key(edge) })} current={key(edge) === chosen}>
              <span class="clause"><b class={edge.sign === 1 ? "plus" : edge.sign === -1 ? "minus" : "zero"}>
                {words.network.marks[edge.sign]}</b> {names.get(edge.from)} → {names.get(edge.to)}</span>
              <span class="facts">{words.network.signs[edge.sign]} · {n(edge.findings)} {words.network.findings.toLowerCase()} ·{" "}
                {n(edge.voices)} {words.network.voices.toLowerCase()}{edge.denied > 0 && ` · ${words.network.denied.toLowerCase()} ${n(edge.denied)}`}</span>
            </To>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The findings behind a tie, each with its quotes. */
function Chosen({ edge, net }: { edge: Edge | undefined; net: Net }) {
  if (!edge) return <Empty>{words.network.pick}</Empty>;
  const name = (id: string) => net.nodes.find((node) => node.id === id)?.name;
  return (
    <section class="tie-chosen">
      <h3><To to={address("pair", { a: edge.from, b: edge.to })}>{name(edge.from)} {words.network.marks[edge.sign]} {name(edge.to)}</To></h3>
      {edge.named.map((id) => <Behind key={id} id={id} />)}
    </section>
  );
}

function Behind({ id }: { id: string }) {
  const { params } = useHere();
  const asOf = params.get("as_of");
  return (
    <Answer of={useAsk<WholeFinding>(`findings/${id}${asOf ? `?as_of=${asOf}` : ""}`)}>
      {(finding) => (
        <div class="behind">
          <To to={address("findings", { finding: id })}>{finding.proposition}</To>
          <p class="facts"><Grade grade={finding.grade} /> <Voices finding={finding} /></p>
          {["for", "against"].map((side) => {
            const ids = new Set(finding.roots.filter((root) => root.stance === side).flatMap((root) => root.claims));
            const said = finding.said.filter((claim) => ids.has(claim.id));
            return said.length > 0 && (
              <div key={side} class={`side-of ${side}`}>
                <p class="facts">{words.sides[side]}</p>
                {said.slice(0, 3).map((claim) => <blockquote key={claim.id}>“{claim.quote}”</blockquote>)}
              </div>
            );
          })}
        </div>
      )}
    </Answer>
  );
}

/** Years as bars; dragging over them sets Since and Until, which can be typed as well. */
function Brush({ years }: { years: Record<string, number> }) {
  const start = useRef<string | null>(null);
  const { params } = useHere();
  const told = Object.keys(years).map(Number);
  if (told.length < 2) return null;
  const all = Array.from({ length: Math.max(...told) - Math.min(...told) + 1 }, (_, at) => String(Math.min(...told) + at));
  const most = Math.max(...Object.values(years));
  const [since, until] = [params.get("since"), params.get("until")];
  const inside = (year: string) => (!since || year >= since.slice(0, 4)) && (!until || year <= until.slice(0, 4));
  const end = (year: string) => {
    const from = start.current;
    start.current = null;
    if (from) alter({ since: from < year ? from : year, until: from < year ? year : from });
  };
  return (
    <figure class="brush">
      <figcaption class="facts">{words.network.years}</figcaption>
      <svg viewBox={`0 0 ${all.length * 30} 46`} preserveAspectRatio="none" role="img"
        aria-label={told.map((year) => `${year}: ${years[year]}`).join(", ")}>
        {all.map((year, at) => (
          <g key={year} onPointerDown={(event) => { event.preventDefault(); start.current = year; }} onPointerUp={() => end(year)}>
            <rect class="hit" x={at * 30} y="0" width="30" height="46" />
            <rect class={inside(year) ? "bar-in" : "bar-out"} x={at * 30 + 3} width="24" y={34 - (32 * (years[year] ?? 0)) / most}
              height={(32 * (years[year] ?? 0)) / most} />
            <title>{`${year}: ${n(years[year] ?? 0)}`}</title>
          </g>
        ))}
      </svg>
      <p class="axis"><span>{all[0]}</span><span>{all.at(-1)}</span></p>
    </figure>
  );
}
