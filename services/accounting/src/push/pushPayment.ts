import { currency } from '@purser/money';
import { minorUnits } from '../domain/figures.ts';
import { paymentsIn } from '../xero/answers.ts';
import { type Ask, type Pushed, type PushOf, refusedWith } from './push.ts';

/** The payment on its invoice. Xero takes the same payment twice without a word, so it is looked for, by our id, before every try. */
export async function pushPayment(ask: Ask, request: PushOf<'payment'>): Promise<Pushed> {
  const { invoiceExternalId, sourceId, create, key } = request;
  const query = new URLSearchParams({ where: `Invoice.InvoiceID==guid("${invoiceExternalId}")` });
  const found = await ask({ method: 'GET', path: `/Payments?${query}` });
  if (found.said === 'no') return refusedWith(found.problems);
  const there = paymentsIn(found.body).find(({ Reference, Status }) => Reference === sourceId && Status !== 'DELETED');
  if (there) return ended(request, there.PaymentID, there.Amount);
  const made = await ask({ method: 'PUT', path: '/Payments?summarizeErrors=false', body: create, key });
  if (made.said === 'no') return refusedWith(made.problems);
  const [payment] = paymentsIn(made.body);
  return payment ? ended(request, payment.PaymentID, payment.Amount) : refusedWith(['Xero made no payment.']);
}

function ended({ amount, currency: code }: PushOf<'payment'>, externalId: string, theirs: number): Pushed {
  if (minorUnits(theirs, currency(code)) === BigInt(amount)) return { said: 'done', externalId };
  return { said: 'unclear', problem: `The payment in Xero is of ${theirs} ${code}, which is not what was received.` };
}
