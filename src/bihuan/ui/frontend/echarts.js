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

function axis() {
  return {
    axisLine: { lineStyle: { color: token("line-strong") } },
    axisTick: { show: false },
    axisLabel: { color: token("ink-3"), fontFamily: token("sans") },
    splitLine: { lineStyle: { color: token("line") } },
  };
}

function theme() {
  return {
    color: [token("ink-2"), token("seal"), token("edge"), token("amber-fill"), token("green"), token("line-strong")],
    textStyle: { fontFamily: token("sans"), color: token("ink") },
    // Plain text in tooltips: HTML ones would set styles that the browser policy forbids.
    tooltip: { renderMode: "richText", textStyle: { color: token("ink") }, borderColor: token("line-strong") },
    legend: { textStyle: { color: token("ink-2") } },
    categoryAxis: axis(),
    valueAxis: axis(),
    line: { symbol: "circle", symbolSize: 5, lineStyle: { width: 2 } },
    bar: { barMaxWidth: 18 },
  };
}

export function init(place) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  core.registerTheme("bihuan", { ...theme(), animation: !calm, animationDuration: 150 });
  return core.init(place, "bihuan");
}
