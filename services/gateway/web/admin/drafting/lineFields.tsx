import { Button, Checkbox, Field, IconButton, Input, Money, MoneyInput, Textarea } from '@purser/ui';
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import type { TaxRateModel } from '../../../src/api/models/taxRate.ts';
import { DiscountField } from './discountField.tsx';
import type { DraftLine, Tax } from './draft.ts';
import type { DraftFaults } from './draftBody.ts';
import { TaxPicker } from './taxPicker.tsx';

type Props = {
  line: DraftLine;
  /** Its place, from one. */
  number: number;
  count: number;
  currency: string;
  rates: readonly Tax[];
  /** One of its taxes that does not hold today. */
  lapsed: TaxRateModel | undefined;
  total: number | null;
  faults: DraftFaults;
  /** Whether it may be offered as a choice. */
  choice: boolean;
  onChange: (part: Partial<DraftLine>) => void;
  onMove: (to: number) => void;
  onRemove: () => void;
};

/** One line. Its fields' names say which line they are of, since all lines have the same. */
export function LineFields(props: Props) {
  const { line, number, count, currency, rates, lapsed, total, faults, choice, onChange, onMove, onRemove } = props;
  const fault = (part: string) => faults[`lines.${line.id}.${part}`];
  const at = number - 1;
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="sr-only">Line {number}</legend>
      <Field label={`Description of line ${number}`} hideLabel error={fault('description')}>
        <Textarea
          rows={1}
          data-part="description"
          className="min-h-9!"
          placeholder="What is billed"
          maxLength={2000}
          value={line.description}
          onChange={(event) => onChange({ description: event.currentTarget.value })}
        />
      </Field>
      <div className="grid grid-cols-[5rem_minmax(0,1fr)] gap-3 sm:grid-cols-[5rem_minmax(0,1fr)_minmax(0,1fr)]">
        <Field label="Quantity" error={fault('quantity')}>
          <Input
            inputMode="decimal"
            data-part="quantity"
            autoComplete="off"
            className="figures text-right"
            aria-label={`Quantity of line ${number}`}
            value={line.quantity}
            onChange={(event) => onChange({ quantity: event.currentTarget.value })}
          />
        </Field>
        <Field label="Price" error={fault('unitAmount')}>
          <MoneyInput
            data-part="price"
            aria-label={`Price of line ${number}`}
            value={line.unitAmount}
            currency={currency}
            onValueChange={(unitAmount) => onChange({ unitAmount })}
          />
        </Field>
        <div className="max-sm:col-span-2">
          <TaxPicker {...{ taxes: line.taxes, rates, lapsed, number }} onChange={(taxes) => onChange({ taxes })} />
        </div>
      </div>
      {line.discount.kind !== 'none' && (
        <div className="max-w-80">
          <DiscountField
            label="Discount"
            name={`Discount of line ${number}`}
            discount={line.discount}
            currency={currency}
            error={fault('discount')}
            onChange={(discount) => onChange({ discount })}
          />
        </div>
      )}
      {choice && (
        <div className="flex flex-wrap gap-x-6 gap-y-2">
          <Checkbox
            checked={line.optional === true}
            onCheckedChange={(optional) => onChange({ optional, chosen: optional })}
            label={
              <>
                Optional<span className="sr-only">: line {number}</span>
              </>
            }
          />
          {line.optional && (
            <Checkbox
              checked={line.chosen === true}
              onCheckedChange={(chosen) => onChange({ chosen })}
              label={
                <>
                  Ticked beforehand<span className="sr-only">: line {number}</span>
                </>
              }
            />
          )}
        </div>
      )}
      <div className="flex items-center justify-between gap-3">
        <div className="-ml-1.5 flex">
          <IconButton
            size="small"
            label={`Move line ${number} up`}
            disabled={at === 0}
            onClick={() => onMove(at - 1)}
            icon={<ArrowUp aria-hidden size={14} />}
          />
          <IconButton
            size="small"
            label={`Move line ${number} down`}
            disabled={number === count}
            onClick={() => onMove(number)}
            icon={<ArrowDown aria-hidden size={14} />}
          />
          <IconButton
            size="small"
            label={`Remove line ${number}`}
            onClick={onRemove}
            icon={<Trash2 aria-hidden size={14} />}
          />
          {line.discount.kind === 'none' && (
            <Button
              size="small"
              variant="ghost"
              onClick={() => onChange({ discount: { kind: 'percent', percent: '' } })}
            >
              Discount<span className="sr-only"> on line {number}</span>
            </Button>
          )}
        </div>
        <p className="flex gap-3 text-ink-3 text-sm">
          <span>{line.taxes.length > 0 ? 'Line total, with tax' : 'Line total'}</span>
          {total === null ? (
            <span>–</span>
          ) : (
            <Money amount={total} currency={currency} className="font-medium text-ink" />
          )}
        </p>
      </div>
    </fieldset>
  );
}
