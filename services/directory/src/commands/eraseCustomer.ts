import type { Ask, Context, MessageFacts } from '@purser/bus';
import type { Clock } from '@purser/clock';
import { directory as contract, invoicing } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { Vault } from '@purser/vault';
import { z } from 'zod';
import { customerNotFound } from '../domain/customer.ts';

type Input = { customerId: string };
const request = z.strictObject({ customerId: z.string() });

/**
 * Archived first, so that nothing new can be owed between the look at what is owed and the end. The rows are emptied and the others told in
 * one transaction; the key is destroyed in a step after it, which is taken up again wherever it was left.
 */
export function eraseCustomer({ vault, clock }: { vault: Vault; clock: Clock }) {
  return {
    gather: async ({ ask }: MessageFacts & { ask: Ask }, { customerId }: Input) => {
      const { balances } = await ask.query(invoicing.getBalances, { customerIds: [customerId] });
      return { owes: balances.length > 0 };
    },
    plan: (ctx: Context, input: Input, { owes }: { owes: boolean }) => empty(ctx, input, { owes, at: clock.machine() }),
    steps: {
      destroyKey: {
        call: async (raw: unknown, { tenant, now }: MessageFacts) => {
          await vault.destroySubject(tenant, request.parse(raw).customerId, now);
          return {};
        },
        record: async (_ctx: Context, raw: unknown) => ({ done: request.parse(raw) }),
      },
    },
  };
}

async function empty({ tx, now, stage }: Context, { customerId }: Input, { owes, at }: { owes: boolean; at: Date }) {
  const [row] = await tx.sql<{ archived: boolean; erased: boolean }[]>`
    select archived_at is not null as archived, erased_at is not null as erased from customers
    where customer_id = ${customerId} for update`;
  if (!row) throw customerNotFound();
  if (!row.archived)
    throw fault(
      'rejected',
      'customer_not_archived',
      'Archive this customer first, so that nothing new is billed to them.',
    );
  if (owes) throw fault('rejected', 'money_open', 'This customer owes money. Have it paid, credited or voided first.');
  if (!row.erased) {
    await tx.sql`
      update customers set erased_at = ${now.toISOString()}, name = ''::bytea, email = ''::bytea, email_index = null, address = null,
        phone = null, tax_number = null, po_number = null, notes = null, tags = '{}', language = null, revision = revision + 1
      where customer_id = ${customerId}`;
    await tx.sql`delete from contacts where customer_id = ${customerId}`;
    await tx.sql`
      update links set revoked_at = ${at.toISOString()} where customer_id = ${customerId} and revoked_at is null`;
    stage.send(contract.customerErased, { customerId });
  }
  return { step: 'destroyKey', request: { customerId } };
}
