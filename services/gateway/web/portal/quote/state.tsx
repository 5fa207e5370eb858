import { Button, DateText, explainProblem, Notice } from '@purser/ui';
import type { ReactNode } from 'react';
import type { PortalQuoteModel } from '../../../src/api/models/quote.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useSession } from '../session/useSession.ts';

/** How the quote stands, where there is nothing to answer any more, and the way on. */
export function State({ quote, onNewer }: { quote: PortalQuoteModel; onNewer: (id: string) => void }) {
  const { tenant } = useSession();
  const who = tenant.company?.legalName ?? tenant.name;
  const { acceptance, declinedAt, newer } = quote;
  switch (quote.status) {
    case 'accepted':
    case 'converted':
      return (
        <Notice tone="success" title="Accepted, thank you">
          {acceptance?.name ? `${acceptance.name} accepted it on ` : 'It was accepted on '}
          <DateText at={acceptance?.at ?? null} />. {who} will be in touch.
          <ul aria-label="What was accepted" className="mt-2 list-inside list-disc">
            {quote.lines
              .filter(({ chosen }) => chosen)
              .map(({ id, description }) => (
                <li key={id} className="break-words">
                  {description}
                </li>
              ))}
          </ul>
        </Notice>
      );
    case 'declined':
      return (
        <Notice title="Declined">
          It was declined on <DateText at={declinedAt} />. If you change your mind, ask {who} for a new one.
        </Notice>
      );
    case 'withdrawn':
      return (
        <Over quote={quote} title="This quote was withdrawn">
          {who} took it back. It can no longer be accepted.
        </Over>
      );
    case 'expired':
      return (
        <Over quote={quote} title="This quote has expired">
          Its last day was <DateText date={quote.validUntil} />. It can no longer be accepted.
        </Over>
      );
    case 'superseded':
      return (
        <Notice tone="info" title="There is a newer version of this quote">
          This one can no longer be accepted.
          {newer && (
            <Button variant="primary" className="mt-3" onClick={() => onNewer(newer)}>
              Open the newer version
            </Button>
          )}
        </Notice>
      );
    default:
      return null;
  }
}

/** What is over can be asked for anew, once. */
function Over({ quote, title, children }: { quote: PortalQuoteModel; title: string; children: ReactNode }) {
  const path = `/portal/quotes/${quote.id}`;
  const change = useChange<void>(
    () => ({ method: 'POST', path: `${path}/ask`, intent: `ask ${quote.id}` }),
    () => [path],
  );
  return (
    <Notice tone="warning" title={title}>
      {children}
      {quote.asked ? (
        <p className="mt-2 font-medium">You asked for a new one. The sender knows.</p>
      ) : (
        <Button className="mt-3" busy={change.busy} onClick={() => void change.run().catch(() => {})}>
          Ask for a new one
        </Button>
      )}
      {change.error ? (
        <p className="mt-2 text-red">{explainProblem(change.error, 'ask for a new one').happened}</p>
      ) : null}
    </Notice>
  );
}
