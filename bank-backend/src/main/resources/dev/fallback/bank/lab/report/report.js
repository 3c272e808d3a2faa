(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const stateColours = { CLOSED: '#b7e4c7', OPEN: '#f4a3a8', HALF_OPEN: '#c98a00' };
  const stripHeight = 10;
  const printWidth = 660;

  // Faults as bands behind a chart, the states of each bank's breaker as a strip along its top.
  function story(run, withStates) {
    return {
      hooks: {
        drawClear: [u => {
          const ctx = u.ctx, top = u.bbox.top, ratio = uPlot.pxRatio;
          const x = at => Math.min(u.bbox.left + u.bbox.width, Math.max(u.bbox.left, u.valToPos(at, 'x', true)));
          ctx.save();
          ctx.font = 11 * ratio + 'px system-ui, sans-serif';
          ctx.textBaseline = 'alphabetic';
          let free = -Infinity;
          run.bands.forEach(band => {
            const left = x(band.from), right = Math.max(x(band.to), left + ratio);
            ctx.fillStyle = 'rgba(87, 96, 106, .13)';
            ctx.fillRect(left, top, right - left, u.bbox.height);
            const wide = ctx.measureText(band.label).width;
            // A label is left out where it would cover the one before.
            if (left >= free && left + wide <= u.bbox.left + u.bbox.width) {
              ctx.fillStyle = '#1b1f24';
              ctx.fillText(band.label, left, top - (stripHeight + 5) * ratio);
              free = left + wide + 6 * ratio;
            }
          });
          // Probes are over in milliseconds: they are drawn last and wide enough to be seen.
          if (withStates) {
            const high = stripHeight / run.states.length;
            run.states.forEach((spans, bank) => {
              const probesLast = [...spans].sort((a, b) => (a.state === 'HALF_OPEN') - (b.state === 'HALF_OPEN'));
              probesLast.forEach(s => {
                const left = x(s.from), right = x(s.to);
                if (s.to <= 0 || right < left) { return; }
                const width = Math.max(right - left, (s.state === 'HALF_OPEN' ? 2 : 0) * ratio);
                ctx.fillStyle = stateColours[s.state] || '#d0d7de';
                ctx.fillRect(left, top - (stripHeight - bank * high) * ratio, width, high * ratio);
              });
            });
          }
          ctx.restore();
        }]
      }
    };
  }

  const seconds = (u, ticks) => ticks.map(t => t >= 600 && t % 60 === 0 ? t / 60 + ' min' : t + ' s');
  const grid = { stroke: '#eaeef2', width: 1 };
  const stepped = uPlot.paths.stepped({ align: 1 });
  const bars = uPlot.paths.bars({ size: [0.8, 60] });

  function draw(box, height, options, columns) {
    const size = () => ({ width: Math.max(280, box.clientWidth), height: height });
    const u = new uPlot(Object.assign(options, size(), { cursor: { drag: { x: true, y: false } } }), columns, box);
    const fit = () => u.setSize(size());
    new ResizeObserver(fit).observe(box);
    window.addEventListener('beforeprint', () => u.setSize({ width: Math.min(box.clientWidth, printWidth), height: height }));
    window.addEventListener('afterprint', fit);
  }

  function timeline(box, run, columns, series, y, height) {
    draw(box, height, {
      padding: [26, 12, 0, 0], plugins: [story(run, run.states.some(spans => spans.length > 1))],
      scales: { x: { time: false, range: [0, run.length] }, y: y.scale || {} },
      axes: [{ values: seconds, grid: grid }, { values: y.values, size: 58, grid: grid }],
      series: [{ label: 'time', value: (u, v) => v == null ? '' : v.toFixed(2) + ' s' }].concat(series)
    }, columns);
  }

  // Stacked: the tallest sum is drawn first, the lower ones over it; the legend shows the parts.
  function stacked(times, parts) {
    const columns = [times], series = [];
    for (let top = parts.length; top > 0; top--) {
      columns.push(times.map((t, i) => parts.slice(0, top).reduce((sum, p) => sum + p.values[i], 0)));
      const part = parts[top - 1];
      series.push({
        label: part.label, stroke: part.colour, fill: part.colour, width: 0, paths: stepped, points: { show: false },
        value: (u, v, s, i) => i == null ? '' : Math.round(part.values[i]) + '/s'
      });
    }
    return [columns, series];
  }

  const perSecond = { values: (u, ticks) => ticks.map(t => t + '/s'), scale: { range: (u, min, max) => [0, Math.max(1, max * 1.08)] } };
  const ms = v => v == null ? '' : v < 10 ? v.toFixed(1) + ' ms' : Math.round(v) + ' ms';
  const line = (label, colour, width) => ({ label: label, stroke: colour, width: width, value: (u, v) => ms(v), points: { show: false } });

  const charts = {
    answers: (box, run) => {
      const parts = stacked(run.counts.time, [
        { label: 'Postgres', colour: '#4c8bf5', values: run.counts.backend },
        { label: 'Cassandra', colour: '#f2a33a', values: run.counts.store },
        { label: 'failed', colour: '#cf222e', values: run.counts.failed }
      ]);
      timeline(box, run, parts[0], parts[1], perSecond, 280);
    },
    latency: (box, run) => timeline(box, run,
      [run.latency.time, run.latency.p50, run.latency.p99, run.latency.max],
      [line('p50', '#1a7f37', 2), line('p99', '#8250df', 2), line('longest', '#afb8c1', 1)],
      { values: (u, ticks) => ticks.map(t => t == null ? '' : t >= 1000 ? t / 1000 + ' s' : t + ' ms'), scale: { distr: 3 } }, 260),
    ages: (box, run) => {
      const places = run.ages.map((count, i) => i);
      draw(box, 220, {
        padding: [12, 12, 0, 0],
        scales: { x: { time: false, range: [-0.7, run.ages.length - 0.3] }, y: { range: (u, min, max) => [0, Math.max(1, max * 1.08)] } },
        axes: [
          { splits: () => places, values: (u, at) => at.map(i => data.ageLabels[i]), grid: { show: false }, size: 66, rotate: -45 },
          { size: 58, grid: grid }
        ],
        series: [
          { label: 'age', value: (u, v) => v == null ? '' : data.ageLabels[v] },
          { label: 'answers', stroke: '#f2a33a', fill: '#f2a33a', paths: bars, points: { show: false }, value: (u, v) => v == null ? '' : v }
        ]
      }, [places, run.ages]);
    },
    postings: (box, run) => {
      const parts = stacked(run.counts.time, [
        { label: 'acknowledged', colour: '#4c8bf5', values: run.counts.accepted },
        { label: 'refused or unknown', colour: '#8c959f', values: run.counts.turnedAway }
      ]);
      timeline(box, run, parts[0], parts[1], perSecond, 190);
    }
  };

  document.querySelectorAll('[data-chart]').forEach(box => {
    const run = data.runs.find(one => one.variant === box.dataset.variant);
    charts[box.dataset.chart](box, run);
  });
  document.documentElement.dataset.charts = document.querySelectorAll('.uplot canvas').length;
})();
