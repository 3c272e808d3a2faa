(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const stateColours = { CLOSED: '#b7e4c7', OPEN: '#f4a3a8', HALF_OPEN: '#c98a00' };
  const stripHeight = 10;

  // The breaker's states as a strip along the top of a chart, kill and restart as lines across it.
  function outage() {
    return {
      hooks: {
        drawClear: [u => {
          const ctx = u.ctx, top = u.bbox.top, ratio = uPlot.pxRatio;
          ctx.save();
          // Probes are over in milliseconds: they are drawn last and wide enough to be seen.
          const probesLast = [...data.states].sort((a, b) => (a.state === 'HALF_OPEN') - (b.state === 'HALF_OPEN'));
          probesLast.forEach(s => {
            const left = Math.max(u.bbox.left, u.valToPos(s.from, 'x', true));
            const right = Math.min(u.bbox.left + u.bbox.width, u.valToPos(s.to, 'x', true));
            if (right <= left) { return; }
            const width = Math.max(right - left, 3 * ratio);
            ctx.fillStyle = stateColours[s.state] || '#d0d7de';
            ctx.fillRect(left, top - stripHeight * ratio, width, stripHeight * ratio);
          });
          ctx.restore();
        }],
        draw: [u => {
          const ctx = u.ctx, ratio = uPlot.pxRatio;
          ctx.save();
          ctx.font = 12 * ratio + 'px system-ui, sans-serif';
          ctx.lineWidth = ratio;
          ctx.setLineDash([4 * ratio, 3 * ratio]);
          data.marks.forEach(mark => {
            const x = Math.round(u.valToPos(mark.at, 'x', true));
            ctx.strokeStyle = ctx.fillStyle = '#1b1f24';
            ctx.beginPath();
            ctx.moveTo(x, u.bbox.top - stripHeight * ratio);
            ctx.lineTo(x, u.bbox.top + u.bbox.height);
            ctx.stroke();
            const fits = x + ctx.measureText(mark.label).width < u.bbox.left + u.bbox.width;
            const right = mark.side === 'right' && fits;
            ctx.textAlign = right ? 'left' : 'right';
            ctx.textBaseline = 'alphabetic';
            ctx.fillText(mark.label, x + (right ? 4 : -4) * ratio, u.bbox.top - (stripHeight + 5) * ratio);
          });
          ctx.restore();
        }]
      }
    };
  }

  const xAxis = { values: (u, ticks) => ticks.map(t => t + ' s'), grid: { stroke: '#eaeef2', width: 1 } };
  const stepped = uPlot.paths.stepped({ align: 1 });

  function chart(id, columns, series, y, height) {
    const box = document.getElementById(id);
    const options = {
      width: box.clientWidth, height: height, padding: [26, 12, 0, 0], plugins: [outage()],
      scales: { x: { time: false, range: [0, data.length] }, y: y.scale || {} },
      axes: [xAxis, { values: y.values, size: 62, grid: { stroke: '#eaeef2', width: 1 } }],
      series: [{ label: 'time', value: (u, v) => v == null ? '–' : v.toFixed(2) + ' s' }].concat(series),
      cursor: { drag: { x: true, y: false } }
    };
    const u = new uPlot(options, columns, box);
    const fit = () => u.setSize({ width: box.clientWidth, height: height });
    new ResizeObserver(fit).observe(box);
    window.addEventListener('beforeprint', () => u.setSize({ width: Math.min(box.clientWidth, 680), height: height }));
    window.addEventListener('afterprint', fit);
  }

  // Stacked: the tallest sum is drawn first, the lower ones over it; the legend shows the parts.
  function stacked(times, parts) {
    const columns = [times], series = [];
    for (let top = parts.length; top > 0; top--) {
      columns.push(times.map((t, i) => parts.slice(0, top).reduce((sum, p) => sum + p.values[i], 0)));
      const part = parts[top - 1];
      series.push({
        label: part.label, stroke: part.colour, fill: part.colour, width: 0, paths: stepped, points: { show: false },
        value: (u, v, s, i) => i == null ? '–' : Math.round(part.values[i]) + '/s'
      });
    }
    return [columns, series];
  }

  const perSecond = { values: (u, ticks) => ticks.map(t => t + '/s'), scale: { range: (u, min, max) => [0, Math.max(1, max * 1.08)] } };
  const answers = stacked(data.counts.time, [
    { label: 'Postgres', colour: '#4c8bf5', values: data.counts.backend },
    { label: 'Cassandra', colour: '#f2a33a', values: data.counts.store },
    { label: 'failed', colour: '#cf222e', values: data.counts.failed }
  ]);
  chart('answers', answers[0], answers[1], perSecond, 280);

  const ms = v => v == null ? '–' : v < 10 ? v.toFixed(1) + ' ms' : Math.round(v) + ' ms';
  const line = (label, colour, width) => ({ label: label, stroke: colour, width: width, value: (u, v) => ms(v), points: { show: false } });
  chart('latency',
    [data.latency.time, data.latency.p50, data.latency.p99, data.latency.max],
    [line('p50', '#1a7f37', 2), line('p99', '#8250df', 2), line('longest', '#afb8c1', 1)],
    { values: (u, ticks) => ticks.map(t => t == null ? '' : t >= 1000 ? t / 1000 + ' s' : t + ' ms'), scale: { distr: 3 } }, 280);

  const postings = stacked(data.counts.time, [
    { label: 'acknowledged', colour: '#4c8bf5', values: data.counts.accepted },
    { label: 'refused or unknown', colour: '#8c959f', values: data.counts.turnedAway }
  ]);
  chart('postings', postings[0], postings[1], perSecond, 200);
})();
