import { addDays, localDate, planRun, sumsOfRun } from '@purser/billing';
import { directory, invoicing, payments } from '@purser/contracts';
import { shown } from '../api/ids.ts';
import type { AutopayRunModel, StoppedBillsModel } from '../api/models/dunning.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';

/** What the coming run would charge: payments knows which invoices, invoicing what is due on them, directory whose they are. */
export async function readAutopayRun(g: Gateway, who: Staff): Promise<AutopayRunModel> {
  const { timeZone } = await g.client.query(directory.getTenant, {}, who);
  const { next } = await g.client.query(payments.previewAutopay, { on: '0001-01-01' }, who);
  const now = g.clock.business();
  const on = next === null ? addDays(localDate(now, timeZone), 1) : localDate(new Date(next), timeZone);
  const { bills, count } = await g.client.query(payments.previewAutopay, { on }, who);
  const { dues } = await g.client.query(invoicing.getDues, { invoiceIds: bills.map((each) => each.invoiceId) }, who);
  const names = await g.names.ofCustomers(
    who,
    bills.map((each) => each.customerId),
  );
  const data = planRun(bills, dues).map(({ invoiceId, customerId, ...row }) => ({
    ...row,
    invoiceId: shown('inv', invoiceId),
    customerId: shown('cus', customerId),
    customerName: names.get(customerId)?.name ?? null,
  }));
  return { next, data, totals: sumsOfRun(data), count };
}

/** What was to be charged and waits for somebody. What was paid since, by hand, waits for nobody. */
export async function readStopped(g: Gateway, who: Staff): Promise<StoppedBillsModel> {
  const { bills, count } = await g.client.query(payments.listStoppedBills, {}, who);
  const { dues } = await g.client.query(invoicing.getDues, { invoiceIds: bills.map((each) => each.invoiceId) }, who);
  const known = new Map(dues.map((each) => [each.invoiceId, each]));
  const names = await g.names.ofCustomers(
    who,
    bills.map((each) => each.customerId),
  );
  const data = bills.flatMap(({ invoiceId, customerId, ...bill }): StoppedBillsModel['data'] => {
    const due = known.get(invoiceId);
    if (!due || due.due === 0) return [];
    const ids = { invoiceId: shown('inv', invoiceId), number: due.number, customerId: shown('cus', customerId) };
    const amount = { amount: due.due, currency: due.currency };
    return [{ ...bill, ...ids, customerName: names.get(customerId)?.name ?? null, amount }];
  });
  return { data, count };
}
