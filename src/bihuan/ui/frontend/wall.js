// The wall renews itself; when the network is away the last picture stays, with its as-of time.
import "./styles/wall.css";
import { startCharts } from "./charts.js";

startCharts(document);

const seconds = Number(document.body.dataset.refresh);
if (seconds > 0) {
  setInterval(async () => {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer?.ok) location.reload();
  }, seconds * 1000);
}
