import { ButtonLink, Card } from '@purser/ui';
import { Check } from 'lucide-react';
import type { ConnectionModel } from '../../../src/api/models/accounting.ts';
import type { CustomerListModel } from '../../../src/api/models/customer.ts';
import type { StripeModel } from '../../../src/api/models/stripe.ts';
import type { TenantModel } from '../../../src/api/models/tenant.ts';
import { useRead } from '../../shared/api/reads.ts';
import { routes } from '../routes.ts';

type Step = { title: string; text: string; href: string; act: string; done: boolean; optional?: boolean };

/** What a new installation needs, in order. What is done says so. */
export function FirstSteps() {
  const tenant = useRead<TenantModel>('/tenant');
  const stripe = useRead<StripeModel>('/stripe');
  const books = useRead<ConnectionModel>('/accounting');
  const customers = useRead<CustomerListModel>('/customers', { query: { limit: 1 } });
  const steps: readonly Step[] = [
    {
      title: 'Add your company details',
      text: 'Name, address, tax number and bank details stand on every invoice.',
      href: routes.setting('company'),
      act: 'Add details',
      done: Boolean(tenant.data?.company),
    },
    {
      title: 'Connect Stripe',
      text: 'Customers pay by card, and the money goes to your own Stripe account.',
      href: routes.setting('stripe'),
      act: 'Connect Stripe',
      done: Boolean(stripe.data?.inUse),
    },
    {
      title: 'Connect your accounting',
      text: 'Invoices and payments go to Xero by themselves.',
      href: routes.setting('accounting'),
      act: 'Connect Xero',
      done: books.data?.state === 'connected',
      optional: true,
    },
    {
      title: 'Add your first customer',
      text: 'A name and an email address are enough.',
      href: routes.newCustomer,
      act: 'New customer',
      done: (customers.data?.count ?? 0) > 0,
    },
    {
      title: 'Write your first invoice',
      text: 'You see it as your customer will. It stays a draft until you issue it.',
      href: routes.newInvoice,
      act: 'New invoice',
      done: false,
    },
  ];
  const next = steps.findIndex(({ done, optional }) => !done && !optional);
  return (
    <Card title="First steps" className="max-w-3xl" flush>
      <ol className="border-line border-t">
        {steps.map(({ title, text, href, act, done, optional }, at) => (
          <li
            key={title}
            className="flex flex-wrap items-center gap-x-4 gap-y-3 border-line border-b px-4 py-4 last:border-b-0 sm:px-5"
          >
            <span
              className={
                done
                  ? 'grid size-7 shrink-0 place-items-center rounded-full bg-green-soft text-green'
                  : 'figures grid size-7 shrink-0 place-items-center rounded-full border border-line-strong text-ink-3 text-sm'
              }
            >
              {done ? <Check aria-label="Done" size={14} /> : at + 1}
            </span>
            <div className="min-w-0 flex-1 basis-56">
              <p className={done ? 'text-ink-3' : 'font-medium'}>
                {title}
                {optional && <span className="ml-2 font-normal text-ink-3">optional</span>}
              </p>
              <p className="text-ink-3">{text}</p>
            </div>
            {!done && (
              <ButtonLink href={href} variant={at === next ? 'primary' : 'secondary'} className="max-sm:ml-11">
                {act}
              </ButtonLink>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
