type Address = {
  line1: string;
  line2?: string | undefined;
  city: string;
  region?: string | undefined;
  postcode?: string | undefined;
  country: string;
};
export type ContactToPush = { customerId: string; name: string; email: string; address: Address | null };

const nameMost = 255;

/** Xero's contact names are unique: on a collision the name takes a piece of our id with it. */
export function contactBody({ customerId, name, email, address }: ContactToPush, withId: boolean): object {
  const suffix = withId ? ` (${customerId.slice(-8)})` : '';
  const contact = {
    Name: `${name.slice(0, nameMost - suffix.length)}${suffix}`,
    ContactNumber: contactNumber(customerId),
    EmailAddress: email,
    ...(address && { Addresses: [addressBody(address)] }),
  };
  return { Contacts: [contact] };
}

/** Our customer's id as the number by which Xero knows the contact: 50 characters at most. */
export const contactNumber = (customerId: string): string => customerId;

function addressBody({ line1, line2, city, region, postcode, country }: Address): object {
  return {
    AddressType: 'POBOX',
    AddressLine1: line1,
    ...(line2 && { AddressLine2: line2 }),
    City: city,
    ...(region && { Region: region }),
    ...(postcode && { PostalCode: postcode }),
    Country: country,
  };
}

/**
 * An address that may stand in a filter: how Xero reads quotes there is not told, so one that would need escaping is never put into one.
 */
export function isPlainMail(email: string): boolean {
  return /^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$/.test(email);
}
