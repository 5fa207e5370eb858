import type { Invoice, Payer } from './payer.ts';

/** How the invoice must stand in the end, `back` of what was paid being gone again; `open` for one whose payer went away. */
export type Wanted = 'paid' | 'void' | 'open' | { wanted: 'paid'; back: number };
export type Ending = { invoiceId: string; wanted: 'paid' | 'void' | 'open'; back: number };

/** One way to go about an invoice that was just issued. @throws GaveUp */
export type Go = (payer: Payer, invoice: Invoice) => Promise<Wanted>;

export function shareOf({ plan }: Payer, total: number): number {
  return Math.max(100, Math.floor((total * plan.share) / 100));
}
