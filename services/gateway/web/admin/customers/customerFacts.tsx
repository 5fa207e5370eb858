import { Badge, Card, DateText, FactList, Link, Money } from '@purser/ui';
import type { CustomerModel } from '../../../src/api/models/customer.ts';
import { languageName } from '../forms/languages.ts';
import { customersTagged } from '../routes.ts';
import { MailAddress } from './mailAddress.tsx';
import { mailedTo } from './mailedTo.ts';

/** Where nothing was chosen for this customer. */
const asSet = 'As in Settings';
const regions = new Intl.DisplayNames(['en-GB'], { type: 'region' });

/** Who they are and how they are billed. */
export function CustomerFacts({ customer }: { customer: CustomerModel }) {
  const { email, address, currency, termsDays, language, createdOn, phone, taxNumber, poNumber } = customer;
  const lines = address && [
    address.line1,
    address.line2,
    [address.postcode, address.city].filter(Boolean).join(' '),
    address.region,
    regions.of(address.country),
  ];
  const billing = mailedTo(customer);
  return (
    <Card title="Facts">
      <FactList
        facts={[
          { label: 'Email', value: <MailLink address={email} /> },
          ...(billing.every((address) => address === email)
            ? []
            : [{ label: 'Invoices go to', value: <MailLinks addresses={billing} /> }]),
          { label: 'Phone', value: phone },
          {
            label: 'Address',
            value: lines ? <span className="whitespace-pre-line">{lines.filter(Boolean).join('\n')}</span> : null,
          },
          { label: 'Tax number', value: taxNumber },
          { label: 'Billed in', value: currency ?? asSet },
          { label: 'Terms', value: termsText(termsDays) },
          { label: 'Purchase order', value: poNumber },
          { label: 'Language', value: language === null ? asSet : languageName(language) },
          { label: 'Customer since', value: <DateText date={createdOn} /> },
        ]}
      />
    </Card>
  );
}

function MailLinks({ addresses }: { addresses: readonly string[] }) {
  return (
    <span className="flex flex-col gap-0.5">
      {addresses.map((address) => (
        <MailLink key={address} address={address} />
      ))}
    </span>
  );
}

function MailLink({ address }: { address: string }) {
  return (
    <Link href={`mailto:${address}`} className="text-brand-text hover:underline">
      <MailAddress address={address} />
    </Link>
  );
}

function termsText(days: number | null): string {
  if (days === null) return asSet;
  return days === 0 ? 'Due on receipt' : `${days} days`;
}

/** What staff keep of a customer for themselves. */
export function CustomerNotes({ customer: { tags, notes } }: { customer: CustomerModel }) {
  return (
    <Card title="Tags and notes">
      <div className="flex flex-col gap-3 text-sm">
        {tags.length === 0 ? (
          <p className="text-ink-3">No tags yet. They pick customers out of the list.</p>
        ) : (
          <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
            {tags.map((tag) => (
              <li key={tag} className="max-w-full">
                <Link href={customersTagged(tag)} className="hover:underline">
                  <Badge>{tag}</Badge>
                </Link>
              </li>
            ))}
          </ul>
        )}
        {notes === null ? (
          <p className="text-ink-3">No notes. What stands here is seen by your team alone.</p>
        ) : (
          <p className="whitespace-pre-line break-words">{notes}</p>
        )}
      </div>
    </Card>
  );
}

/** What is owed either way, and what is late of it. */
export function CustomerFigures({ customer: { balances, credits } }: { customer: CustomerModel }) {
  const owed = balances?.map(({ currency, due }) => ({ currency, amount: due }));
  const late = balances?.map(({ currency, overdue }) => ({ currency, amount: overdue }));
  const open = balances?.reduce((sum, { openCount }) => sum + openCount, 0) ?? 0;
  return (
    <ul
      aria-label="Figures"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-card sm:grid-cols-3"
    >
      <Figure label={open === 1 ? 'Due on 1 invoice' : `Due on ${open} invoices`} sums={owed} none="Nothing" />
      <Figure label="Overdue" sums={late} none="Nothing" danger />
      <Figure label="Credit with you" sums={credits ?? undefined} none="None" />
    </ul>
  );
}

type FigureProps = {
  label: string;
  /** Undefined when nobody could say just now. */
  sums: readonly { amount: number; currency: string }[] | undefined;
  none: string;
  danger?: boolean;
};

function Figure({ label, sums, none, danger = false }: FigureProps) {
  const shown = sums?.filter(({ amount }) => amount > 0) ?? [];
  const look = 'figures mt-0.5 flex flex-col font-semibold text-lg tracking-tight';
  return (
    <li className="flex min-w-0 flex-col bg-surface px-4 py-3 max-sm:last:odd:col-span-2">
      <span className="block truncate text-ink-3 text-xs">{label}</span>
      {shown.length > 0 ? (
        <span className={danger ? `${look} text-red` : look}>
          {shown.map(({ amount, currency }) => (
            <Money key={currency} amount={amount} currency={currency} />
          ))}
        </span>
      ) : (
        <span className="mt-0.5 text-ink-2 text-lg">{sums ? none : 'Not known just now'}</span>
      )}
    </li>
  );
}
