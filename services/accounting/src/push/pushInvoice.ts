import { currency } from '@purser/money';
import { differences } from '../domain/comparison.ts';
import { invoicesIn, type XeroInvoice } from '../xero/answers.ts';
import { type Ask, type Pushed, type PushOf, refusedWith } from './push.ts';

const numberTaken = /unique|already (exists|in use)|duplicate/i;

/** The invoice under our number, which Xero takes once: what is there already is compared, and is ours or a question for a person. */
export async function pushInvoice(ask: Ask, request: PushOf<'invoice'>): Promise<Pushed> {
  const { create, key, number } = request;
  const answer = await ask({ method: 'PUT', path: '/Invoices?summarizeErrors=false&unitdp=4', body: create, key });
  if (answer.said === 'yes') return compared(request, invoicesIn(answer.body)[0]);
  if (!answer.problems.some((problem) => numberTaken.test(problem))) return refusedWith(answer.problems);
  const query = new URLSearchParams({ InvoiceNumbers: number });
  const found = await ask({ method: 'GET', path: `/Invoices?${query}` });
  if (found.said === 'no') return refusedWith(found.problems);
  const alive = invoicesIn(found.body).filter(({ Status }) => Status !== 'VOIDED' && Status !== 'DELETED');
  const [only, ...more] = alive;
  if (!only || more.length > 0) return refusedWith(answer.problems);
  return compared(request, only);
}

function compared({ ours, number }: PushOf<'invoice'>, invoice: XeroInvoice | undefined): Pushed {
  if (!invoice) return refusedWith(['Xero made no invoice.']);
  const { InvoiceID, Total, TotalTax, CurrencyCode, Contact } = invoice;
  const theirs = { total: Total, tax: TotalTax, currency: CurrencyCode, contactId: Contact.ContactID };
  const differing = differences({ ...ours, currency: currency(ours.currency) }, theirs);
  if (differing.length === 0) return { said: 'done', externalId: InvoiceID };
  return { said: 'unclear', problem: `Invoice ${number} is in Xero and differs: ${differing.join('; ')}.` };
}
