import { Notice } from '@purser/ui';
import type { Declined } from './advice.ts';

export function DeclineNotice({ title, advice }: Declined) {
  return (
    <Notice tone="danger" title={title}>
      {advice}
    </Notice>
  );
}
