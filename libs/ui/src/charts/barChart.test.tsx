import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { BarChart } from './barChart.tsx';
import { Ring } from './ring.tsx';

test('every figure of a chart stands in the table behind it', () => {
  const html = renderToStaticMarkup(
    <BarChart
      label="Revenue by month"
      labels={['Jan', 'Feb']}
      series={[
        { id: 'a', label: 'Invoiced', values: [100, 200] },
        { id: 'b', label: 'Collected', values: [90, 180] },
      ]}
      format={(value) => `£${value}`}
    />,
  );
  const cells = [...html.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, text]) => text);
  expect(cells).toEqual(['£100', '£90', '£200', '£180']);
  expect(html).toContain('<caption class="sr-only">Revenue by month</caption>');
});

test.each([
  [0.824, '82 percent'],
  [7, '100 percent'],
  [-1, '0 percent'],
  [Number.NaN, '0 percent'],
])('a ring of %d says %s', (part, words) => {
  expect(renderToStaticMarkup(<Ring part={part} label="Collected" />)).toContain(`aria-label="Collected: ${words}"`);
});
