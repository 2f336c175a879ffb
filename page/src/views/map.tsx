import "leaflet/dist/leaflet.css";
import * as L from "leaflet";
import { useEffect, useRef } from "preact/hooks";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import worldUrl from "world-atlas/countries-50m.json?url";
import type { Claim } from "../api";
import { useAsk } from "../api";
import { Answer, Empty, Files, Said } from "../parts";
import { alter, filterQuery, useHere } from "../url";
import { n, words } from "../words";

interface Named { name: string; lat: number | null; lon: number | null; claims: number; text: string[] }
interface Located extends Named { lat: number; lon: number; said: Claim[] }
interface Places { located: Located[]; unlocated: Named[] }

export default function Map() {
  const { params } = useHere();
  const query = filterQuery(params);
  const place = params.get("place");
  return (
    <Answer of={useAsk<Places>(`places?${query}`)}>
      {(places) => {
        const chosen = places.located.find((one) => at(one) === place);
        return (
          <div class="network">
            <section class="stage">
              <Picture places={places.located} chosen={place} />
              <p class="files onstage"><span>{words.map.precision} {words.map.source}.</span></p>
            </section>
            <aside class="margin">
              {chosen && <ul class="saids"><h2>{chosen.name}</h2>{chosen.said.map((claim) => <Said key={claim.id} claim={claim} />)}</ul>}
              <section>
                <h2>{words.map.located} <small>{n(places.located.length)}</small></h2>
                {places.located.length === 0 && <Empty>{words.map.locatedNone}</Empty>}
                <List places={places.located} chosen={place} />
              </section>
              <section>
                <h2>{words.map.unlocated} <small>{n(places.unlocated.length)}</small></h2>
                {places.unlocated.length > 0 && <p class="facts">{words.map.unlocatedWhy}</p>}
                <ul class="lines">
                  {places.unlocated.slice(0, 100).map((one) => (
                    <li class="line trouble-line" key={one.name}>
                      <span class="clause">{one.name}</span>
                      <span class="facts">{n(one.claims)} claims</span>
                    </li>
                  ))}
                </ul>
              </section>
              <Files path="places" query={query} />
            </aside>
          </div>
        );
      }}
    </Answer>
  );
}

/** A coast that crosses the date line goes on beyond 180 degrees, so that no line is drawn across the world. */
function unwrap(ring: number[][]): void {
  for (let at = 1; at < ring.length; at++) {
    const [before, now] = [ring[at - 1] as number[], ring[at] as number[]];
    const turn = Math.round(((before[0] as number) - (now[0] as number)) / 360) * 360;
    if (turn) ring[at] = [(now[0] as number) + turn, now[1] as number];
  }
}

/** A place in the address: two that share a name are two. */
function at(place: Located): string {
  return `${place.lat},${place.lon}`;
}

function List({ places, chosen }: { places: Located[]; chosen: string | null }) {
  return (
    <ul class="lines">
      {places.slice(0, 200).map((one) => (
        <li class="line" key={`${one.name}${one.lat}`}>
          <button type="button" class="opens" aria-pressed={at(one) === chosen} onClick={() => alter({ place: at(one) })}>
            <span class="clause">{one.name}</span>
            <span class="facts">{one.lat.toFixed(2)}, {one.lon.toFixed(2)} · {n(one.claims)} claims</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Picture({ places, chosen }: { places: Located[]; chosen: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<L.Map | null>(null);
  const rings = useRef<L.LayerGroup | null>(null);
  useEffect(() => {
    if (!box.current) return;
    const made = L.map(box.current, { attributionControl: false, zoomSnap: 0.5, minZoom: 1, maxZoom: 9, worldCopyJump: true }).setView([25, 40], 2.5);
    map.current = made;
    rings.current = L.layerGroup().addTo(made);
    let open = true;
    void fetch(worldUrl).then((answer) => answer.json()).then((world: Topology) => {
      const countries = feature(world, world.objects.countries as GeometryCollection);
      for (const country of countries.features) {
        const shape = country.geometry;
        if (shape.type === "Polygon") shape.coordinates.forEach(unwrap);
        if (shape.type === "MultiPolygon") shape.coordinates.flat().forEach(unwrap);
      }
      if (open) L.geoJSON(countries, { interactive: false, style: () => ({ className: "country", weight: 1 }) }).addTo(made).bringToBack();
    });
    return () => {
      open = false;
      map.current = null;
      made.remove();
    };
  }, []);
  useEffect(() => {
    const [made, layer] = [map.current, rings.current];
    if (!made || !layer) return;
    layer.clearLayers();
    const most = Math.max(1, ...places.map((one) => one.claims));
    for (const one of places) {
      L.circleMarker([one.lat, one.lon], { radius: 6 + 12 * Math.sqrt(one.claims / most), weight: at(one) === chosen ? 3 : 1.5,
        className: at(one) === chosen ? "ring chosen" : "ring" })
        .on("click", () => alter({ place: at(one) })).bindTooltip(document.createTextNode(one.name) as unknown as HTMLElement).addTo(layer);
    }
  }, [places, chosen]);
  useEffect(() => {
    if (places.length) map.current?.fitBounds(L.latLngBounds(places.map((one) => [one.lat, one.lon])).pad(0.4), { maxZoom: 6, animate: false });
  }, [places]);
  return <div class="graph" ref={box} role="region" aria-label={words.map.picture} />;
}
