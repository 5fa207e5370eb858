type Mandate = { id: string; status: string; type: string };

/**
 * Whether a mandate's end is its method's. One for a single payment ends with that payment, and one of before the method was kept anew is
 * not what it is debited under.
 * @param kept the mandate that the method was kept with, null where that is not known
 */
export function endsMethod({ id, status, type }: Mandate, kept: string | null): boolean {
  return status === 'inactive' && type !== 'single_use' && (kept === null || kept === id);
}
