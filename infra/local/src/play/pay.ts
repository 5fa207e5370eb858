import type { Cast, Invoice } from './cast.ts';
import type { Hands } from './hands/hands.ts';
import { mustBe } from './see.ts';
import { seePayment } from './seePayment.ts';

/** Half of the invoice, by a card that works. */
export async function payPart(cast: Cast, hands: Hands, invoice: Invoice): Promise<{ paid: number; due: number }> {
  const half = Math.floor(invoice.total / 2);
  await hands.payPart(invoice, half);
  const { due } = await seePayment(cast, invoice, { amount: half, paid: half, status: 'partlyPaid' });
  mustBe('what is left', due, invoice.total - half);
  return { paid: half, due };
}

/** What is left. */
export async function payRest(cast: Cast, hands: Hands, invoice: Invoice, due: number): Promise<void> {
  await hands.payRest(invoice);
  const left = await seePayment(cast, invoice, { amount: due, paid: invoice.total, status: 'paid' });
  mustBe('what is due', left.due, 0);
}
