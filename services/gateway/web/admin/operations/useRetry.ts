import { useQueryClient } from '@tanstack/react-query';
import type { CommandSummaryModel } from '../../../src/api/models/command.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import type { Api } from '../../shared/api/client.ts';
import { change } from '../../shared/api/outcome.ts';
import { readAgain } from '../../shared/api/reads.ts';
import { bulk } from '../bulk/bulkRun.ts';
import { handlerText } from './serviceNames.ts';

export type Retryable = Pick<CommandSummaryModel, 'id' | 'service' | 'handler' | 'status'>;

const touched = ['/commands', '/alarms', '/dashboard'];

/** What may be tried again: what was given up, and what waits for something. A rule's refusal is final. */
export const mayRetry = ({ status }: Retryable): boolean =>
  status === 'failed' || status === 'parked' || status === 'retrying';

/** Has messages tried again: each by itself, with what came of each told row by row. */
export function useRetry() {
  const api = useApi();
  const queries = useQueryClient();
  return (commands: readonly Retryable[]): boolean =>
    bulk.start({
      label: 'Trying again',
      doing: 'try again',
      items: commands.map((command) => ({
        id: `${command.id} ${command.handler}`,
        name: handlerText(command.handler),
      })),
      act: async ({ id }) => {
        const command = commands.find((each) => `${each.id} ${each.handler}` === id);
        if (command) await retry(api, command);
        await readAgain(queries, touched);
        return 'Asked again.';
      },
    });
}

function retry(api: Api, { id, service, handler }: Retryable) {
  return change(api, 'POST', `/commands/${id}/retry`, { body: { service, handler }, intent: `retry ${id} ${handler}` });
}
