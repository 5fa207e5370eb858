import { invoicing as contract } from '@purser/contracts';
import { newId } from '@purser/message';
import { asCustomer, asStaff } from '@purser/testing';
import type { z } from 'zod';
import { aCustomer, aTenant, line, type World } from './world.ts';

export type Quote = { tenant: string; customerId: string; quoteId: string };
type Draft = z.input<typeof contract.draftQuote.input>;

/** 120.00 that is always in it, 60.00 ticked beforehand, and 12.00 that is not; tax included. */
export const offer: Draft['lines'] = [
  line('base', 100_00),
  { ...line('backup', 50_00), optional: true, chosen: true },
  { ...line('training', 10_00), optional: true },
];

export async function aQuoteDraft(
  world: World,
  more: Partial<Draft> = {},
  of?: Omit<Quote, 'quoteId'>,
): Promise<Quote> {
  const tenant = of?.tenant ?? (await aTenant(world));
  const customerId = of?.customerId ?? (await aCustomer(world, tenant));
  const quoteId = newId();
  await world.client.command(contract.draftQuote, { quoteId, customerId, lines: offer, ...more }, asStaff(tenant));
  return { tenant, customerId, quoteId };
}

export async function aSentQuote(world: World, more: Partial<Draft> = {}, of?: Omit<Quote, 'quoteId'>): Promise<Quote> {
  const quote = await aQuoteDraft(world, more, of);
  await sendIt(world, quote);
  return quote;
}

export function sendIt(world: World, { tenant, quoteId }: Quote) {
  return world.client.command(contract.sendQuote, { quoteId }, asStaff(tenant));
}

type Accepting = Partial<z.input<typeof contract.acceptQuote.input>>;

/** The customer accepts what was ticked beforehand, unless told otherwise. */
export function accept(world: World, { tenant, customerId, quoteId }: Quote, more: Accepting = {}) {
  const input = { quoteId, name: 'Ada Lovelace', consent: true as const, chosen: ['backup'], total: 180_00, ...more };
  return world.client.command(contract.acceptQuote, input, asCustomer(tenant, customerId));
}

export function readQuote(world: World, { tenant, quoteId }: Pick<Quote, 'tenant' | 'quoteId'>) {
  return world.client.query(contract.getQuote, { quoteId }, asStaff(tenant));
}

export async function acceptedQuote(world: World, more: Partial<Draft> = {}): Promise<Quote> {
  const quote = await aSentQuote(world, more);
  await accept(world, quote);
  return quote;
}

export function convert(world: World, { tenant, quoteId }: Quote, invoiceId = newId()) {
  return world.client.command(contract.convertQuote, { quoteId, invoiceId }, asStaff(tenant));
}

export function revise(world: World, { tenant, quoteId }: Quote, newQuoteId = newId()) {
  return world.client.command(contract.reviseQuote, { quoteId, newQuoteId }, asStaff(tenant));
}
