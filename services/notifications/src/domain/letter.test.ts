import { describe, expect, test } from 'vitest';
import { adviceOn } from './advice.ts';
import * as compose from './compose.ts';
import { letterHtml, letterText } from './html.ts';
import { linkPlace } from './letter.ts';

const look = { color: '#1f4fd8', onColor: '#ffffff', radius_px: 8, logo: null };
const from = { tenantName: 'Harbour IT', contact: 'billing@harbour.example', customerName: 'Ada Ltd' };
const invoice = { number: 'HIT-0001', total: '£944.33', due: '£944.33', dueOn: '4 December 2026' };
const payment = { amount: '£400.00', paidOn: '20 November 2026', method: 'Card' };

const letters = {
  invoiceIssued: compose.invoiceIssued(from, invoice),
  invoiceLink: compose.invoiceLink(from, { ...invoice, isSettled: false }),
  invoicePaid: compose.invoicePaid(from, invoice, payment),
  invoicePartlyPaid: compose.invoicePartlyPaid(from, { ...invoice, due: '£544.33' }, payment),
  paymentFailed: compose.paymentFailed(from, invoice, adviceOn('insufficient_funds')),
  signInLink: compose.signInLink(from),
};

describe.each(Object.entries(letters))('%s', (_kind, letter) => {
  test('says the same as a page and as plain text', () => {
    const page = letterHtml(letter, look);
    const text = letterText(letter);
    for (const words of [letter.greeting, ...letter.paragraphs, ...letter.aside]) {
      expect(text).toContain(words);
      expect(page.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&')).toContain(words);
    }
  });

  test('has one place for a link where there is something to do, and none where there is not', () => {
    const places = letter.button === null ? 0 : 1;
    expect(letterHtml(letter, look).split(linkPlace).length - 1).toBe(places);
    expect(letterText(letter).split(linkPlace).length - 1).toBe(places);
  });
});

test('what a name or a number says is text, never markup', () => {
  const evil = `<img src=x onerror=alert(1)>"'&`;
  const page = letterHtml(
    compose.invoiceIssued(
      { tenantName: evil, contact: evil, customerName: evil },
      { number: evil, total: evil, due: evil, dueOn: evil },
    ),
    { ...look, logo: evil },
  );
  expect(page).not.toContain('<img src=x');
  expect(page).not.toMatch(/\son\w+=[^&]*alert\(1\)>/);
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
});

test('a part payment says what is left, and a whole one does not ask for more', () => {
  expect(letterText(letters.invoicePartlyPaid)).toContain('£544.33 is still due by 4 December 2026');
  expect(letters.invoicePaid.button).toBeNull();
});

test.each(['lost_card', 'stolen_card', 'fraudulent', 'pickup_card', 'merchant_blacklist', null, 'anything_new'])(
  'why the bank refused stays between it and the payer: %s',
  (code) => {
    expect(adviceOn(code)).toBe(adviceOn('generic_decline'));
    expect(adviceOn(code)).not.toMatch(/lost|stolen|fraud/i);
  },
);
