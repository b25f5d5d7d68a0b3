// Charts load ECharts only where a chart is: <div class="bh-chart" data-chart="id-of-json" data-name="what it shows">.
// The options come from json_script; figures also stand in a table, so the picture is never the only source.
let loading = null;

async function draw(place) {
  loading ??= import("./echarts.js");
  const { init } = await loading;
  const options = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  const chart = init(place);
  chart.setOption({ aria: { enabled: true }, ...options });
  place.setAttribute("role", "img");
  if (place.dataset.name) place.setAttribute("aria-label", place.dataset.name);
  new ResizeObserver(() => chart.resize()).observe(place);
}

export function startCharts(root) {
  for (const place of root.querySelectorAll("[data-chart]")) draw(place);
  document.addEventListener("htmx:afterSwap", (event) => {
    for (const place of event.target.querySelectorAll("[data-chart]")) draw(place);
  });
}
