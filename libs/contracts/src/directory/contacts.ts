import { command } from '@purser/message';
import { z } from 'zod';
import { email, id, text } from '../common.ts';
import { keepers, service } from './shapes.ts';

// People at a customer. Mails about money go to the first of them who does the billing, and to the customer's own address where nobody does.

const contactRole = z.enum(['owner', 'billing', 'member']);

export const addContact = command({
  service,
  name: 'addContact',
  version: 1,
  input: z.strictObject({
    contactId: id,
    customerId: id,
    name: text(200),
    email,
    role: contactRole,
  }),
  output: z.strictObject({ contactId: id }),
  callers: { staff: keepers, customer: 'own' },
  sealed: ['name', 'email'],
  subject: 'customerId',
});

/** @throws Fault notFound `contact_not_found`, also for another customer's */
export const updateContact = command({
  service,
  name: 'updateContact',
  version: 1,
  input: z.strictObject({ contactId: id, customerId: id, name: text(200), email, role: contactRole }),
  output: z.strictObject({ contactId: id }),
  callers: { staff: keepers },
  sealed: ['name', 'email'],
  subject: 'customerId',
});

/** Their sign-in links, and what these opened, end with it. */
export const removeContact = command({
  service,
  name: 'removeContact',
  version: 1,
  input: z.strictObject({ contactId: id, customerId: id }),
  output: z.strictObject({ contactId: id }),
  callers: { staff: keepers },
  subject: 'customerId',
});
