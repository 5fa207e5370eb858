import type { directory } from '@purser/contracts';
import type { z } from 'zod';
import { shown } from '../ids.ts';
import type { MoneyModel } from '../models/common.ts';
import type { BalanceModel, CustomerModel, CustomerSummaryModel } from '../models/customer.ts';

type Known = z.output<typeof directory.getCustomer.output>;
type Kept = z.output<typeof directory.getCustomerNotes.output>;
type Listed = z.output<typeof directory.listCustomers.output>['customers'][number];
type Money = { credits: MoneyModel[] | null; balances: BalanceModel[] | null };

export function customerView(
  { terms_days, contacts, customerId, ...known }: Known,
  kept: Kept,
  money: Money,
): CustomerModel {
  return {
    id: shown('cus', customerId),
    ...known,
    termsDays: terms_days,
    contacts: contacts.map(({ contactId, ...contact }) => ({ id: shown('con', contactId), ...contact })),
    ...kept,
    ...money,
  };
}

export function customerSummaryView({ customerId, terms_days, ...listed }: Listed): CustomerSummaryModel {
  return { id: shown('cus', customerId), ...listed, termsDays: terms_days };
}
