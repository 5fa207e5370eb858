import { createHash } from 'node:crypto';
import type { Ask, Context, MessageFacts } from '@purser/bus';
import { type invoicing as contract, directory } from '@purser/contracts';
import type { StatementDocument } from '@purser/document';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import type { Customer, Tenant } from '../documents/issuer.ts';
import { statementDocument } from '../documents/statementDocument.ts';
import { notFound } from '../domain/refusals.ts';
import { readStatement } from '../statement.ts';
import { freezeStatement, keepBrand } from '../store/frozenDocuments.ts';

type Input = z.output<typeof contract.makeStatement.input>;
type Gathered = { from: Tenant; to: Customer };

/** A statement as a document. What would say the same to the letter is the one there is. */
export const makeStatement = {
  gather: async ({ ask, actor }: MessageFacts & { ask: Ask }, { customerId }: Input): Promise<Gathered> => {
    // Directory would ask the same; here nothing of another is even looked for.
    if (actor.kind === 'customer' && actor.id !== customerId) throw notFound('customer');
    const [from, to] = await Promise.all([
      ask.query(directory.getTenant, {}),
      ask.query(directory.getCustomer, { customerId }),
    ]);
    return { from, to };
  },
  plan,
  steps: {},
};

async function plan(ctx: Context, { documentId, ...asked }: Input, parties: Gathered) {
  const { customerId } = asked;
  if ((await ctx.keys(customerId)).destroyed)
    throw fault('rejected', 'erased', 'The person this was about has been erased.');
  const model = statementDocument(await readStatement(ctx, asked), parties);
  const brandHash = await keepBrand(ctx, model.brand);
  const made = { documentId, customerId, brandHash, model, number: nameOf(customerId, model) };
  return { done: { documentId: await freezeStatement(ctx, made), customerId } };
}

/** What it is known by among statements: all that it says. */
function nameOf(customerId: string, model: StatementDocument): string {
  return createHash('sha256').update(customerId).update(JSON.stringify(model)).digest('hex').slice(0, 32);
}
