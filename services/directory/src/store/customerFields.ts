import { type Keyring, normaliseMail } from '@purser/vault';

export type CustomerFields = {
  name: string;
  email: string;
  address?: object | undefined;
  phone?: string | null | undefined;
  taxNumber?: string | null | undefined;
  poNumber?: string | null | undefined;
  notes?: string | null | undefined;
};

/** Columns as they are stored: sealed under the customer's own key. Undefined is what nothing was said of. */
export function sealCustomer(ring: Keyring, id: string, fields: CustomerFields) {
  const seal = (field: string, plain: string) => ring.seal(`customer.${field}`, id, plain);
  const maybe = (field: 'phone' | 'taxNumber' | 'poNumber' | 'notes') => {
    const plain = fields[field];
    return plain === undefined || plain === null ? plain : seal(field, plain);
  };
  return {
    name: seal('name', fields.name),
    email: seal('email', fields.email),
    emailIndex: ring.index('customer.email', normaliseMail(fields.email)),
    address: fields.address ? seal('address', JSON.stringify(fields.address)) : null,
    phone: maybe('phone'),
    taxNumber: maybe('taxNumber'),
    poNumber: maybe('poNumber'),
    notes: maybe('notes'),
  };
}

/** A sealed column that may hold nothing. */
export function openMaybe(ring: Keyring, id: string, field: string, sealed: Buffer | null): string | null {
  return sealed === null ? null : ring.openText(`customer.${field}`, id, sealed);
}
