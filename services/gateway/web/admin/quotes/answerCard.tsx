import { Card, DateText, type Fact, FactList, Notice } from '@purser/ui';
import type { QuoteModel } from '../../../src/api/models/quote.ts';

/** What the customer said, who of them, when and from where. */
export function AnswerCard({ quote: { acceptance, decline, askedAt, status } }: { quote: QuoteModel }) {
  if (acceptance) {
    const { at, name, address, by } = acceptance;
    const facts: Fact[] = [
      { label: 'By', value: name ?? 'Erased' },
      { label: 'When', value: <DateText at={at} /> },
      by === 'staff'
        ? { label: 'How', value: 'Written down by staff' }
        : { label: 'From', value: address ? <span className="figures break-all">{address}</span> : 'Not known' },
    ];
    return (
      <Card title="Accepted">
        <FactList facts={facts} />
      </Card>
    );
  }
  if (decline && status === 'declined')
    return (
      <Card title="Declined">
        <FactList
          facts={[
            { label: 'When', value: <DateText at={decline.at} /> },
            {
              label: 'Reason',
              value: decline.reason ? <span className="whitespace-pre-wrap">{decline.reason}</span> : 'None given',
            },
          ]}
        />
      </Card>
    );
  if (askedAt)
    return (
      <Notice title="The customer asks for a new quote.">
        They opened it after its time, on <DateText at={askedAt} />. Revise it and send the new version.
      </Notice>
    );
  return null;
}
