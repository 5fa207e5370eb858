/** Whether something may be done at an account: now, once Stripe has looked, or not before something is given. */
export type Ability = 'active' | 'pending' | 'inactive';

/** How a connected account stands with Stripe, in one form for both of Stripe's ways to tell it. */
export type Standing = {
  charges: Ability;
  payouts: Ability;
  /** What Stripe wants to be given: its own names of the fields. */
  due: string[];
  /** What it is looking at. */
  pending: string[];
  /** What it did not accept, in its own words. */
  problems: string[];
  /** Until when; ISO 8601. */
  dueBy: string | null;
};

/** The parts of the first version's account that are read. */
export type FirstAccount = {
  charges_enabled: boolean;
  payouts_enabled: boolean;
  capabilities?: { card_payments?: string };
  requirements?: {
    currently_due: string[] | null;
    pending_verification: string[] | null;
    errors: { reason: string }[] | null;
    current_deadline: number | null;
  };
};

export function standingOfFirst({
  charges_enabled,
  payouts_enabled,
  capabilities,
  requirements,
}: FirstAccount): Standing {
  const waits = capabilities?.card_payments === 'pending' || (requirements?.pending_verification?.length ?? 0) > 0;
  const ability = (enabled: boolean): Ability => (enabled ? 'active' : waits ? 'pending' : 'inactive');
  const by = requirements?.current_deadline ?? null;
  return {
    charges: ability(charges_enabled),
    payouts: ability(payouts_enabled),
    due: requirements?.currently_due ?? [],
    pending: requirements?.pending_verification ?? [],
    problems: (requirements?.errors ?? []).map(({ reason }) => reason),
    dueBy: by === null ? null : new Date(by * 1000).toISOString(),
  };
}

/** The parts of the second version's account that are read; what was not asked for is absent. */
export type SecondAccount = {
  configuration?: {
    merchant?: {
      capabilities?: { card_payments?: { status: string }; stripe_balance?: { payouts?: { status: string } } };
    };
  };
  requirements?: {
    entries?: {
      awaiting_action_from: string;
      description: string;
      errors: { description: string }[];
      minimum_deadline: { status: string };
    }[];
    summary?: { minimum_deadline?: { status: string; time?: string } };
  };
};

export function standingOfSecond({ configuration, requirements }: SecondAccount): Standing {
  const capabilities = configuration?.merchant?.capabilities;
  const entries = requirements?.entries ?? [];
  const now = entries.filter(({ minimum_deadline }) => minimum_deadline.status !== 'eventually_due');
  return {
    charges: abilityOf(capabilities?.card_payments?.status),
    payouts: abilityOf(capabilities?.stripe_balance?.payouts?.status),
    due: now.filter((entry) => entry.awaiting_action_from === 'user').map(({ description }) => description),
    pending: now.filter((entry) => entry.awaiting_action_from === 'stripe').map(({ description }) => description),
    problems: entries.flatMap(({ errors }) => errors.map(({ description }) => description)),
    dueBy: requirements?.summary?.minimum_deadline?.time ?? null,
  };
}

function abilityOf(status: string | undefined): Ability {
  if (status === 'active' || status === 'pending') return status;
  return 'inactive';
}
