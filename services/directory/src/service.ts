import { answer, handle, handleStepped } from '@purser/bus';
import { directory as contract, invoicing, notifications } from '@purser/contracts';
import type { ServiceDefinition } from '@purser/service';
import { addContact } from './commands/addContact.ts';
import { archiveCustomer, restoreCustomer } from './commands/archiveCustomer.ts';
import { createCustomer } from './commands/createCustomer.ts';
import { createLink } from './commands/createLink.ts';
import { createStaff } from './commands/createStaff.ts';
import { createTenant } from './commands/createTenant.ts';
import { eraseCustomer } from './commands/eraseCustomer.ts';
import { importCustomers } from './commands/importCustomers.ts';
import { openLink } from './commands/openLink.ts';
import { removeContact } from './commands/removeContact.ts';
import { renewLink } from './commands/renewLink.ts';
import { requestSignIn } from './commands/requestSignIn.ts';
import { revokeLinks } from './commands/revokeLinks.ts';
import { setMembership } from './commands/setMembership.ts';
import { setPassword } from './commands/setPassword.ts';
import { tagCustomer } from './commands/tagCustomer.ts';
import { updateContact } from './commands/updateContact.ts';
import { updateCustomer } from './commands/updateCustomer.ts';
import { updateTenant } from './commands/updateTenant.ts';
import { platformOnly } from './platformOnly.ts';
import { exportCustomerData } from './queries/exportCustomerData.ts';
import { exportCustomers } from './queries/exportCustomers.ts';
import { findCustomerByEmail } from './queries/findCustomerByEmail.ts';
import { findLink } from './queries/findLink.ts';
import { findStaff } from './queries/findStaff.ts';
import { findTenant } from './queries/findTenant.ts';
import { getCustomer } from './queries/getCustomer.ts';
import { getCustomerNotes } from './queries/getCustomerNotes.ts';
import { getCustomers } from './queries/getCustomers.ts';
import { getLink } from './queries/getLink.ts';
import { getStaff } from './queries/getStaff.ts';
import { getTenant } from './queries/getTenant.ts';
import { listCustomers } from './queries/listCustomers.ts';
import { planImport } from './queries/planImport.ts';
import { customerSearch } from './store/customerSearch.ts';

/** Who bills, and whom; who works for whom; and the links that customers come in by. */
export const directory: ServiceDefinition = {
  name: 'directory',
  migrations: new URL('../migrations/', import.meta.url),
  build: ({ clock, vault }) => {
    const searching = customerSearch();
    return {
      handlers: [
        handle(contract.createTenant, createTenant),
        handle(contract.updateTenant, updateTenant),
        handle(contract.createCustomer, createCustomer),
        handle(contract.updateCustomer, updateCustomer(clock)),
        handle(contract.archiveCustomer, archiveCustomer),
        handle(contract.restoreCustomer, restoreCustomer),
        handle(contract.tagCustomer, tagCustomer),
        handle(contract.addContact, addContact),
        handle(contract.updateContact, updateContact(clock)),
        handle(contract.removeContact, removeContact(clock)),
        handleStepped(contract.eraseCustomer, eraseCustomer({ vault, clock })),
        answer(contract.getTenant, getTenant),
        answer(contract.getCustomer, getCustomer),
        answer(contract.getCustomers, getCustomers),
        answer(contract.getCustomerNotes, getCustomerNotes),
        answer(contract.planImport, planImport),
        handle(contract.importCustomers, importCustomers(clock)),
        answer(contract.exportCustomers, exportCustomers),
        answer(contract.exportCustomerData, exportCustomerData),
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
        contract.tenantChanged,
        contract.customerCreated,
        contract.customerChanged,
        contract.customerErased,
        notifications.sendSignInLink,
        notifications.sendInvoiceLink,
        invoicing.askForQuote,
      ],
      background: { start: () => {}, stop: async () => searching.close() },
    };
  },
};
