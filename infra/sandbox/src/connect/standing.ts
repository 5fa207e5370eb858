import type Stripe from 'stripe';

/** How far an account has come with Stripe. Everything an account shows of its requirements follows from it. */
export interface Standing {
  /** Business, person and terms were given. */
  details: boolean;
  /** A bank account for payouts was given. */
  bank: boolean;
  /** What became of checking who the person is. */
  identity: 'none' | 'pending' | 'passed' | 'failed';
  /** What was asked for. */
  requested: Capability[];
}

export type Capability = 'card_payments' | 'transfers';
export const capabilities = ['card_payments', 'transfers'] as const satisfies Capability[];

export const onboarded: Standing = {
  details: true,
  bank: true,
  identity: 'passed',
  requested: ['card_payments', 'transfers'],
};

const detailFields = [
  'business_profile.mcc',
  'business_profile.url',
  'business_type',
  'representative.first_name',
  'representative.last_name',
  'tos_acceptance.date',
  'tos_acceptance.ip',
];
const identityField = 'individual.verification.document';

/** What Stripe still wants to know. */
function dueFields(standing: Standing): string[] {
  return [
    ...(standing.details ? [] : detailFields),
    ...(standing.bank ? [] : ['external_account']),
    ...(standing.identity === 'failed' ? [identityField] : []),
  ].sort();
}

type Status = 'active' | 'inactive' | 'pending';

/** Whether an account may do something now. */
function statusOf(standing: Standing): Status {
  if (!standing.details || standing.identity === 'none' || standing.identity === 'failed') return 'inactive';
  return standing.identity === 'pending' ? 'pending' : 'active';
}

function disabledReason(standing: Standing): 'requirements.past_due' | 'requirements.pending_verification' | null {
  const status = statusOf(standing);
  if (status === 'active' && standing.bank) return null;
  return status === 'pending' ? 'requirements.pending_verification' : 'requirements.past_due';
}

/** The account with what follows from its standing. */
export function withStanding(account: Stripe.Account, standing: Standing): Stripe.Account {
  const status = statusOf(standing);
  const due = dueFields(standing);
  return {
    ...account,
    capabilities: Object.fromEntries(standing.requested.map((name) => [name, status])),
    charges_enabled: status === 'active' && standing.requested.includes('card_payments'),
    details_submitted: standing.details,
    payouts_enabled: status === 'active' && standing.bank,
    requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: due,
      disabled_reason: disabledReason(standing),
      errors:
        standing.identity === 'failed'
          ? [
              {
                code: 'verification_document_not_readable',
                reason: 'The document could not be read. Upload a clear photo of it.',
                requirement: identityField,
              },
            ]
          : [],
      eventually_due: due,
      past_due: due,
      pending_verification: standing.identity === 'pending' ? [identityField] : [],
    },
  };
}

/** One capability as an object of its own. */
export function capabilityOf(account: string, name: Capability, standing: Standing, since: number): Stripe.Capability {
  const requested = standing.requested.includes(name);
  const due = dueFields(standing);
  return {
    id: name,
    object: 'capability',
    account,
    requested,
    requested_at: requested ? since : null,
    requirements: {
      alternatives: [],
      current_deadline: null,
      currently_due: due,
      disabled_reason: null,
      errors: [],
      eventually_due: due,
      past_due: due,
      pending_verification: standing.identity === 'pending' ? [identityField] : [],
    },
    status: requested ? statusOf(standing) : 'unrequested',
  };
}
