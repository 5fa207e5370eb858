import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { FactList } from './factList.tsx';

const facts = [
  { id: 'a', label: 'VAT 20%', value: '£1.00' },
  { id: 'b', label: 'VAT 20%', value: null },
];

test('facts of one label both stand, and one without value says so', () => {
  const html = renderToStaticMarkup(<FactList facts={facts} />);
  expect(html.match(/<dt/g)).toHaveLength(2);
  expect(html).toContain('–');
  expect(html).not.toContain('text-right');
});

test('money stands right', () => {
  expect(
    renderToStaticMarkup(<FactList kind="money" facts={facts} />).match(/<dd class="[^"]*text-right/g),
  ).toHaveLength(2);
});
