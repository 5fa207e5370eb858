import { Button, Card } from '@purser/ui';
import { Plus } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { TaxRateListModel } from '../../../src/api/models/taxRate.ts';
import { useRead } from '../../shared/api/reads.ts';
import { type Draft, type DraftLine, emptyLine, moveLine } from './draft.ts';
import type { DraftFaults } from './draftBody.ts';
import { LineFields } from './lineFields.tsx';
import { lapsedRate, ratesOf } from './rates.ts';
import type { Reckoned } from './reckonDraft.ts';

type Props = {
  draft: Draft;
  reckoned: Reckoned;
  onChange: (part: Partial<Draft>) => void;
  faults: DraftFaults;
  /** Whether lines may be offered as a choice. */
  choice?: boolean;
};

/** What is billed, line by line. Alt with up and down moves a line, ctrl or command with Enter adds one. */
export function LinesCard({ draft, reckoned, onChange, faults, choice = false }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const [said, say] = useState('');
  const { data: stored } = useRead<TaxRateListModel>('/tax-rates');
  const { lines } = draft;
  const rates = ratesOf(
    stored?.data ?? [],
    lines.flatMap(({ taxes }) => [...taxes]),
  );
  const set = (next: readonly DraftLine[]) => onChange({ lines: next });
  const change = (at: number, part: Partial<DraftLine>) =>
    set(lines.map((line, index) => (index === at ? { ...line, ...part } : line)));
  const add = (after: number) => {
    // The next line is taxed as the one before: that is nearly always what is meant.
    const line = emptyLine(crypto.randomUUID(), lines[after]?.taxes ?? []);
    set([...lines.slice(0, after + 1), line, ...lines.slice(after + 1)]);
    say(`Line ${after + 2} added`);
    focusLine(list.current, after + 1);
  };
  const move = (at: number, to: number) => {
    if (to < 0 || to >= lines.length) return;
    set(moveLine(lines, at, to));
    say(`Line ${at + 1} is now line ${to + 1}`);
    focusLine(list.current, to, document.activeElement);
  };
  const remove = (at: number) => {
    const rest = lines.filter((_, index) => index !== at);
    set(rest.length > 0 ? rest : [emptyLine(crypto.randomUUID())]);
    say(`Line ${at + 1} removed`);
    focusLine(list.current, Math.max(0, at - 1));
  };
  const onKeys = (event: KeyboardEvent, at: number) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      event.preventDefault();
      add(at);
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      move(at, event.key === 'ArrowUp' ? at - 1 : at + 1);
    }
  };
  return (
    <Card title="Lines" flush>
      <ol ref={list} aria-label="Lines" className="border-line border-t">
        {lines.map((line, at) => (
          <li
            key={line.id}
            data-line={at}
            onKeyDown={(event) => onKeys(event, at)}
            className="border-line border-b px-4 py-4 sm:px-5"
          >
            <LineFields
              line={line}
              number={at + 1}
              count={lines.length}
              currency={draft.currency}
              rates={rates}
              lapsed={lapsedRate(stored?.data ?? [], line.taxes)}
              total={totalOf(reckoned, line.id)}
              faults={faults}
              choice={choice}
              onChange={(part) => change(at, part)}
              onMove={(to) => move(at, to)}
              onRemove={() => remove(at)}
            />
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3 sm:px-5">
        <Button size="small" icon={<Plus aria-hidden size={14} />} onClick={() => add(lines.length - 1)}>
          Add line
        </Button>
        {faults.lines && (
          <p role="alert" className="font-medium text-red text-xs">
            {faults.lines}
          </p>
        )}
      </div>
      <p role="status" className="sr-only">
        {said}
      </p>
    </Card>
  );
}

/** What the line comes to, tax included; nothing while it is not finished. */
function totalOf({ totals }: Reckoned, lineId: string): number | null {
  const found = totals?.lines.find(({ id }) => id === lineId);
  return found ? Number(found.total) : null;
}

/** Once the lines stand where they go, the keyboard goes along: to the same field of the line that moved, else to its first. */
function focusLine(list: HTMLElement | null, at: number, field?: Element | null): void {
  const label = field?.getAttribute('data-part');
  requestAnimationFrame(() => {
    const line = list?.querySelector<HTMLElement>(`[data-line="${at}"]`);
    const same = label ? line?.querySelector<HTMLElement>(`[data-part="${label}"]`) : null;
    (same ?? line?.querySelector<HTMLElement>('textarea, input'))?.focus();
  });
}
