import { defineConfig } from "vite";

const source = "src/bihuan/ui/frontend";

// Three entries, one per face. Output is named by content and listed in a manifest that `{% bundle %}` reads.
export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "src/bihuan/ui/static/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsDir: "",
    // The browser policy allows no inline data but pictures; keep every asset a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: ["app", "public", "wall"].map((name) => `${source}/${name}.js`),
    },
  },
});
