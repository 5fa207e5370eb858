import type { directory } from '@purser/contracts';
import type { DocumentModel } from '@purser/document';
import type { z } from 'zod';

export type Tenant = z.output<typeof directory.getTenant.output>;
export type Customer = z.output<typeof directory.getCustomer.output>;

/** How figures and dates are written on every document. */
export const documentLocale = 'en-GB';

/** Who sends the document: the tenant by its company's particulars, or by its bare name until it has given them. */
export function issuerOf({ name, company }: Tenant): DocumentModel['issuer'] {
  return {
    name: company?.legalName ?? name,
    address: company?.address ?? null,
    email: company?.email ?? null,
    phone: company?.phone ?? null,
    website: company?.website ?? null,
    taxNumber: company?.taxNumber ?? null,
    registrationNumber: company?.registrationNumber ?? null,
  };
}

export function recipientOf({ name, email, address }: Customer): DocumentModel['recipient'] {
  return { name, email, address };
}
