import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { SessionModel } from '../../src/api/models/session.ts';
import { isUnder } from '../shared/api/reads.ts';
import { mailedTo } from './customers/mailedTo.ts';
import { tenant } from './drafting/draft.fixture.ts';
import { bodyOfAddress } from './forms/addressForm.ts';
import { handlerText, serviceName } from './operations/serviceNames.ts';
import { endSession, hasEnded, leaveSession, sessionIn, startSession } from './session/sessionStore.ts';
import { waitText } from './session/signInPage.tsx';
import { touchedBy } from './shell/touchedBy.ts';

const { id, name, slug, currency, timeZone, brand } = tenant;
const session: SessionModel = {
  staff: { id: `stf_${'1'.repeat(32)}`, name: 'Mara', email: 'mara@northgate.example' },
  tenant: { id, name, slug, currency, timeZone, brand, locale: 'en-GB' },
  role: 'owner',
  tenants: [],
  csrfToken: 'csrf',
  operator: false,
  mode: 'sandbox',
  links: { sandboxInspector: null, mailbox: null },
};

test('nothing that one person or tenant read is shown to the next', () => {
  const queries = new QueryClient();
  startSession(queries, session);
  queries.setQueryData(['read', '/customers', {}], { data: ['Acme'] });
  startSession(queries, { ...session, tenant: { ...session.tenant, id: `ten_${'3'.repeat(32)}` } });
  expect(queries.getQueryData(['read', '/customers', {}])).toBeUndefined();
  queries.setQueryData(['read', '/customers', {}], { data: ['Beta'] });
  leaveSession(queries);
  expect(queries.getQueryData(['read', '/customers', {}])).toBeUndefined();
  expect(sessionIn(queries)).toBeNull();
});

test('a session that ended elsewhere is told of at the next sign-in; leaving on purpose is not', () => {
  const queries = new QueryClient();
  endSession(queries);
  expect(hasEnded(queries)).toBe(false);
  startSession(queries, session);
  endSession(queries);
  expect(hasEnded(queries)).toBe(true);
  startSession(queries, session);
  leaveSession(queries);
  expect(hasEnded(queries)).toBe(false);
});

test('an event has read again what it changed', () => {
  const event = {
    id: 'e',
    type: 'payment.succeeded',
    at: '2026-03-18T10:00:00Z',
    text: '',
    invoiceId: 'inv_1',
  } as const;
  expect(touchedBy(event)).toEqual(expect.arrayContaining(['/invoices/inv_1', '/panels/payments', '/dashboard']));
});

test.each([
  ['/invoices/inv_1/timeline', '/invoices/inv_1', true],
  ['/invoices/inv_1', '/invoices/inv_1', true],
  ['/invoices/inv_12', '/invoices/inv_1', false],
])('%s lies under %s: %s', (at, path, under) => {
  expect(isUnder(at, path)).toBe(under);
});

test('an address is whole or none', () => {
  const empty = { line1: '', line2: '', city: '', region: '', postcode: '', country: 'GB' };
  expect(bodyOfAddress(empty)).toEqual({ ok: true, body: undefined });
  const half = bodyOfAddress({ ...empty, line1: '1 Mill Lane' });
  expect(half.ok ? [] : Object.keys(half.faults)).toEqual(['city']);
});

test('it is said where a mail really goes: to who does the billing, else to the customer', () => {
  const contact = (role: string) => ({ id: 'con_1', name: 'Kim', email: `${role}@acme.example`, role });
  const email = 'accounts@acme.example';
  expect(mailedTo({ email, contacts: [contact('member'), contact('billing')] })).toEqual(['billing@acme.example']);
  expect(mailedTo({ email, contacts: [contact('owner')] })).toEqual([email]);
});

test.each([
  [1, '1 second'],
  [59, '59 seconds'],
  [60, 'a minute'],
  [61, '2 minutes'],
  [undefined, 'a few minutes'],
])('a wait of %s seconds is said as %s', (seconds, text) => {
  expect(waitText(seconds)).toBe(text);
});

test('a command reads as words, and its service stands apart', () => {
  expect(handlerText('invoicing.issueInvoice')).toBe('Issue invoice');
  expect(handlerText('issueInvoice')).toBe('Issue invoice');
  expect(serviceName('invoicing')).toBe('Invoicing');
});
