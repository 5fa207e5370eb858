/** Fields that tell of people, whatever stands in them or under them. */
const ofPeople: ReadonlySet<string> = new Set([
  ...[
    'address',
    'billing_details',
    'customer_address',
    'customer_details',
    'customer_email',
    'customer_name',
    'customer_phone',
  ],
  ...[
    'dob',
    'email',
    'first_name',
    'individual',
    'ip',
    'ip_address',
    'last_name',
    'name',
    'owner',
    'phone',
    'receipt_email',
  ],
  ...[
    'receipt_number',
    'receipt_url',
    'representative',
    'shipping',
    'user_agent',
    'description',
    'evidence',
    'metadata',
  ],
]);

/** What opens something: shown to nobody. */
const secrets: ReadonlySet<string> = new Set(['client_secret', 'secret']);

/** Of metadata, what we wrote ourselves: ids and nothing else. */
const oursInMetadata: ReadonlySet<string> = new Set([
  'tenant_id',
  'customer_id',
  'invoice_id',
  'attempt_id',
  'part_id',
  'refund_id',
]);

export const hidden = '[hidden]';

/** A payload without what tells of people, and in any case without what opens something. */
export function veil(payload: unknown, { people }: { people: boolean }): unknown {
  const walk = (node: unknown, isHidden: boolean): unknown => {
    if (Array.isArray(node)) return node.map((each) => walk(each, isHidden));
    if (node === null || typeof node !== 'object') return isHidden && node !== null ? hidden : node;
    return Object.fromEntries(
      Object.entries(node).map(([field, value]) => {
        if (secrets.has(field) && value !== null) return [field, hidden];
        return [field, walk(value, hides(field, isHidden))];
      }),
    );
  };
  const hides = (field: string, isHidden: boolean) =>
    !people && (isHidden ? !oursInMetadata.has(field) : ofPeople.has(field));
  return walk(payload, false);
}
