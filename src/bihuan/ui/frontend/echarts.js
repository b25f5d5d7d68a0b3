// The part of ECharts that Bihuan uses, in the colours and type of the house.
import * as core from "echarts/core";
import { BarChart, HeatmapChart, LineChart, PieChart } from "echarts/charts";
import {
  AriaComponent,
  DatasetComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";

core.use([
  BarChart, HeatmapChart, LineChart, PieChart,
  AriaComponent, DatasetComponent, GridComponent, LegendComponent,
  MarkLineComponent, MarkPointComponent, TooltipComponent, VisualMapComponent,
  CanvasRenderer,
]);

const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--bh-${name}`).trim();

function axis(size) {
  return {
    axisLine: { lineStyle: { color: token("line-strong") } },
    axisTick: { show: false },
    axisLabel: { color: token("ink-3"), fontFamily: token("sans"), fontSize: size },
    splitLine: { lineStyle: { color: token("line") } },
  };
}

function theme(size) {
  return {
    color: [token("ink-2"), token("seal"), token("edge"), token("amber-fill"), token("green"), token("line-strong")],
    textStyle: { fontFamily: token("sans"), fontSize: size, color: token("ink") },
    // Plain text in tooltips: HTML ones would set styles that the browser policy forbids.
    tooltip: { renderMode: "richText", textStyle: { color: token("ink") }, borderColor: token("line-strong") },
    legend: { textStyle: { color: token("ink-2") } },
    categoryAxis: axis(size),
    valueAxis: axis(size),
    line: { symbol: "circle", symbolSize: 5, lineStyle: { width: 2 }, endLabel: { fontSize: size, fontWeight: "bold", color: "inherit" } },
    bar: { barMaxWidth: 18 },
  };
}

export function init(place) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // The place says how large its words are: 12 on a desk, 16 on the wall.
  const size = parseFloat(getComputedStyle(place).fontSize);
  const name = `bihuan-${size}`;
  core.registerTheme(name, { ...theme(size), animation: !calm, animationDuration: 150 });
  return core.init(place, name);
}
