import type { XeroCall } from '../api/call.ts';
import { Invalid } from '../api/errors.ts';
import { type Fields, fieldsOf, has, listIn, oneOf, textIn } from '../api/reader.ts';
import { isUuid, uuid } from '../uuid.ts';
import { type Books, byId, byKey, byParent, save } from './documents.ts';
import type { Contact } from './types.ts';

/** The plain text fields with their greatest lengths. */
const texts: Record<string, number> = {
  ContactNumber: 50,
  AccountNumber: 50,
  FirstName: 255,
  LastName: 255,
  CompanyNumber: 50,
  EmailAddress: 255,
  TaxNumber: 50,
  BankAccountDetails: 255,
  DefaultCurrency: 3,
};
const addressParts = [
  'AddressType',
  'AddressLine1',
  'AddressLine2',
  'AddressLine3',
  'AddressLine4',
  'City',
  'Region',
  'PostalCode',
  'Country',
  'AttentionTo',
];
const phoneParts = ['PhoneType', 'PhoneNumber', 'PhoneAreaCode', 'PhoneCountryCode'];
const computed = ['IsCustomer', 'IsSupplier', 'ContactGroups', 'ContactPersons', 'Balances', 'MergedToContactID'];

const keyOf = (name: string): string => name.trim().toLowerCase();

const activeByName = (books: Books, name: string): Contact | undefined =>
  byKey(books, 'contact', keyOf(name)).find(({ status }) => status === 'ACTIVE');

const byNumber = (books: Books, number: string): Contact | undefined =>
  byParent(books, 'contact', number.toLowerCase())[0];

export const saveContact = (books: Books, contact: Contact): Contact =>
  save(books, 'contact', contact, { key: keyOf(contact.name), parent: contact.texts.ContactNumber?.toLowerCase() });

/** A new contact with nothing but a name. */
export const newContact = (books: Books, name: string): Contact => ({
  id: uuid(books.world.ids),
  updatedMs: books.nowMs,
  name: name.trim(),
  status: 'ACTIVE',
  mergedTo: null,
  isCustomer: false,
  isSupplier: false,
  texts: {},
  addresses: [],
  phones: [],
});

function recordsIn(fields: Fields, name: string, parts: readonly string[]): Record<string, string>[] | undefined {
  return listIn(fields, name)?.map((entry) => {
    const read = fieldsOf(entry, name, parts, [], fields.problems);
    return Object.fromEntries(
      parts.flatMap((part) => (has(read, part) ? [[part, textIn(read, part, 500) ?? '']] : [])),
    );
  });
}

/** The contact a POST means: by id, else by number, else by name. A PUT means none. */
function meant(call: XeroCall, fields: Fields): Contact | undefined {
  if (call.method === 'PUT') return undefined;
  const id = call.id ?? textIn(fields, 'ContactID', 50);
  if (id !== undefined) {
    const found = byId(call, 'contact', id);
    if (!found || !isUuid(id)) throw new Invalid([`A contact with the ContactID ${id} could not be found.`]);
    return found;
  }
  const number = textIn(fields, 'ContactNumber', 50);
  const name = textIn(fields, 'Name');
  return (
    (number === undefined ? undefined : byNumber(call, number)) ??
    (name === undefined ? undefined : activeByName(call, name))
  );
}

function clashes(books: Books, contact: Contact): string[] {
  const sameName = activeByName(books, contact.name);
  const number = contact.texts.ContactNumber;
  const sameNumber = number === undefined ? undefined : byNumber(books, number);
  return [
    ...(contact.status === 'ACTIVE' && sameName && sameName.id !== contact.id
      ? [
          `The contact name ${contact.name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
        ]
      : []),
    ...(sameNumber && sameNumber.id !== contact.id
      ? [
          `The contact number ${number} is already assigned to another contact. The contact number must be unique across all contacts.`,
        ]
      : []),
  ];
}

const isAddress = (text: string): boolean => /^[\x21-\x3f\x41-\x7e]+@[\w-]+(\.[\w-]+)+$/.test(text);

/**
 * Creates or changes the contact an element describes.
 * @throws Invalid when a name or number is taken, an archived contact is meant, or a field is wrong.
 */
export function contactFrom(call: XeroCall, element: unknown): Contact {
  const known = ['ContactID', 'Name', 'ContactStatus', 'Addresses', 'Phones', ...Object.keys(texts)];
  const fields = fieldsOf(element, 'Contact', known, computed);
  const current = meant(call, fields);
  if (current && current.status !== 'ACTIVE')
    throw new Invalid([
      'The specified contact details matched an archived contact. Archived contacts cannot currently be edited via the API.',
    ]);
  const name = textIn(fields, 'Name')?.trim() ?? current?.name ?? '';
  if (name === '') fields.problems.push('The contact name must be specified.');
  const base = current ?? newContact(call, name);
  const given = Object.fromEntries(
    Object.entries(texts).flatMap(([field, max]) =>
      has(fields, field) ? [[field, textIn(fields, field, max) ?? '']] : [],
    ),
  );
  const contact: Contact = {
    ...base,
    name,
    status: oneOf(fields, 'ContactStatus', ['ACTIVE', 'ARCHIVED']) ?? base.status,
    texts: { ...base.texts, ...given },
    addresses: recordsIn(fields, 'Addresses', addressParts) ?? base.addresses,
    phones: recordsIn(fields, 'Phones', phoneParts) ?? base.phones,
  };
  const address = given.EmailAddress;
  if (address !== undefined && address !== '' && !isAddress(address))
    fields.problems.push(`Email address '${address}' is not a valid email address.`);
  const problems = [...fields.problems, ...clashes(call, contact)];
  if (problems.length > 0) throw new Invalid(problems);
  return saveContact(call, contact);
}

/** The contact a document names, by id, number or name; one that is only named is made when there is none. */
export function contactOf(call: XeroCall, value: unknown, problems: string[]): Contact | undefined {
  const fields = fieldsOf(
    value,
    'Contact',
    ['ContactID', 'ContactNumber', 'Name'],
    ['EmailAddress', 'Addresses', 'Phones', 'ContactStatus', ...computed],
  );
  const id = textIn(fields, 'ContactID', 50);
  const number = textIn(fields, 'ContactNumber', 50);
  const name = textIn(fields, 'Name');
  const found =
    id !== undefined
      ? byId(call, 'contact', id)
      : ((number === undefined ? undefined : byNumber(call, number)) ??
        (name === undefined ? undefined : (activeByName(call, name) ?? saveContact(call, newContact(call, name)))));
  if (!found)
    problems.push(
      id === undefined
        ? 'A Contact must be specified for this type of transaction.'
        : `The Contact with the ContactID ${id} could not be found.`,
    );
  else if (found.status !== 'ACTIVE') problems.push(`The contact ${found.name} is archived and cannot be used.`);
  return found;
}
