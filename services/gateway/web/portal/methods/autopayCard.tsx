import { Button, Card, DateText } from '@purser/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AutopayModel } from '../../../src/api/models/paymentMethod.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { change } from '../../shared/api/outcome.ts';
import { readAgain, useRead } from '../../shared/api/reads.ts';
import { useSession } from '../session/useSession.ts';
import { sayFailure } from './sayFailure.ts';

const path = '/portal/autopay';
const days = { due: 'on its due date', issue: 'as soon as it is issued' } as const;

/** Nobody is charged earlier than they agreed to, nor than the tenant charges. */
const charged = ({ agreedTo, chargeAt }: AutopayModel): keyof typeof days =>
  agreedTo === 'issue' && chargeAt === 'issue' ? 'issue' : 'due';

/** Invoices are charged when they are due, or not; what the customer agrees to is said, and kept as it is said. */
export function AutopayCard({ cardName }: { cardName: string }) {
  const { tenant, mayDecide } = useSession();
  const { data } = useRead<AutopayModel>(path);
  const api = useApi();
  const queries = useQueryClient();
  const name = tenant.company?.legalName ?? tenant.name;
  const consent = `I agree that ${name} charges each of my invoices ${days[data?.chargeAt ?? 'due']} to the card that stands first here, until I switch this off.`;
  const act = useMutation({
    mutationFn: (on: boolean) =>
      change(api, 'POST', path, {
        body: on ? { on, consent, chargeAt: data?.chargeAt } : { on },
        intent: `autopay ${on}`,
      }),
    onSuccess: () => readAgain(queries, [path]),
    onError: (error) => sayFailure(error, 'change automatic payment'),
  });
  if (!data) return null;
  return (
    <Card title="Automatic payment">
      <div className="flex flex-col items-start gap-3">
        <p className="text-ink-2 text-sm">
          {data.on ? (
            <>
              {data.changedAt ? (
                <>
                  On since <DateText at={data.changedAt} />.
                </>
              ) : (
                'On.'
              )}{' '}
              Each invoice is charged to {cardName} {days[charged(data)]}; you get the receipt by mail.
            </>
          ) : mayDecide ? (
            consent
          ) : (
            'Off.'
          )}
        </p>
        {mayDecide && (
          <Button variant={data.on ? 'secondary' : 'primary'} busy={act.isPending} onClick={() => act.mutate(!data.on)}>
            {data.on ? 'Switch off' : 'Agree and switch on'}
          </Button>
        )}
      </div>
    </Card>
  );
}
