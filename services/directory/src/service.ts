import { answer, handle } from '@purser/bus';
import { directory as contract, notifications } from '@purser/contracts';
import type { ServiceDefinition } from '@purser/service';
import { addContact } from './commands/addContact.ts';
import { createCustomer } from './commands/createCustomer.ts';
import { createLink } from './commands/createLink.ts';
import { createStaff } from './commands/createStaff.ts';
import { createTenant } from './commands/createTenant.ts';
import { openLink } from './commands/openLink.ts';
import { renewLink } from './commands/renewLink.ts';
import { requestSignIn } from './commands/requestSignIn.ts';
import { revokeLinks } from './commands/revokeLinks.ts';
import { setMembership } from './commands/setMembership.ts';
import { setPassword } from './commands/setPassword.ts';
import { updateCustomer } from './commands/updateCustomer.ts';
import { updateTenant } from './commands/updateTenant.ts';
import { platformOnly } from './platformOnly.ts';
import { findCustomerByEmail } from './queries/findCustomerByEmail.ts';
import { findLink } from './queries/findLink.ts';
import { findStaff } from './queries/findStaff.ts';
import { findTenant } from './queries/findTenant.ts';
import { getCustomer } from './queries/getCustomer.ts';
import { getLink } from './queries/getLink.ts';
import { getStaff } from './queries/getStaff.ts';
import { getTenant } from './queries/getTenant.ts';
import { listCustomers } from './queries/listCustomers.ts';
import { customerSearch } from './store/customerSearch.ts';

/** Who bills, and whom; who works for whom; and the links that customers come in by. */
export const directory: ServiceDefinition = {
  name: 'directory',
  migrations: new URL('../migrations/', import.meta.url),
  build: ({ clock }) => {
    const searching = customerSearch();
    return {
      handlers: [
        handle(contract.createTenant, createTenant),
        handle(contract.updateTenant, updateTenant),
        handle(contract.createCustomer, createCustomer),
        handle(contract.updateCustomer, updateCustomer),
        handle(contract.addContact, addContact),
        answer(contract.getTenant, getTenant),
        answer(contract.getCustomer, getCustomer),
        answer(contract.listCustomers, listCustomers(searching)),
        answer(contract.findCustomerByEmail, findCustomerByEmail),
        answer(contract.findTenant, platformOnly(findTenant)),
        handle(contract.createStaff, platformOnly(createStaff)),
        handle(contract.setPassword, platformOnly(setPassword)),
        handle(contract.setMembership, platformOnly(setMembership)),
        answer(contract.findStaff, platformOnly(findStaff)),
        answer(contract.getStaff, platformOnly(getStaff)),
        handle(contract.createLink, createLink(clock)),
        handle(contract.openLink, openLink(clock)),
        handle(contract.revokeLinks, revokeLinks(clock)),
        handle(contract.requestSignIn, requestSignIn(clock)),
        handle(contract.renewLink, renewLink(clock)),
        answer(contract.findLink, platformOnly(findLink)),
        answer(contract.getLink, getLink(clock)),
      ],
      sends: [
        contract.tenantCreated,
        contract.customerCreated,
        contract.customerChanged,
        notifications.sendSignInLink,
        notifications.sendInvoiceLink,
      ],
      background: { start: () => {}, stop: async () => searching.close() },
    };
  },
};
