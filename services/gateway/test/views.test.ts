import type { PanelView } from '@purser/contracts';
import { describe, expect, test } from 'vitest';
import { shown, uuidOf } from '../src/api/ids.ts';
import { panelModel } from '../src/api/models/panel.ts';
import { adminPlaces, panelAnswer, portalPlaces } from '../src/api/views/panel.ts';
import { dispositionOf } from '../src/documents/pdf.ts';
import { fillTemplate } from '../src/pages/templates.ts';
import { declineText } from '../src/portal/declines.ts';

const id = '01890000-0000-7000-8000-00000000000a';

test('an id is read back as what it was, and nothing else is an id', () => {
  expect(uuidOf(shown('inv', id))).toBe(id);
  for (const wrong of ['', 'inv_', id, `inv_${id}`, `inv_${'g'.repeat(32)}`, `inv_${'0'.repeat(33)}`])
    expect(() => uuidOf(wrong)).toThrow();
});

test('a file’s name says what it is, whatever stands in the number', () => {
  expect(dispositionOf('NW-0001.pdf')).toBe(`inline; filename="NW-0001.pdf"; filename*=UTF-8''NW-0001.pdf`);
  expect(dispositionOf('Ü"\r\nSet-Cookie: x.pdf')).not.toMatch(/[\r\n]/);
  expect(dispositionOf("Ré/1'.pdf")).toBe(`inline; filename="R__1_.pdf"; filename*=UTF-8''R%C3%A9%2F1%27.pdf`);
});

test('what a page is told can neither end its script nor be taken for a pattern', () => {
  const filled = fillTemplate('<script id="boot">"__BOOT__"</script><script nonce="__NONCE__">', 'n1', {
    name: '</script><!-- $& \u2028',
  });
  expect(filled).toContain('nonce="n1"');
  expect(filled.match(/<\/script>/g)).toHaveLength(1);
  const json = /<script id="boot">(.*?)<\/script>/.exec(filled)?.[1] ?? '';
  expect(JSON.parse(json)).toEqual({ name: '</script><!-- $& \u2028' });
});

describe('a decline', () => {
  test.each([
    'stolen_card',
    'lost_card',
    'fraudulent',
    'pickup_card',
    'merchant_blacklist',
    'restricted_card',
    'constructor',
    'never_heard_of',
    null,
  ])('for %s is told in general words', (code) => {
    expect(declineText(code).title).toBe('Your bank declined this payment.');
  });
  test('that the payer can mend says how', () => {
    expect(declineText('insufficient_funds').title).toContain('not have enough');
    expect(declineText('expired_card').advice).toContain('another card');
  });
});

describe('a panel', () => {
  const panel: PanelView = {
    title: 'Invoices',
    metrics: [],
    filters: [],
    activeFilter: 'all',
    columns: [],
    rows: [
      {
        id,
        href: `invoice:${id}`,
        cells: { who: { kind: 'customer', customerId: id, name: null } },
        actions: [
          { id: 'pdf', label: 'PDF', tone: 'normal', href: `pdf:${id}` },
          { id: 'pay', label: 'Pay', tone: 'normal' },
          { id: 'odd', label: 'Odd', tone: 'normal', href: 'javascript:alert(1)' },
          { id: 'away', label: 'Away', tone: 'normal', href: '//evil.example' },
        ],
      },
    ],
    bulkActions: [],
    search: null,
    next: null,
    empty: { title: '', text: '', action: null },
  };
  const answer = (places: typeof adminPlaces) =>
    panelAnswer(panel, { names: new Map([[id, { name: 'Ada Ltd' }]]), places, prefix: 'inv' });

  test('leads to the pages of who reads it, by name and the API’s ids', () => {
    const [row] = answer(adminPlaces).rows;
    expect(row).toMatchObject({
      id: shown('inv', id),
      href: `/admin/invoices/${shown('inv', id)}`,
      cells: { who: { customerId: shown('cus', id), name: 'Ada Ltd' } },
    });
    expect(answer(portalPlaces('northwind')).rows[0]?.href).toBe(`/portal/northwind/invoices/${shown('inv', id)}`);
    expect(() => panelModel.parse(answer(adminPlaces))).not.toThrow();
  });

  test('leads nowhere outside', () => {
    expect(answer(adminPlaces).rows[0]?.actions.map((each) => each.href ?? null)).toEqual([
      `/api/v1/invoices/${shown('inv', id)}/pdf`,
      null,
    ]);
  });
});
