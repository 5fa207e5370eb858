import { dueDate } from '@purser/billing';
import { CURRENCIES } from '@purser/money';
import { Card, DateText, Field, Input, Select, Textarea } from '@purser/ui';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
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
};

/** What holds for the whole invoice. */
export function DetailsCard({ draft, tenant, today, onChange, faults }: Props) {
  const terms = termsOf(draft, tenant);
  const priced = draft.lines.some((line) => !isBlank(line)) || draft.discount.kind === 'amount';
  const setDiscount = (discount: DraftDiscount) => onChange({ discount });
  return (
    <Card title="Details">
      <div className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <DiscountField
            label="Discount on the invoice"
            name="Discount on the invoice"
            discount={draft.discount}
            currency={draft.currency}
            error={faults.discount}
            onChange={setDiscount}
          />
          <Field
            label="Payment terms, days"
            error={faults.termsDays}
            hint={
              <>
                Due <DateText date={dueDate(today, { kind: 'net', days: terms })} /> if issued today.
              </>
            }
          >
            <Input
              inputMode="numeric"
              className="figures text-right"
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
        </div>
        <Field label="Note" required={false} hint="Stands on the invoice, under the totals." error={faults.note}>
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
