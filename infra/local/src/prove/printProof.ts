import type { Finding, Proved } from './prove.ts';

const sides = {
  receipts: 'Receipts',
  fees: 'Fees',
  refunds: 'Refunds',
  disputes: 'Disputes',
  payouts: 'Payouts',
  movements: 'Other movements',
  exchanges: 'Exchanged',
} as const;
const headings = {
  breach: 'What is off',
  pending: 'On its way, and no breach',
  skipped: 'What was not compared',
} as const;
const verdicts = {
  running: 'still looking',
  failed: 'FAILED: it was given up before its end, and says nothing about the period',
  proved: 'proved: Stripe, payments and journal agree to the unit, and nobody was charged twice',
  notProved: 'NOT PROVED: something is off',
  incomplete: 'INCOMPLETE: nothing is off in what could be looked at, and not everything could',
} as const;

/** A proof in words, for a terminal. Amounts in minor units: as they are stored, nothing rounded. */
export function printProof({ proof, findings }: Proved): string[] {
  const { counts, sums } = proof;
  return [
    `Period ${proof.from} to ${proof.to} (UTC days, both in it), ${proof.mode} mode, ${proof.account === 'own' ? 'own keys' : proof.account}; proof ${proof.proofId}`,
    '',
    row('', 'at Stripe', 'here', 'journal'),
    row('Charges', counts.chargesAtStripe, counts.paymentsHere, ''),
    row('Refunds', counts.refundsAtStripe, counts.refundsHere, ''),
    row('Disputes', counts.disputesAtStripe, counts.disputesHere, ''),
    ...sums.map(({ what, currency, stripe, here, journal }) =>
      row(`${sides[what]}, ${currency}`, stripe, here, journal),
    ),
    '',
    `Customers charged twice for one invoice: ${counts.chargedTwice}`,
    `Entries of the journal looked at: ${counts.journalEntries}; Stripe was asked ${counts.requests} times`,
    ...(counts.ofOthers > 0 ? [`Of other tenants on the same Stripe account, and left out: ${counts.ofOthers}`] : []),
    ...(['breach', 'pending', 'skipped'] as const).flatMap((severity) => section(severity, findings)),
    '',
    verdicts[proof.verdict],
    ...(proof.problem === null ? [] : [`It stopped at ${proof.phase}: ${proof.problem}`]),
  ];
}

function section(severity: keyof typeof headings, all: readonly Finding[]): string[] {
  const findings = all.filter((finding) => finding.severity === severity);
  if (findings.length === 0) return [];
  return [
    '',
    `${headings[severity]} (${findings.length})`,
    ...findings.flatMap((finding) => [`- ${said(finding)}`, `  ${finding.advice}`]),
  ];
}

function said({ kind, stripeId, ourId, invoiceId, atStripe, here, currency, detail }: Finding): string {
  const ids = [stripeId, ourId, invoiceId && `invoice ${invoiceId}`].filter(Boolean).join(', ');
  const amounts =
    currency === null ? '' : `: ${atStripe ?? 'nothing'} at Stripe, ${here ?? 'nothing'} here, ${currency}`;
  return `${kind} ${ids}${amounts} (${detail})`;
}

const row = (name: string, ...figures: (string | number)[]) =>
  [name.padEnd(18), ...figures.map((figure) => String(figure).padStart(14))].join('').trimEnd();
