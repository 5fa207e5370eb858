import { expect, test } from 'vitest';
import { readersOf } from './gatherMail.ts';

const email = 'office@ada.example';
const kim = { contactId: 'kim', name: 'Kim', email: 'kim@ada.example', role: 'billing' as const };
const lee = { contactId: 'lee', name: 'Lee', email: 'lee@ada.example', role: 'billing' as const };
const max = { contactId: 'max', name: 'Max', email: 'max@ada.example', role: 'member' as const };
const shared = { contactId: 'desk', name: 'Desk', email: 'KIM@ada.example', role: 'billing' as const };
const invoice = { kind: 'invoiceIssued' as const, contactId: null, copy: 0 };

test.each([
  ['nobody does the billing', invoice, [max], { to: email, contactId: null, others: [] }],
  ['one does it', invoice, [max, kim], { to: kim.email, contactId: 'kim', others: [] }],
  ['several do it', invoice, [kim, max, lee], { to: kim.email, contactId: 'kim', others: ['lee'] }],
  ['two share an address', invoice, [kim, shared, lee], { to: kim.email, contactId: 'kim', others: ['lee'] }],
  ['it is for one', { ...invoice, contactId: 'lee' }, [kim, lee], { to: lee.email, contactId: 'lee', others: [] }],
  [
    'a copy’s reader is there',
    { ...invoice, contactId: 'lee', copy: 1 },
    [lee],
    { to: lee.email, contactId: 'lee', others: [] },
  ],
  [
    'it is sent again to who left',
    { ...invoice, contactId: 'lee' },
    [kim],
    { to: kim.email, contactId: 'kim', others: [] },
  ],
  [
    'somebody asks to sign in',
    { ...invoice, kind: 'signInLink' as const, contactId: 'max' },
    [kim, max],
    { to: max.email, contactId: 'max', others: [] },
  ],
  [
    'the customer asks to sign in',
    { ...invoice, kind: 'signInLink' as const },
    [kim],
    { to: email, contactId: null, others: [] },
  ],
])('who reads it where %s', (_what, mail, contacts, readers) => {
  expect(readersOf(mail, { email, contacts })).toEqual(readers);
});

test('a copy for somebody who left, or does the billing no more, goes to nobody', () => {
  const copy = { ...invoice, contactId: 'lee', copy: 1 };
  for (const contacts of [[kim], [kim, { ...lee, role: 'member' as const }]])
    expect(readersOf(copy, { email, contacts })).toHaveProperty('dropped');
});
