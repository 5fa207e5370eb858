import type { ReactNode } from 'react';

export type Sum = { id: string; label: string; value: ReactNode; strong?: boolean };

/** Figures under each other, as on paper: words left, money right. */
export function SumList({ sums }: { sums: readonly Sum[] }) {
  return (
    <dl className="text-sm">
      {sums.map(({ id, label, value, strong = false }) => (
        <div
          key={id}
          className="flex items-baseline justify-between gap-4 border-line border-b py-2 last:border-b-0 [&_dt]:min-w-0"
        >
          <dt className={strong ? 'font-semibold' : 'text-ink-3'}>{label}</dt>
          <dd className={strong ? 'font-semibold' : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
