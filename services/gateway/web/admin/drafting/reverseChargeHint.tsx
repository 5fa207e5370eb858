import { Button, ButtonLink, Notice } from '@purser/ui';
import type { TaxRateListModel } from '../../../src/api/models/taxRate.ts';
import type { TenantModel } from '../../../src/api/models/tenant.ts';
import { useRead } from '../../shared/api/reads.ts';
import { routes } from '../routes.ts';
import type { Draft } from './draft.ts';
import { reverseChargeFor, reverseChargeRate } from './reverseCharge.ts';

const regions = new Intl.DisplayNames(['en-GB'], { type: 'region' });

type Props = { draft: Draft; tenant: TenantModel; onChange: (part: Pick<Draft, 'lines'>) => void };

/** Says that a customer's VAT number speaks for reverse charge. Nothing is changed until staff say so. */
export function ReverseChargeHint({ draft, tenant, onChange }: Props) {
  const { data: stored } = useRead<TaxRateListModel>('/tax-rates');
  const country = reverseChargeFor(draft, tenant);
  if (country === null || !stored || !draft.customer) return null;
  const rate = reverseChargeRate(stored.data);
  const use = rate && (() => onChange({ lines: draft.lines.map((line) => ({ ...line, taxes: [rate] })) }));
  return (
    <Notice
      title={`${draft.customer.name} has a VAT number of another EU country: ${regions.of(country)}.`}
      action={
        use ? (
          <Button size="small" onClick={use}>
            Use reverse charge
          </Button>
        ) : (
          <ButtonLink size="small" href={routes.setting('tax')}>
            Tax rates
          </ButtonLink>
        )
      }
    >
      Services to a business there are usually billed without tax, and the customer accounts for it.
      {use ? ' Goods and work on the spot may be taxed otherwise.' : ' You have no reverse charge rate yet.'}
    </Notice>
  );
}
