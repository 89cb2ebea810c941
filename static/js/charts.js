// Draws the charts whose data and table are already on the page; without echarts the table stays open.
"use strict";
(() => {
  if (!window.echarts) return;
  const COLOURS = [
    "#1d5a8c", "#5b8fb9", "#6a9c78", "#c29a4b", "#9a6b8f", "#7b8794",
    "#2f7d6d", "#b5651d", "#5c4d9e", "#8a8f2a", "#a34a5e", "#3f4a56",
  ];
  const LIMIT = "#b3402e";
  const FONT = getComputedStyle(document.body).fontFamily;
  const text = (value) => Number(value).toLocaleString("en-US", { maximumFractionDigits: 2 });
  // Every bar has its name, broken into lines where names are long; a line of months may leave some out.
  const MONTH = /^\d{4}-\d\d$/, MONTH_WIDTH = 52;
  const labelsOf = (spec, canvas) => {
    if (spec.kind === "line") return {};
    const width = canvas.clientWidth / spec.categories.length - 8;
    // A month breaks after its year, not within its number.
    if (width < MONTH_WIDTH && spec.categories.every((name) => MONTH.test(name)))
      return { interval: 0, formatter: (name) => name.replace("-", "\n") };
    return { interval: 0, overflow: "break", width };
  };
  const fit = (chart) => {
    window.addEventListener("resize", () => chart.resize());
    window.addEventListener("beforeprint", () => chart.resize());
  };
  for (const figure of document.querySelectorAll("figure[data-chart]")) {
    const spec = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
    const canvas = figure.querySelector(".chart-canvas");
    canvas.hidden = false;
    figure.querySelector("details").open = false;
    const chart = window.echarts.init(canvas, null, { renderer: "canvas" });
    chart.setOption({
      animation: false,
      color: COLOURS,
      textStyle: { fontFamily: FONT, fontSize: 12, color: "#1f2a37" },
      grid: { left: 8, right: 16, top: 32, bottom: 8, containLabel: true },
      // Many names are paged through, not laid over the figures.
      legend: { type: "scroll", top: 0, itemHeight: 10, show: spec.series.length > 1 },
      // Not "html": its inline styles would break the content security policy.
      tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: text },
      xAxis: { type: "category", data: spec.categories, axisLabel: labelsOf(spec, canvas) },
      yAxis: { type: "value", axisLabel: { formatter: text } },
      series: spec.series.map((series) => ({
        name: series.name,
        type: spec.kind === "line" ? "line" : "bar",
        barMaxWidth: 40,
        stack: spec.kind === "stack" ? "all" : undefined,
        // A limit is no course of anything: dashed. Many months are a line without dots.
        lineStyle: series.limit ? { type: "dashed", width: 1 } : undefined,
        color: series.limit ? LIMIT : undefined,
        showSymbol: !series.limit && spec.categories.length <= 24,
        data: series.data.map(Number),
      })),
    });
    fit(chart);
  }
  for (const figure of document.querySelectorAll("figure[data-flow]")) {
    const { nodes, links } = JSON.parse(document.getElementById(figure.dataset.flow).textContent);
    const labels = Object.fromEntries(nodes.map((node) => [node.name, node.label]));
    const ends = new Set(links.map((link) => link.source));
    figure.hidden = false;
    const canvas = figure.querySelector(".chart-canvas");
    // A line of its own for each place, however many counties there are.
    canvas.style.height = `${Math.max(canvas.clientHeight, nodes.length * 20)}px`;
    const chart = window.echarts.init(canvas, null, { renderer: "canvas" });
    chart.setOption({
      animation: false,
      color: COLOURS,
      textStyle: { fontFamily: FONT, fontSize: 12, color: "#1f2a37" },
      tooltip: {
        renderMode: "richText",
        formatter: ({ dataType, data, name, value }) =>
          dataType === "edge"
            ? `${labels[data.source]} → ${labels[data.target]}\n${text(data.value)}`
            : `${labels[name]}\n${text(value)}`,
      },
      series: [{
        type: "sankey", left: 8, right: 8, top: 8, bottom: 8, nodeWidth: 10, nodeGap: 18, draggable: false,
        label: { formatter: ({ name }) => labels[name], backgroundColor: "rgba(255, 255, 255, 0.75)", padding: [0, 2] },
        lineStyle: { color: "gradient", opacity: 0.35 },
        // What goes nowhere further is written to the left of its bar, inside the picture.
        data: nodes.map((node) => ({ name: node.name, label: ends.has(node.name) ? {} : { position: "left" } })),
        links: links.map((link) => ({ ...link, value: Number(link.value) })),
      }],
    });
    fit(chart);
  }
})();
