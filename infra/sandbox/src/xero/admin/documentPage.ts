import type { Context } from 'hono';
import { html } from 'hono/html';
import { deskPage } from '../../admin/desk.ts';
import { type Books, byId } from '../books/documents.ts';
import { creditsOf, paymentsOf, settlementOf } from '../books/settlement.ts';
import type { CreditNote, Invoice, Line } from '../books/types.ts';
import { shown } from '../decimal.ts';
import { chip, dayText, money } from './figures.ts';
import { booksStyle } from './style.ts';

const line = ({ description, quantity, unit, accountCode, taxType, tax, amount }: Line, currency: string) =>
  html`<tr><td class="wide">${description ?? ''}<span class="brief">${shown(quantity, 4)} × ${shown(unit, 4)}${accountCode === null ? '' : `, account ${accountCode}`}${taxType === null ? '' : `, ${taxType} ${money(tax, currency)}`}</span></td><td class="num right">${shown(quantity, 4)}</td><td class="num right">${shown(unit, 4)}</td><td class="num">${accountCode ?? ''}</td><td>${taxType ?? ''}</td><td class="num right">${money(tax, currency)}</td><td class="num right">${money(amount, currency)}</td></tr>`;

const sum = (name: string, count: number, currency: string, strong = false) =>
  html`<tr class="${strong ? 'sum' : ''}"><td colspan="6" class="right">${name}</td><td class="num right">${money(count, currency)}</td></tr>`;

/** What was set against the document: payments, credit notes, or invoices. */
function settledBy(books: Books, bill: Invoice | CreditNote) {
  const paid = paymentsOf(books, bill).map(({ date, amount, account, reference }) =>
    sum(
      `${dayText(date)} paid to ${byId(books, 'account', account)?.name ?? ''}${reference === '' ? '' : `, ${reference}`}`,
      -amount,
      bill.currency,
    ),
  );
  const credited =
    'allocations' in bill
      ? bill.allocations.map(({ invoice, amount, date }) =>
          sum(`${dayText(date)} set against ${byId(books, 'invoice', invoice)?.number ?? ''}`, -amount, bill.currency),
        )
      : creditsOf(books, bill).map(({ note, amount, date }) =>
          sum(`${dayText(date)} credited by ${note.number}`, -amount, bill.currency),
        );
  return [...paid, ...credited];
}

/** An invoice or credit note with its lines, totals and what settled it. */
export function documentPage(c: Context, books: Books, bill: Invoice | CreditNote) {
  const { due } = settlementOf(books, bill);
  const back = `/_sandbox/xero/organisations/${books.tenant}${'allocations' in bill ? '?tab=credits' : ''}`;
  const body = html`<main>
    <a class="back" href="${back}">‹ All documents</a>
    <div class="paper">
      <div class="title" style="margin-bottom:1.25rem"><h1>${'allocations' in bill ? 'Credit note' : 'Invoice'} ${bill.number}</h1><p>${chip(bill.status, true)}</p></div>
      <dl class="facts">
        <div><dt>Contact</dt><dd>${byId(books, 'contact', bill.contact)?.name ?? ''}</dd></div>
        <div><dt>Date</dt><dd>${dayText(bill.date)}</dd></div>
        ${bill.dueDate === null ? '' : html`<div><dt>Due</dt><dd>${dayText(bill.dueDate)}</dd></div>`}
        ${bill.reference === '' ? '' : html`<div><dt>Reference</dt><dd>${bill.reference}</dd></div>`}
        <div><dt>Amounts are</dt><dd>${bill.lineAmountTypes === 'NoTax' ? 'without tax' : `tax ${bill.lineAmountTypes.toLowerCase()}`}</dd></div>
        ${bill.rate === 1_000_000 ? '' : html`<div><dt>Rate</dt><dd class="num">${shown(bill.rate, 6)}</dd></div>`}
        ${'url' in bill && bill.url !== null ? html`<div><dt>In the app</dt><dd><a href="${bill.url}" target="_blank" rel="noopener noreferrer">Open</a></dd></div>` : ''}
      </dl>
      <div class="scroll"><table class="lines">
        <thead><tr><th>Description</th><th class="right">Quantity</th><th class="right">Price</th><th>Account</th><th>Tax</th><th class="right">Tax amount</th><th class="right">Amount</th></tr></thead>
        <tbody>${bill.lines.map((one) => line(one, bill.currency))}</tbody>
        <tfoot>${sum('Subtotal', bill.subTotal, bill.currency)}${sum('Tax', bill.totalTax, bill.currency)}${sum('Total', bill.total, bill.currency, true)}${settledBy(books, bill)}${sum('allocations' in bill ? 'Remaining credit' : 'Amount due', due, bill.currency, true)}</tfoot>
      </table></div>
    </div>
  </main>`;
  return deskPage(c, { title: `${bill.number} · Sandbox Xero`, part: 'xero', style: booksStyle, content: body });
}
