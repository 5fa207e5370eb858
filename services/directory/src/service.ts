import { answer, handle } from '@purser/bus';
import { directory as contract } from '@purser/contracts';
import type { ServiceDefinition } from '@purser/service';
import { addContact } from './commands/addContact.ts';
import { createCustomer } from './commands/createCustomer.ts';
import { createTenant } from './commands/createTenant.ts';
import { findCustomerByEmail } from './queries/findCustomerByEmail.ts';
import { getCustomer } from './queries/getCustomer.ts';
import { getTenant } from './queries/getTenant.ts';

/** Tenants, customers and contacts: who bills, and whom. */
export const directory: ServiceDefinition = {
  name: 'directory',
  migrations: new URL('../migrations/', import.meta.url),
  build: () => ({
    handlers: [
      handle(contract.createTenant, createTenant),
      handle(contract.createCustomer, createCustomer),
      handle(contract.addContact, addContact),
      answer(contract.getTenant, getTenant),
      answer(contract.getCustomer, getCustomer),
      answer(contract.findCustomerByEmail, findCustomerByEmail),
    ],
    sends: [contract.tenantCreated, contract.customerCreated],
  }),
};
