import type { Reply, XeroCall } from '../api/call.ts';
import { envelope, everyElement, moment } from '../api/envelope.ts';
import { listReply, valuesOf } from '../api/lists.ts';
import { contactFrom } from './contactBody.ts';
import { all, byId, byParent } from './documents.ts';
import { notFound } from './settings.ts';
import type { Contact } from './types.ts';

/** The short form, which documents carry. */
export const contactName = ({ id, name }: Contact): object => ({
  ContactID: id,
  Name: name,
  Addresses: [],
  Phones: [],
  ContactGroups: [],
  ContactPersons: [],
  HasValidationErrors: false,
});

const light = (contact: Contact): object => ({
  ContactID: contact.id,
  ...contact.texts,
  ContactStatus: contact.status,
  Name: contact.name,
  ...(contact.mergedTo === null ? {} : { MergedToContactID: contact.mergedTo }),
  UpdatedDateUTC: moment(contact.updatedMs),
  IsSupplier: contact.isSupplier,
  IsCustomer: contact.isCustomer,
  HasValidationErrors: false,
});

const contactWire = (contact: Contact): object => ({
  ...light(contact),
  Addresses: contact.addresses,
  Phones: contact.phones,
  ContactGroups: [],
  ContactPersons: [],
  HasAttachments: false,
});

const fields = [
  'ContactID',
  'Name',
  'EmailAddress',
  'ContactNumber',
  'AccountNumber',
  'ContactStatus',
  'FirstName',
  'LastName',
  'CompanyNumber',
  'TaxNumber',
  'IsCustomer',
  'IsSupplier',
  'UpdatedDateUTC',
];

function matches(contact: Contact, term: string): boolean {
  const held = [
    contact.name,
    ...['FirstName', 'LastName', 'EmailAddress', 'ContactNumber', 'CompanyNumber'].map((name) => contact.texts[name]),
  ];
  return held.some((text) => text?.toLowerCase().includes(term));
}

/** GET /Contacts and /Contacts/{ContactID or ContactNumber}. */
export function getContacts(call: XeroCall): Reply {
  if (call.id !== undefined) {
    const contact = byId(call, 'contact', call.id) ?? byParent(call, 'contact', call.id.toLowerCase())[0];
    if (!contact) throw notFound(call);
    return envelope(call, 'Contacts', [contactWire(contact)]);
  }
  const ids = valuesOf(call.query, 'IDs')?.map((id) => id.toLowerCase());
  const archived = call.query.get('includeArchived') === 'true';
  const term = call.query.get('searchTerm')?.toLowerCase();
  const found = (ids ? ids.flatMap((id) => byId(call, 'contact', id) ?? []) : all(call, 'contact')).filter(
    (contact) =>
      (archived || contact.status === 'ACTIVE') &&
      contact.updatedMs >= (call.modifiedSince ?? 0) &&
      (term === undefined || matches(contact, term)),
  );
  const form = call.query.get('summaryOnly') === 'true' ? light : contactWire;
  return listReply(call, 'Contacts', found.map(form), fields);
}

/** PUT creates, POST creates or changes; POST /Contacts/{ContactID} changes that one. */
export const writeContacts = (call: XeroCall): Reply =>
  everyElement(call, 'Contacts', 'HasValidationErrors', (element) => contactWire(contactFrom(call, element)));
