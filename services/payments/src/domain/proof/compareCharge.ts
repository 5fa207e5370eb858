import type { Exchange, Settled } from '../exchange.ts';
import { exchangeKinds, feeKinds, type Journal, receiptKinds } from './booked.ts';
import { compareExchange } from './compareExchange.ts';
import type { Finding } from './finding.ts';
import { type Looked, line, nothing } from './looked.ts';

/** A charge as Stripe has it; minor units, currencies in capitals. */
export type ChargeFact = {
  id: string;
  intentId: string | null;
  status: string;
  captured: boolean;
  amount: number;
  refunded: number;
  currency: string;
  /** What we wrote on it when we asked for it: whose it is, what for, by which attempt. */
  tenantMark: string | null;
  invoiceMark: string | null;
  attemptMark: string | null;
  settled: (Settled & { fee: number }) | null;
};

export type HerePayment = {
  paymentId: string;
  invoiceId: string;
  amount: number;
  currency: string;
  intentId: string;
  chargeId: string | null;
  balanceTransactionId: string | null;
  fee: number | null;
  /** What was settled, less the fee. */
  net: number | null;
  settledCurrency: string | null;
  /** Milliseconds of the epoch. */
  receivedAt: number;
};

export type ChargeHere = {
  tenant: string;
  /** Milliseconds of the epoch. */
  now: number;
  payment: HerePayment | undefined;
  /** An attempt of ours asked for it. */
  asked: boolean;
  /** What staff decided of a charge that is not ours to book. */
  setAside: string | undefined;
  /** What is known of its settling in another currency. */
  exchanges: readonly Exchange[];
  journal: Journal;
};

const booking_ms = 10 * 60_000;
const feeBooking_ms = 60 * 60_000;

/** A charge that took money, held against the payment it should have become and what is booked of it. */
export function compareCharge(charge: ChargeFact, here: ChargeHere): Looked {
  const looked = nothing();
  const { payment } = here;
  if (charge.status === 'pending') {
    if (charge.tenantMark === here.tenant)
      looked.findings.push(about(charge, payment, 'chargeProcessing', 'in progress'));
    return looked;
  }
  if (charge.status !== 'succeeded' || !charge.captured) return looked;
  if (!payment && charge.tenantMark !== null && charge.tenantMark !== here.tenant) {
    looked.counts.ofOthers = 1;
    return looked;
  }
  looked.counts.chargesAtStripe = 1;
  const taken = charge.amount - charge.refunded;
  looked.seen.push({
    thing: 'charge',
    stripeId: charge.intentId ?? charge.id,
    invoiceId: payment?.invoiceId ?? charge.invoiceMark,
    taken,
  });
  if (!payment) return { ...looked, ...unknownCharge(charge, here) };
  looked.counts.paymentsHere = 1;
  compareAmounts(looked, charge, payment, here);
  compareFee(looked, charge, payment, here);
  compareSettled(looked, charge, payment, here);
  return looked;
}

function unknownCharge(charge: ChargeFact, { asked, setAside }: ChargeHere): Partial<Looked> {
  if (setAside !== undefined) return { findings: [about(charge, undefined, 'setAside', setAside)] };
  const sums = [{ ...line('receipts', charge.currency), stripe: charge.amount }];
  if (!asked)
    return {
      sums,
      findings: [about(charge, undefined, 'chargeUnknown', 'no payment and no attempt here belongs to it')],
    };
  const heals = charge.intentId === null ? [] : [{ what: 'intent' as const, id: charge.intentId }];
  return { sums, heals, findings: [about(charge, undefined, 'paymentMissing', 'an attempt of ours, and no payment')] };
}

function compareAmounts(looked: Looked, charge: ChargeFact, payment: HerePayment, { journal, now }: ChargeHere): void {
  const { paymentId, amount, currency, chargeId, receivedAt } = payment;
  if (amount !== charge.amount || currency !== charge.currency)
    looked.findings.push(
      about(charge, payment, 'paymentDiffers', `${charge.amount} ${charge.currency} there, ${amount} ${currency} here`),
    );
  else if (chargeId !== null && chargeId !== charge.id)
    looked.findings.push(about(charge, payment, 'paymentDiffers', `we have it as charge ${chargeId}`));
  const booked = journal(paymentId, receiptKinds, charge.currency);
  if (booked === undefined && now - receivedAt < booking_ms) {
    looked.findings.push(about(charge, payment, 'journalPending', 'the receipt'));
    return;
  }
  looked.sums.push({ ...line('receipts', charge.currency), stripe: charge.amount, here: amount, journal: booked ?? 0 });
  if (booked !== charge.amount)
    looked.findings.push({
      ...about(charge, payment, 'journalDiffers', `the receipt: ${booked ?? 'nothing'} is booked`),
      here: booked ?? 0,
    });
}

function compareFee(looked: Looked, charge: ChargeFact, payment: HerePayment, { journal, now }: ChargeHere): void {
  const { settled } = charge;
  const { paymentId, fee, balanceTransactionId, settledCurrency } = payment;
  const said = (kind: Finding['kind'], detail: string, booked: number | null): Finding => ({
    ...about(charge, payment, kind, detail),
    atStripe: settled?.fee ?? null,
    here: booked,
    currency: settled?.currency ?? charge.currency,
  });
  if (!settled || fee === null) {
    looked.findings.push(said('feePending', settled ? 'not read yet' : 'Stripe has not told it', null));
    if (settled) looked.heals.push({ what: 'fee', paymentId, balanceTransactionId: settled.id });
    return;
  }
  if (settled.currency === charge.currency && settled.amount !== charge.amount)
    looked.findings.push(about(charge, payment, 'paymentDiffers', `Stripe settled ${settled.amount}`));
  if (fee !== settled.fee || settledCurrency !== settled.currency || balanceTransactionId !== settled.id)
    looked.findings.push(said('feeDiffers', `${balanceTransactionId}: ${fee} ${settledCurrency} here`, fee));
  const booked = journal(paymentId, feeKinds, settled.currency);
  if (booked === undefined && settled.fee !== 0 && now - payment.receivedAt < feeBooking_ms) {
    looked.findings.push(said('journalPending', 'the fee', null));
    return;
  }
  const kept = booked === undefined ? 0 : -booked;
  looked.sums.push({ ...line('fees', settled.currency), stripe: settled.fee, here: fee, journal: kept });
  if (kept !== settled.fee) looked.findings.push(said('journalDiffers', `the fee: ${kept} is booked`, kept));
}

/** What Stripe made of it in another currency: amount and rate, less the fee, here and in the journal. */
function compareSettled(looked: Looked, charge: ChargeFact, payment: HerePayment, here: ChargeHere): void {
  const { settled } = charge;
  const { paymentId, fee, net } = payment;
  if (!settled || fee === null || net === null || settled.currency === charge.currency) return;
  const { exchanges, journal, now } = here;
  const from = { currency: charge.currency, amount: charge.amount };
  const isBooked = journal(paymentId, exchangeKinds, charge.currency) !== undefined;
  if (exchanges.length > 0 && !isBooked && now - payment.receivedAt < feeBooking_ms) {
    looked.findings.push(about(charge, payment, 'journalPending', 'the exchange'));
    return;
  }
  const known = { thingId: paymentId, known: exchanges, journal, isFirst: true };
  const { sums, problem, off } = compareExchange({ from, settled }, known);
  looked.sums.push(...sums);
  const differs =
    problem ?? (settled.amount === net + fee ? undefined : `${net + fee} ${settled.currency} were settled here`);
  if (differs !== undefined) looked.findings.push(about(charge, payment, 'settledDiffers', differs));
  if (exchanges.length === 0) looked.heals.push({ what: 'fee', paymentId, balanceTransactionId: settled.id });
  for (const { currency, there, booked } of off)
    looked.findings.push({
      ...about(charge, payment, 'journalDiffers', `the exchange: ${booked} ${currency} is booked`),
      ...{ atStripe: there, here: booked, currency },
    });
}

function about(charge: ChargeFact, payment: HerePayment | undefined, kind: Finding['kind'], detail: string): Finding {
  return {
    kind,
    stripeId: charge.id,
    ourId: payment?.paymentId ?? null,
    invoiceId: payment?.invoiceId ?? charge.invoiceMark,
    atStripe: charge.amount,
    here: payment?.amount ?? null,
    currency: charge.currency,
    detail,
    intentId: charge.intentId,
  };
}
