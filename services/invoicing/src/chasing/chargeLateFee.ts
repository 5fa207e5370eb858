import { type LateFeePolicy, lateFeeAmount } from '@purser/billing';
import type { Context } from '@purser/bus';
import { newId } from '@purser/message';
import { draftContent, sayDrafted } from '../commands/drafting.ts';
import { dueOf } from '../domain/invoice.ts';
import { insertDraft } from '../store/insertDraft.ts';
import { insertLateFee, issueFee, sumLateFees } from '../store/lateFees.ts';
import type { LockedInvoice } from '../store/lockInvoice.ts';
import { noteOnTimeline } from '../store/timeline.ts';

type Late = LockedInvoice & { dueOn: string };

/**
 * Charges a period's fee, once. The fee is an invoice of its own, for what was issued never changes; it is issued as any other. Call it
 * under the late invoice's lock, when something is due.
 */
export async function chargeLateFee(
  ctx: Context,
  invoice: Late,
  policy: LateFeePolicy,
  periodOn: string,
): Promise<void> {
  const { invoiceId, currency, total } = invoice;
  const amount = lateFeeAmount(policy, {
    due: dueOf(invoice),
    total,
    currency,
    charged: await sumLateFees(ctx, invoiceId),
  });
  const feeInvoiceId = amount === 0n ? null : newId();
  if (!(await insertLateFee(ctx, invoice, { periodOn, amount, currency, feeInvoiceId }))) return;
  if (feeInvoiceId === null) return;
  await draftFee(ctx, invoice, feeInvoiceId, amount);
  await noteOnTimeline(ctx, invoice, { what: 'lateFeeCharged', amount, sourceId: feeInvoiceId });
  await issueFee(ctx, feeInvoiceId);
}

async function draftFee(ctx: Context, late: Late, invoiceId: string, amount: bigint): Promise<void> {
  const { customerId, currency, number, dueOn } = late;
  const fee = {
    id: 'fee',
    description: `Late payment fee for ${number}`,
    quantity: '1',
    unitAmount: Number(amount),
    taxes: [],
  };
  const note = `Invoice ${number} was due on ${dayWords(dueOn)} and has not been paid in full.`;
  const draft = { invoiceId, customerId, currency, lines: [fee], note };
  const content = await draftContent(ctx, draft, undefined);
  await insertDraft(ctx, { ...draft, ...content });
  await sayDrafted(ctx, draft, content, 'drafted');
  const ofFee = { invoiceId, customerId, currency };
  await noteOnTimeline(ctx, ofFee, { what: 'lateFeeFor', sourceId: late.invoiceId });
}

const days = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const dayWords = (day: string) => days.format(new Date(`${day}T00:00:00Z`));
