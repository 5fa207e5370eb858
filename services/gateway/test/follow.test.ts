import { newId } from '@purser/message';
import { expect, test } from 'vitest';
import { mayFollow, posterOf } from '../src/commands/send.ts';
import type { Customer } from '../src/identity/who.ts';

const id = newId();
const customer = (only: { invoiceId?: string; quoteId?: string }): Customer => ({
  ...{ kind: 'customer', tenant: newId(), actor: { kind: 'customer', id } },
  session: { sessionId: newId() } as Customer['session'],
  ...{ invoiceId: null, quoteId: null, ...only },
});

test('of a customer’s commands a link’s holder follows what was sent by that link, and who signed in follows all', () => {
  const all = customer({});
  const links = [customer({ invoiceId: newId() }), customer({ quoteId: newId() }), customer({ quoteId: newId() })];
  for (const link of links) {
    for (const other of [all, ...links]) expect(mayFollow(link, posterOf(other))).toBe(link === other);
    expect(mayFollow(all, posterOf(link))).toBe(true);
  }
});
