export type Found = {
  contactId: string;
  number: string | null;
  email: string | null;
  status: string;
  mergedTo: string | null;
};
export type Match = { is: 'one'; contactId: string } | { is: 'none' } | { is: 'unclear'; problem: string };

/**
 * Which of the contacts found is our customer: the one that has our number, else the only active one with the customer's address. Two are for a
 * person to tell apart; none is ever guessed.
 */
export function matchContact(found: readonly Found[], ours: { number: string; email: string }): Match {
  const numbered = found.find(({ number }) => number === ours.number);
  if (numbered) return usable(numbered);
  const same = found.filter(
    ({ email, status }) => status === 'ACTIVE' && email?.toLowerCase() === ours.email.toLowerCase(),
  );
  const [only, ...more] = same;
  if (!only) return { is: 'none' };
  if (more.length > 0)
    return {
      is: 'unclear',
      problem: `${same.length} contacts in Xero have this customer’s mail address. Merge them there, then try again.`,
    };
  if (only.number !== null)
    return {
      is: 'unclear',
      problem:
        'The contact in Xero with this mail address bears another number. Change one of the two, then try again.',
    };
  return usable(only);
}

function usable({ contactId, status, mergedTo }: Found): Match {
  if (mergedTo !== null) return { is: 'one', contactId: mergedTo };
  if (status === 'ACTIVE') return { is: 'one', contactId };
  return { is: 'unclear', problem: 'This customer’s contact in Xero is archived. Restore it there, then try again.' };
}
