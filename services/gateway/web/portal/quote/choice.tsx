import { Card, Checkbox, Money } from '@purser/ui';
import type { PortalQuoteModel } from '../../../src/api/models/quote.ts';

type Props = {
  lines: PortalQuoteModel['lines'];
  currency: string;
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
};

/** The lines that may be left out; what each comes to stands beside it. */
export function Choice({ lines, currency, chosen, onChange }: Props) {
  const turn = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    onChange(next);
  };
  return (
    <Card title="Choose what you want">
      <fieldset className="flex min-w-0 flex-col gap-4">
        <legend className="sr-only">Optional lines</legend>
        {lines.map(({ id, description, quantity, total }) => (
          <div key={id} className="flex items-start justify-between gap-4">
            <Checkbox
              className="min-w-0"
              checked={chosen.has(id)}
              onCheckedChange={(on) => turn(id, on)}
              label={
                <span className="break-words">
                  {description}
                  {quantity !== '1' && <span className="text-ink-3"> × {quantity}</span>}
                </span>
              }
            />
            <Money amount={total} currency={currency} className="shrink-0 text-sm" />
          </div>
        ))}
      </fieldset>
    </Card>
  );
}
