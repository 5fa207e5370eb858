import { query } from '@purser/message';
import { z } from 'zod';
import { amount, currency, everyRole, id } from '../common.ts';

const service = 'invoicing';

/** What customers owe now, per currency; overdue is part of due. Of a customer who owes nothing there is no entry. */
export const getBalances = query({
  service,
  name: 'getBalances',
  version: 1,
  input: z.strictObject({ customerIds: z.array(id).max(100) }),
  output: z.strictObject({
    balances: z.array(z.strictObject({ customerId: id, currency, due: amount, overdue: amount, openCount: z.int() })),
  }),
  callers: { staff: everyRole, services: ['directory'] },
});

/** The customers who owe something; with `overdue`, something that is late. A thousand at most: those with the longest overdue first. */
export const listDebtors = query({
  service,
  name: 'listDebtors',
  version: 1,
  input: z.strictObject({ overdue: z.boolean() }),
  output: z.strictObject({
    customerIds: z.array(id),
    /** How many there are in all. */
    count: z.int(),
    overdueCount: z.int(),
  }),
  callers: { staff: everyRole },
});

/** What is due on each of these invoices; unknown ones are left out. */
export const getDues = query({
  service,
  name: 'getDues',
  version: 1,
  input: z.strictObject({ invoiceIds: z.array(id).max(100) }),
  output: z.strictObject({
    dues: z.array(
      z.strictObject({ invoiceId: id, number: z.string().nullable(), due: amount, currency, disputed: z.boolean() }),
    ),
  }),
  callers: { staff: everyRole, services: ['gateway'] },
});
