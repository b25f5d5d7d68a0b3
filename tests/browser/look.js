// One look at a page: how much too wide it is, what axe holds against it gravely, and the lines that a reader sees.
async ({ axe: wanted, words }) => {
  const root = document.documentElement;
  const seen = { wide: root.scrollWidth - root.clientWidth, faults: [], lines: [] };
  if (wanted) {
    const found = await axe.run(document, {
      resultTypes: ["violations"],
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      rules: { "color-contrast": { enabled: wanted === "page" } },
      preload: false,
    });
    for (const one of found.violations) {
      if (["serious", "critical"].includes(one.impact)) {
        seen.faults.push(`${one.id} ${one.nodes[0].html.slice(0, 200)}`);
      }
    }
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words && walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (parent.closest("script, style, code, kbd, .bh-mono, [lang=en]") || !parent.checkVisibility()) continue;
    if (walker.currentNode.data.trim()) seen.lines.push(walker.currentNode.data.trim());
  }
  return seen;
};
