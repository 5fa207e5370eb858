import { Badge, type Tone } from '@purser/ui';
import type { AccountingDocumentModel } from '../../../src/api/models/accounting.ts';

type State = AccountingDocumentModel['state'];

export const pushStates: Record<State, { word: string; tone: Tone }> = {
  waiting: { word: 'Waiting', tone: 'neutral' },
  pushing: { word: 'On its way', tone: 'info' },
  pushed: { word: 'In the books', tone: 'success' },
  failed: { word: 'Failed', tone: 'danger' },
  needsAttention: { word: 'Needs attention', tone: 'warning' },
};

/** Where a document stands on its way into the books. */
export function PushBadge({ state }: { state: State }) {
  const { word, tone } = pushStates[state];
  return <Badge tone={tone}>{word}</Badge>;
}
