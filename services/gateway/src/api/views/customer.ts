import type { directory } from '@purser/contracts';
import type { z } from 'zod';
import { shown } from '../ids.ts';
import type { MoneyModel } from '../models/common.ts';
import type { CustomerModel, CustomerSummaryModel } from '../models/customer.ts';

type Known = z.output<typeof directory.getCustomer.output>;
type Listed = z.output<typeof directory.listCustomers.output>['customers'][number];

export function customerView(customer: Known, credits: MoneyModel[] | null): CustomerModel {
  return {
    id: shown('cus', customer.customerId),
    name: customer.name,
    email: customer.email,
    currency: customer.currency,
    termsDays: customer.terms_days,
    createdOn: customer.createdOn,
    address: customer.address,
    contacts: customer.contacts.map(({ contactId, ...contact }) => ({ id: shown('con', contactId), ...contact })),
    credits,
  };
}

export function customerSummaryView(customer: Listed): CustomerSummaryModel {
  return {
    id: shown('cus', customer.customerId),
    name: customer.name,
    email: customer.email,
    currency: customer.currency,
    termsDays: customer.terms_days,
    createdAt: customer.createdAt,
  };
}
