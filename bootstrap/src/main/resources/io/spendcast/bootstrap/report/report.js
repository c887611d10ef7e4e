'use strict';
(() => {
  const specs = JSON.parse(document.getElementById('charts').textContent);
  const places = [...document.querySelectorAll('.chart')];
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const drawn = new Map();

  const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
  const money = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
  const percent = { format: (v) => number.format(100 * v).replace('-', '−') + '\u00a0%' };
  const index = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 3 });
  const text = { money: (v) => money.format(v), percent: (v) => percent.format(v), index: (v) => index.format(v) };
  const axisText = { money: (v) => compact.format(v), percent: (v) => percent.format(v), index: (v) => String(v) };

  /** The page's colours as they are now. */
  function palette() {
    const style = getComputedStyle(document.documentElement);
    const names = ['paper', 'ink', 'muted', 'line', 'wash', 'first', 'second', 'third', 'good', 'open', 'bad'];
    return Object.fromEntries(names.map((name) => [name, style.getPropertyValue('--' + name).trim()]));
  }

  function base(c) {
    return {
      animation: false,
      color: [c.first, c.second, c.third],
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: c.ink },
      grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
      tooltip: {
        trigger: 'item', confine: true, transitionDuration: 0, backgroundColor: c.paper, borderColor: c.line,
        textStyle: { color: c.ink, fontSize: 12 }, extraCssText: 'box-shadow:none;',
      },
      aria: { enabled: false },
    };
  }

  function valueAxis(c, more) {
    return {
      type: 'value', nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: c.muted },
      axisLine: { show: false }, axisTick: { show: false }, splitLine: { lineStyle: { color: c.line } },
      axisLabel: { color: c.muted, hideOverlap: true }, ...more,
    };
  }

  function categoryAxis(c, data, more) {
    return {
      type: 'category', data, axisLine: { lineStyle: { color: c.line } }, axisTick: { show: false },
      axisLabel: { color: c.muted }, ...more,
    };
  }

  const legend = (c) => ({ top: 0, left: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 8, textStyle: { color: c.muted } });

  const charts = {
    /** One bar per as-of date over the time whose spend it asks for. */
    timeline(spec, c) {
      const colors = { Training: c.third, Test: c.second, Forecast: c.first };
      const roles = Object.keys(colors);
      return {
        ...base(c),
        legend: legend(c),
        grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
        tooltip: { ...base(c).tooltip, formatter: ({ data }) => data.row
          ? `${data.row.role}, as of ${data.row.asOf}<br>forecasts ${data.row.from} until ${data.row.until}` : '' },
        xAxis: { type: 'time', axisLine: { lineStyle: { color: c.line } }, axisTick: { show: false },
          splitLine: { show: true, lineStyle: { color: c.line } }, axisLabel: { color: c.muted, hideOverlap: true } },
        yAxis: categoryAxis(c, spec.rows.map((row) => row.asOf), { inverse: true, axisLabel: { color: c.muted, fontSize: 11, interval: 0 } }),
        series: roles.map((role) => ({
          name: role,
          type: 'custom',
          itemStyle: { color: colors[role] },
          encode: { x: [1, 2], y: 0 },
          data: spec.rows.map((row, i) => ({ row, value: [i, row.from, row.until] })).filter(({ row }) => row.role === role),
          renderItem(params, api) {
            const [from, y] = api.coord([api.value(1), api.value(0)]);
            const [until] = api.coord([api.value(2), api.value(0)]);
            const height = Math.min(10, api.size([0, 1])[1] * 0.6);
            return { type: 'rect', shape: { x: from, y: y - height / 2, width: until - from, height, r: 2 }, style: { fill: colors[role] } };
          },
          ...(role === 'Training' ? { markArea: purge(spec, c), markLine: known(spec, c) } : {}),
        })),
      };
    },

    /** Estimates with their intervals on one line each. */
    intervals(spec, c) {
      const colors = { chosen: c.first, model: c.ink, rule: c.third };
      const span = (spec.max - spec.min) || 1;
      const min = spec.min - span * 0.08;
      const max = Math.max(spec.max, 0) + span * 0.08;
      return {
        ...base(c),
        tooltip: { ...base(c).tooltip, formatter: ({ data }) =>
          `${data.row.name}<br>${percent.format(data.row.value)} [${percent.format(data.row.low)}, ${percent.format(data.row.high)}]` },
        xAxis: valueAxis(c, { min, max, axisLabel: { color: c.muted, hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: axisText.percent } }),
        yAxis: categoryAxis(c, spec.rows.map((row) => row.name), { inverse: true, axisLine: { show: false }, axisLabel: { color: c.ink, interval: 0 } }),
        series: [{
          type: 'custom',
          encode: { x: [1, 2, 3], y: 0 },
          data: spec.rows.map((row, i) => ({ row, value: [i, row.value, row.low, row.high] })),
          renderItem(params, api) {
            const row = spec.rows[params.dataIndex];
            if (row.value === null) return null;
            const color = colors[row.role];
            const at = (x) => api.coord([Math.min(max, Math.max(min, x)), api.value(0)]);
            const [x, y] = at(row.value);
            const [low] = at(row.low);
            const [high] = at(row.high);
            const beyond = row.value < min;
            return { type: 'group', children: [
              { type: 'line', shape: { x1: low, y1: y, x2: Math.max(high, low + 1), y2: y }, style: { stroke: color, lineWidth: 2 } },
              beyond
                ? { type: 'polygon', shape: { points: [[x, y], [x + 9, y - 5], [x + 9, y + 5]] }, style: { fill: color } }
                : { type: 'circle', shape: { cx: x, cy: y, r: row.role === 'chosen' ? 5.5 : 4 }, style: { fill: color } },
              ...(beyond ? [{ type: 'text', style: { text: percent.format(row.value), x: x + 14, y, fill: c.muted, fontSize: 11, textVerticalAlign: 'middle' } }] : []),
            ] };
          },
          markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: c.ink, type: 'solid', width: 1 }, data: [{ xAxis: 0 }] },
        }],
      };
    },

    /** Bars side by side per category. */
    columns(spec, c) {
      return {
        ...base(c),
        legend: legend(c),
        grid: { left: 8, right: 8, top: 40, bottom: 8, containLabel: true },
        tooltip: { ...base(c).tooltip, trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { color: c.line, opacity: 0.4 } }, valueFormatter: (v) => (typeof v === 'number' ? text[spec.unit](v) : '–') },
        xAxis: categoryAxis(c, spec.categories, { axisLine: { onZero: true, lineStyle: { color: c.muted } }, axisLabel: { color: c.muted, hideOverlap: true, verticalAlignMinLabel: null } }),
        yAxis: valueAxis(c, { axisLabel: { color: c.muted, formatter: axisText[spec.unit] } }),
        series: spec.series.map((one) => ({ name: one.name, type: 'bar', data: one.values, barMaxWidth: 28, barGap: '12%' })),
      };
    },

    /** Points against the line on which both coordinates are equal. */
    points(spec, c) {
      const all = spec.series.flatMap((one) => one.points.flat());
      const end = Math.max(...all, 0);
      return {
        ...base(c),
        legend: legend(c),
        grid: { left: 28, right: 16, top: 40, bottom: 28, containLabel: true },
        tooltip: { ...base(c).tooltip, formatter: ({ seriesName, data }) => `${seriesName}<br>forecast ${money.format(data[0])}<br>actual ${money.format(data[1])}` },
        xAxis: valueAxis(c, { name: 'Mean forecast', axisLabel: { color: c.muted, hideOverlap: true, formatter: axisText.money } }),
        yAxis: valueAxis(c, { name: 'Mean actual', nameGap: 44, axisLabel: { color: c.muted, formatter: axisText.money } }),
        series: spec.series.map((one, i) => ({
          name: one.name, type: 'scatter', symbolSize: 9, symbol: ['circle', 'diamond', 'rect'][i % 3], data: one.points,
          ...(i === 0 ? { markLine: diagonal([0, 0], [end, end], c) } : {}),
        })),
      };
    },

    /** Lines from corner to corner. */
    curve(spec, c) {
      return {
        ...base(c),
        legend: legend(c),
        grid: { left: 28, right: 28, top: 40, bottom: 28, containLabel: true },
        tooltip: { ...base(c).tooltip, formatter: ({ seriesName, data }) => `${seriesName}<br>${percent.format(data[0])} of customers<br>${percent.format(data[1])} of spend` },
        xAxis: valueAxis(c, { name: 'Customers, highest forecast first', min: 0, max: 1, axisLabel: { color: c.muted, hideOverlap: true, formatter: axisText.percent } }),
        yAxis: valueAxis(c, { name: 'Share of spend', nameGap: 44, min: 0, max: 1, axisLabel: { color: c.muted, formatter: axisText.percent } }),
        series: spec.series.map((one, i) => ({
          name: one.name, type: 'line', symbolSize: 5, data: one.points, lineStyle: { width: 2 },
          ...(i === 0 ? { markLine: diagonal([0, 0], [1, 1], c) } : {}),
        })),
      };
    },

    /** Horizontal bars, with thresholds where there are any. */
    rows(spec, c) {
      const colors = { large: c.bad, moderate: c.open, little: c.first };
      const marks = spec.thresholds || [];
      const most = Math.max(...spec.rows.map((row) => row.value), 0);
      return {
        ...base(c),
        grid: { left: 8, right: 48, top: marks.length ? 24 : 8, bottom: 8, containLabel: true },
        tooltip: { ...base(c).tooltip, valueFormatter: text[spec.unit] },
        xAxis: valueAxis(c, { max: marks.length ? Math.max(most, marks[marks.length - 1] * 1.1) : undefined, axisLabel: { color: c.muted, hideOverlap: true, showMaxLabel: false, formatter: axisText[spec.unit] } }),
        yAxis: categoryAxis(c, spec.rows.map((row) => row.name), { inverse: true, axisLabel: { color: c.ink, interval: 0, fontSize: 11, width: Math.min(220, innerWidth * 0.42), overflow: 'truncate' } }),
        series: [{
          type: 'bar', barMaxWidth: 14,
          data: spec.rows.map((row) => ({ value: row.value, itemStyle: { color: colors[row.role] || c.first } })),
          label: { show: true, position: 'right', color: c.muted, fontSize: 11, formatter: ({ value }) => text[spec.unit](value) },
          ...(marks.length ? { markLine: { silent: true, symbol: 'none', lineStyle: { color: c.muted, type: 'dashed' }, label: { color: c.muted, fontSize: 11, position: 'start', formatter: ({ value }) => index.format(value) }, data: marks.map((x) => ({ xAxis: x })) } } : {}),
        }],
      };
    },
  };

  function diagonal(from, to, c) {
    return { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: c.muted, type: 'dashed' }, data: [[{ coord: from }, { coord: to }]] };
  }

  function purge(spec, c) {
    return spec.purge ? { silent: true, itemStyle: { color: c.line, opacity: 0.6 }, label: { color: c.muted, fontSize: 11, position: 'insideTop' },
      data: [[{ name: 'left out', xAxis: spec.purge[0] }, { xAxis: spec.purge[1] }]] } : undefined;
  }

  function known(spec, c) {
    return spec.salesUntil ? { silent: true, symbol: 'none', lineStyle: { color: c.ink, type: 'solid', width: 1 },
      label: { color: c.muted, fontSize: 11, formatter: 'sales end', position: 'start' }, data: [{ xAxis: spec.salesUntil }] } : undefined;
  }

  function draw() {
    const colors = palette();
    for (const place of places) {
      const chart = drawn.get(place) || echarts.init(place, null, { renderer: 'svg' });
      drawn.set(place, chart);
      const spec = specs[place.dataset.chart];
      chart.setOption(charts[spec.kind](spec, colors), { notMerge: true });
    }
  }

  draw();
  dark.addEventListener('change', draw);
  addEventListener('resize', () => drawn.forEach((chart) => chart.resize()));
  addEventListener('beforeprint', () => {
    document.querySelectorAll('details').forEach((one) => { one.open = true; });
    draw();
    drawn.forEach((chart) => chart.resize({ width: 640 }));
  });
  addEventListener('afterprint', () => { draw(); drawn.forEach((chart) => chart.resize({ width: 'auto' })); });
  document.documentElement.dataset.drawn = String(drawn.size);
})();
