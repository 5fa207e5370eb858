import { payments } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { Actor } from '@purser/message';
import type { z } from 'zod';
import { shown } from '../api/ids.ts';
import type { FeeStatementModel } from '../api/models/stripeConnect.ts';
import { figure, type Row, type Table } from '../documents/csv.ts';
import type { Gateway } from '../gateway.ts';

type Reader = { tenant: string; actor: Actor };
/** More than a page shows; as CSV there is no limit. */
const most = 20_000;

/** What the platform took of a month's payments, whole. */
export async function readFees(g: Gateway, who: Reader, month: string): Promise<FeeStatementModel> {
  const data: FeeStatementModel['data'] = [];
  let totals: FeeStatementModel['totals'] = [];
  for await (const page of feePages(g, who, month)) {
    if (data.length >= most)
      throw fault('rejected', 'too_many_lines', 'This month has too many payments for one list.');
    data.push(...page.lines);
    totals = page.totals;
  }
  return { month, data, totals };
}

async function* feePages(g: Gateway, who: Reader, month: string) {
  for (let after: string | null | undefined; after !== null; ) {
    const asked = { month, limit: 100, ...(after && { after }) };
    const page: Fees = await g.client.query(payments.listApplicationFees, asked, who);
    yield { lines: page.fees.map(lineOf), totals: page.totals };
    after = page.next;
  }
}

type Fees = z.output<typeof payments.listApplicationFees.output>;
type Told = FeeStatementModel['data'][number];

function lineOf({ paymentId, invoiceId, customerId, ...line }: Told): Told {
  return {
    paymentId: shown('pay', paymentId),
    invoiceId: shown('inv', invoiceId),
    customerId: shown('cus', customerId),
    ...line,
  };
}

const head = [
  'Payment',
  'Invoice',
  'Charge',
  'Received (UTC)',
  'Currency',
  'Gross',
  'Settled in',
  'Stripe fee',
  'Application fee',
  'Net',
  'Fee returned',
];

/** The lines of a month, as many as there are. */
export function feesTable(g: Gateway, who: Reader, month: string): Table {
  return { head, pages: feeRows(g, who, month) };
}

async function* feeRows(g: Gateway, who: Reader, month: string): AsyncGenerator<Row[]> {
  for await (const { lines } of feePages(g, who, month)) yield lines.map(rowOf);
}

function rowOf(line: Told): Row {
  const sum = (amount: number | null) =>
    amount === null || line.settledCurrency === null ? null : figure(amount, line.settledCurrency);
  return [
    line.paymentId,
    line.invoiceId,
    line.chargeId,
    line.receivedAt,
    line.currency,
    figure(line.gross, line.currency),
    line.settledCurrency,
    sum(line.stripeFee),
    sum(line.applicationFee),
    sum(line.net),
    sum(line.returned),
  ];
}

const totalsHead = ['Month', 'Currency', 'Payments', 'Stripe fees', 'Application fees', 'Net', 'Fees returned'];

/** For the operator: sums alone. */
export function feeTotalsTable({ month, totals }: Pick<FeeStatementModel, 'month' | 'totals'>): Table {
  const rows = totals.map(({ currency, payments: count, stripeFees, applicationFees, net, returned }) => [
    month,
    currency,
    count,
    ...[stripeFees, applicationFees, net, returned].map((amount) => figure(amount, currency)),
  ]);
  return { head: totalsHead, pages: [rows] };
}
