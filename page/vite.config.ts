import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { defineConfig } from "vite";
import type { Plugin } from "vite";
import own from "./package.json" with { type: "json" };

const OUT = "../src/sayso/serving/assets";

/** The licences of everything the page is made of, beside it, as they ask. */
function licences(): Plugin {
  return {
    name: "licences",
    closeBundle() {
      const told = new Map<string, string>();
      const waiting = Object.keys(own.dependencies);
      for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        const folder = `node_modules/${name}`;
        if (told.has(name)) continue;
        const known = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
        const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
        told.set(name, `${name} ${known.version} (${known.license})\n\n${file ? readFileSync(`${folder}/${file}`, "utf8") : ""}`);
        waiting.push(...Object.keys(known.dependencies ?? {}));
      }
      const sorted = [...told].sort(([one], [other]) => one.localeCompare(other));
      writeFileSync(`${OUT}/licences.txt`, sorted.map(([, text]) => text.trim()).join(`\n\n${"-".repeat(80)}\n\n`) + "\n");
    },
  };
}

export default defineConfig({
  plugins: [licences()],
  build: {
    outDir: OUT,
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0, // nothing inline: the page runs under a strict content security policy
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
});
