import { expect, test } from 'vitest';
import { type LinkFacts, mayRenew, refusalOf, stateOf } from './link.ts';

const now = new Date('2026-05-01T12:00:00Z');
const at = (ms: number) => new Date(now.getTime() + ms);
const signIn: LinkFacts = { kind: 'signIn', browserHash: 'b1', expiresAt: at(1), usedAt: null, revokedAt: null };
const invoice: LinkFacts = { ...signIn, kind: 'invoice', browserHash: null };

const cases: [
  what: string,
  link: LinkFacts,
  browser: string,
  state: string,
  code: string | undefined,
  renewed: boolean,
][] = [
  ['a sign-in link in its browser', signIn, 'b1', 'open', undefined, false],
  ['a sign-in link in another browser', signIn, 'b2', 'open', 'link_elsewhere', true],
  ['a used sign-in link', { ...signIn, usedAt: at(-1) }, 'b1', 'used', 'link_used', true],
  ['a sign-in link at its very end', { ...signIn, expiresAt: now }, 'b1', 'expired', 'link_expired', true],
  [
    'a used sign-in link past its end',
    { ...signIn, usedAt: at(-9), expiresAt: at(-1) },
    'b1',
    'used',
    'link_used',
    true,
  ],
  ['an invoice link in any browser', invoice, 'b2', 'open', undefined, false],
  ['an invoice link past its end', { ...invoice, expiresAt: at(-1) }, 'b1', 'expired', 'link_expired', true],
  ['a withdrawn invoice link', { ...invoice, revokedAt: at(-1) }, 'b1', 'revoked', 'link_revoked', false],
  [
    'a withdrawn invoice link past its end',
    { ...invoice, revokedAt: at(-1), expiresAt: at(-5) },
    'b1',
    'revoked',
    'link_revoked',
    false,
  ],
];

test.each(cases)('%s', (_what, link, browser, state, code, renewed) => {
  expect(stateOf(link, now)).toBe(state);
  expect(refusalOf(link, browser, now)?.code).toBe(code);
  expect(mayRenew(link, browser, now)).toBe(renewed);
});

test('a browser that says nothing does not open a sign-in link', () => {
  expect(refusalOf(signIn, null, now)?.code).toBe('link_elsewhere');
});
