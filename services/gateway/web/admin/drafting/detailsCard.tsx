import { dueDate } from '@purser/billing';
import { CURRENCIES } from '@purser/money';
import { Card, DateText, Field, Input, Select, Textarea } from '@purser/ui';
import type { ReactNode } from 'react';
import type { TenantModel } from '../../../src/api/models/tenant.ts';
import { DiscountField } from './discountField.tsx';
import { type Draft, type DraftDiscount, isBlank } from './draft.ts';
import type { DraftFaults } from './draftBody.ts';
import { termsOf } from './draftDocument.ts';

type Props = {
  draft: Draft;
  tenant: TenantModel;
  today: string;
  onChange: (part: Partial<Draft>) => void;
  faults: DraftFaults;
  words?: DetailsWords;
  /** What else holds for the whole of it. */
  children?: ReactNode;
};

type DetailsWords = { discount: string; terms: (due: ReactNode) => ReactNode; note: string };

const ofInvoice: DetailsWords = {
  discount: 'Discount on the invoice',
  terms: (due) => <>Due {due} if issued today.</>,
  note: 'Stands on the invoice, under the totals.',
};

/** What holds for the whole invoice, or the whole quote. */
export function DetailsCard({ draft, tenant, today, onChange, faults, words = ofInvoice, children }: Props) {
  const terms = termsOf(draft, tenant);
  const priced = draft.lines.some((line) => !isBlank(line)) || draft.discount.kind === 'amount';
  const setDiscount = (discount: DraftDiscount) => onChange({ discount });
  return (
    <Card title="Details">
      <div className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <DiscountField
            label={words.discount}
            name={words.discount}
            discount={draft.discount}
            currency={draft.currency}
            error={faults.discount}
            onChange={setDiscount}
          />
          <Field
            label="Payment terms, days"
            error={faults.termsDays}
            hint={words.terms(<DateText date={dueDate(today, { kind: 'net', days: terms })} />)}
          >
            <Input
              inputMode="numeric"
              className="figures"
              placeholder={String(termsOf({ ...draft, termsDays: '' }, tenant))}
              value={draft.termsDays}
              onChange={(event) => onChange({ termsDays: event.currentTarget.value })}
            />
          </Field>
          <Field label="Purchase order" required={false} error={faults.poNumber}>
            <Input
              value={draft.poNumber}
              maxLength={60}
              onChange={(event) => onChange({ poNumber: event.currentTarget.value })}
            />
          </Field>
          <Field label="Currency" hint={priced ? 'Prices keep their figures when it changes.' : undefined}>
            <Select
              value={draft.currency}
              onValueChange={(currency) => onChange({ currency })}
              options={currenciesFor(tenant.currency, draft).map((code) => ({ value: code, label: code }))}
            />
          </Field>
          {children}
        </div>
        <Field label="Note" required={false} hint={words.note} error={faults.note}>
          <Textarea
            value={draft.note}
            maxLength={2000}
            onChange={(event) => onChange({ note: event.currentTarget.value })}
          />
        </Field>
      </div>
    </Card>
  );
}

/** The likely ones first, then all. */
function currenciesFor(own: string, { customer, currency }: Draft): readonly string[] {
  return [...new Set([own, customer?.currency ?? own, currency, ...CURRENCIES])];
}
