import { Badge, ButtonLink, Card, explainProblem, Skeleton, type Tone } from '@purser/ui';
import { FileText } from 'lucide-react';
import type { StandingModel } from '../../../src/api/models/receivables.ts';
import { useRead } from '../../shared/api/reads.ts';
import { routes } from '../routes.ts';
import { RemindersSwitch } from './remindersSwitch.tsx';

const looks: Record<NonNullable<StandingModel['grade']>, { tone: Tone; says: string }> = {
  A: { tone: 'success', says: 'A, pays well' },
  B: { tone: 'info', says: 'B, mostly on time' },
  C: { tone: 'warning', says: 'C, often late' },
  D: { tone: 'danger', says: 'D, pays badly' },
};

/** How a customer pays, why it is thought so, and whether they are reminded; from here the statement of account is opened. */
export function StandingCard({ customer }: { customer: { id: string; name: string } }) {
  const { id } = customer;
  const { data, error } = useRead<StandingModel>(`/customers/${id}/standing`);
  return (
    <Card
      title="How they pay"
      aside={
        <ButtonLink size="small" variant="ghost" href={routes.statement(id)} icon={<FileText aria-hidden size={14} />}>
          Statement
        </ButtonLink>
      }
    >
      {data ? (
        <div className="flex flex-col items-start gap-2.5">
          {data.grade ? (
            <Badge tone={looks[data.grade].tone}>{looks[data.grade].says}</Badge>
          ) : (
            <Badge>No grade yet</Badge>
          )}
          <ul className="flex flex-col gap-1 text-ink-2 text-sm">
            {data.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </div>
      ) : error ? (
        <p className="text-ink-3 text-sm">{explainProblem(error, 'say how they pay').happened}</p>
      ) : (
        <Skeleton className="h-16" />
      )}
      <div className="mt-4 border-line border-t pt-3">
        <RemindersSwitch customer={customer} />
      </div>
    </Card>
  );
}
