import { type Check, each, sum, together } from './check.ts';

const open = new Set(['planned', 'created', 'processing', 'requiresAction']);

export const capturedIsAccountedFor: Check = {
  promise: 'every unit that Stripe captured settles an invoice or is credit of the customer',
  find: ({ stripe, payments, allocations, credits }) => {
    const paymentOf = new Map(payments.map((payment) => [payment.intentId, payment]));
    const allocated = Map.groupBy(allocations, ({ paymentId }) => paymentId);
    const credited = Map.groupBy(
      credits.filter(({ source }) => source === 'payment'),
      ({ sourceId }) => sourceId,
    );
    return each(
      stripe.charges.filter(({ succeeded }) => succeeded),
      ({ id, intentId, amount }) => {
        const paymentId = paymentOf.get(intentId)?.paymentId ?? '';
        const [settled, credit] = [
          sum(allocated.get(paymentId), (one) => one.amount),
          sum(credited.get(paymentId), (one) => one.amount),
        ];
        return settled + credit !== amount && `${id}: ${amount} captured, ${settled} allocated and ${credit} credited`;
      },
    );
  },
};

export const invoicesNotOverpaid: Check = {
  promise: 'no invoice is allocated, or relieved by credit notes, beyond its total',
  find: ({ invoices, allocations, reversals }) => {
    const of = Map.groupBy(allocations, ({ invoiceId }) => invoiceId);
    const gone = Map.groupBy(reversals, ({ invoiceId }) => invoiceId);
    return each(invoices, ({ invoiceId, total, paid, offBalance, isVoid }) => {
      const allocated = sum(of.get(invoiceId), ({ amount }) => amount);
      const reversed = sum(gone.get(invoiceId), ({ amount }) => amount);
      if (allocated - reversed !== paid)
        return `${invoiceId}: ${paid} paid, and ${allocated} allocated, of which ${reversed} went back`;
      if (paid + offBalance > total) return `${invoiceId}: ${paid} allocated and ${offBalance} credited of ${total}`;
      return isVoid && paid > 0 && `${invoiceId}: void, with ${paid} allocated`;
    });
  },
};

export const chargedOnce: Check = {
  promise: 'no attempt is charged twice',
  find: ({ stripe }) => {
    const succeeded = stripe.charges.filter((charge) => charge.succeeded);
    const charges = Map.groupBy(succeeded, ({ intentId }) => intentId);
    const intents = Map.groupBy(
      stripe.intents.filter(({ status }) => status === 'succeeded'),
      ({ attemptId, id }) => attemptId ?? id,
    );
    return together(
      each(charges, ([intent, of]) => of.length > 1 && `${intent}: ${of.map(({ id }) => id).join(', ')}`),
      each(intents, ([attempt, of]) => of.length > 1 && `attempt ${attempt}: ${of.map(({ id }) => id).join(', ')}`),
    );
  },
};

export const oneIntentPerAttempt: Check = {
  promise: 'an attempt has one PaymentIntent at Stripe, and one that Stripe does not know is nobody’s',
  find: ({ stripe, attempts }) => {
    const known = new Set(stripe.intents.map(({ id }) => id));
    const intents = Map.groupBy(stripe.intents, ({ attemptId, id }) => attemptId ?? id);
    return together(
      each(intents, ([attempt, of]) => of.length > 1 && `attempt ${attempt}: ${of.map(({ id }) => id).join(', ')}`),
      each(
        attempts,
        ({ attemptId, intentId }) =>
          intentId !== null && !known.has(intentId) && `attempt ${attemptId}: no ${intentId}`,
      ),
    );
  },
};

export const paymentsMatchCharges: Check = {
  promise: 'what Stripe captured and our payments are the same, one to one, and what a payer saw succeed is among them',
  find: ({ stripe, payments, seenPaid }) => {
    const succeeded = stripe.charges.filter((charge) => charge.succeeded);
    const chargeOf = new Map(succeeded.map((charge) => [charge.intentId, charge]));
    const ours = Map.groupBy(payments, ({ intentId }) => intentId);
    return together(
      each(succeeded, ({ id, intentId, amount }) => {
        const count = ours.get(intentId)?.length ?? 0;
        return count !== 1 && `${id} of ${amount}: ${count} payments`;
      }),
      each(payments, ({ paymentId, intentId, amount, currency, chargeId }) => {
        const charge = chargeOf.get(intentId);
        if (!charge) return `payment ${paymentId}: no charge of ${intentId}`;
        const isSame = charge.amount === amount && charge.currency === currency && charge.id === chargeId;
        return (
          !isSame &&
          `payment ${paymentId}: ${amount} ${currency} ${chargeId}, Stripe ${charge.amount} ${charge.currency} ${charge.id}`
        );
      }),
      each(
        seenPaid,
        (intent) => !chargeOf.has(intent) && `${intent}: its payer saw it succeed, and nothing was captured`,
      ),
    );
  },
};

export const attemptsEnded: Check = {
  promise: 'every attempt has ended, as its PaymentIntent has',
  find: ({ attempts, stripe }) => {
    const status = new Map(stripe.intents.map((intent) => [intent.id, intent.status]));
    return each(attempts, ({ attemptId, status: ours, intentId }) => {
      const theirs = intentId === null ? undefined : status.get(intentId);
      if (open.has(ours)) return `attempt ${attemptId}: ${ours}, at Stripe ${theirs ?? 'nothing'}`;
      if (theirs === 'succeeded' && ours !== 'succeeded')
        return `attempt ${attemptId}: ${ours}, and succeeded at Stripe`;
      return (
        ours === 'succeeded' && theirs !== 'succeeded' && `attempt ${attemptId}: succeeded, and ${theirs} at Stripe`
      );
    });
  },
};

export const holdsEnded: Check = {
  promise: 'no attempt that has ended holds an invoice',
  find: ({ holds, attempts }) => {
    const status = new Map(attempts.map((attempt) => [attempt.attemptId, attempt.status]));
    return each(holds, ({ attemptId, invoiceId, isOpen }) => {
      const of = status.get(attemptId) ?? 'unknown to payments';
      return isOpen && !open.has(of) && `invoice ${invoiceId} is held by attempt ${attemptId}, which is ${of}`;
    });
  },
};
