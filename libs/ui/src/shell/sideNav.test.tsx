import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { currentItem, SideNav } from './sideNav.tsx';

const groups = [
  {
    items: [
      { href: '/', label: 'Dashboard', icon: null },
      { href: '/invoices', label: 'Invoices', icon: null, attention: 3 },
      { href: '/invoices/recurring', label: 'Recurring', icon: null },
    ],
  },
];

test.each([
  ['/', '/'],
  ['/invoices', '/invoices'],
  ['/invoices/INV-1', '/invoices'],
  ['/invoices/recurring/7', '/invoices/recurring'],
  ['/invoices-old', '/'],
])('on %s the place is %s', (current, href) => {
  expect(currentItem(groups, current)).toBe(href);
});

test('one place is marked as the page shown, and attention is said in words', () => {
  const html = renderToStaticMarkup(<SideNav groups={groups} current="/invoices/INV-1" />);
  expect(html.match(/aria-current="page"/g)).toHaveLength(1);
  expect(html).toMatch(/attention: <\/span>3/);
});
