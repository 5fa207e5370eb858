/** A customer as directory tells of them. */
type Known = {
  name: string;
  email: string;
  phone: string | null;
  address: Place | null;
};
type Place = {
  line1: string;
  line2?: string | undefined;
  city: string;
  region?: string | undefined;
  postcode?: string | undefined;
  country: string;
};

/** What of a customer is kept at Stripe, in Stripe's words; an empty text is nothing there. */
export type StripeCustomerFields = {
  name: string;
  email: string;
  phone: string;
  address: '' | Record<(typeof addressFields)[number], string>;
};

const longestPhone = 20;

const addressFields = ['line1', 'line2', 'city', 'state', 'postal_code', 'country'] as const;

export function fieldsOf({ name, email, phone, address }: Known): StripeCustomerFields {
  return {
    name,
    email,
    // Stripe refuses all that is said with a longer one.
    phone: phone !== null && phone.length <= longestPhone ? phone : '',
    address: address
      ? {
          line1: address.line1,
          line2: address.line2 ?? '',
          city: address.city,
          state: address.region ?? '',
          postal_code: address.postcode ?? '',
          country: address.country,
        }
      : '',
  };
}

/** A customer as Stripe has it. */
type AtStripe = {
  name?: string | null;
  email?: string | null;
  phone?: string | null;
  address?: { [K in (typeof addressFields)[number]]?: string | null } | null;
};

/** What of it is something else at Stripe; undefined where nothing is, and nothing is to be sent. */
export function changedFields(wanted: StripeCustomerFields, is: AtStripe): Partial<StripeCustomerFields> | undefined {
  const plain = (['name', 'email', 'phone'] as const).filter((field) => wanted[field] !== (is[field] ?? ''));
  const { address } = wanted;
  const hasOther =
    address === ''
      ? addressFields.some((field) => (is.address?.[field] ?? '') !== '')
      : addressFields.some((field) => address[field] !== (is.address?.[field] ?? ''));
  if (plain.length === 0 && !hasOther) return undefined;
  return { ...Object.fromEntries(plain.map((field) => [field, wanted[field]])), ...(hasOther && { address }) };
}
