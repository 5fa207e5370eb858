import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type {
  AppliedModel,
  ApplyBody,
  ImportBody,
  ImportColumn,
  ImportPlanModel,
} from '../../../src/api/models/customerImport.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import type { Api } from '../../shared/api/client.ts';
import { change } from '../../shared/api/outcome.ts';
import { readAgain } from '../../shared/api/reads.ts';
import { readTable, workOf } from './readTable.ts';

export type Applied = AppliedModel['rows'][number];
export type ImportState = {
  file: { name: string; text: string } | undefined;
  plan: ImportPlanModel | undefined;
  /** What is going on; nothing while it is undefined. */
  busy: 'planning' | 'applying' | undefined;
  results: readonly Applied[];
  error: unknown;
  /** Why the file itself was not taken. */
  problem: string | undefined;
};

const start: ImportState = {
  ...{ file: undefined, plan: undefined, busy: undefined, results: [], error: undefined },
  problem: undefined,
};

/** A file, what it would do, and the doing of it. */
export function useImport() {
  const api = useApi();
  const queries = useQueryClient();
  const [state, setState] = useState(start);
  // An answer to a question that is not asked any more is not shown.
  const asked = useRef(0);
  const set = (part: Partial<ImportState>) => setState((known) => ({ ...known, ...part }));
  const plan = async (file: { name: string; text: string }, columns?: (ImportColumn | null)[]) => {
    asked.current += 1;
    const mine = asked.current;
    set({ file, busy: 'planning', error: undefined, problem: undefined, results: [] });
    try {
      const body: ImportBody = { csv: file.text, ...(columns && { columns }) };
      const sent = await api.send<ImportPlanModel>('POST', '/customers/imports', { body });
      if (asked.current === mine && sent.kind === 'done') set({ plan: sent.body, busy: undefined });
    } catch (error) {
      if (asked.current === mine) set({ busy: undefined, error, ...(!columns && { plan: undefined }) });
    }
  };
  return {
    ...state,
    take: async (file: File | undefined) => {
      if (!file) return;
      const read = await readTable(file);
      if (read.ok) await plan({ name: file.name, text: read.text });
      else setState({ ...start, problem: read.problem });
    },
    remap: (columns: (ImportColumn | null)[]) => (state.file ? plan(state.file, columns) : undefined),
    apply: async () => {
      if (!state.plan || state.busy) return;
      set({ busy: 'applying', results: [], error: undefined });
      const results: Applied[] = [];
      try {
        for (const rows of workOf(state.plan)) {
          results.push(...(await applied(api, rows)));
          set({ results: [...results] });
        }
        set({ busy: undefined });
      } catch (error) {
        set({ busy: undefined, error });
      } finally {
        await readAgain(queries, ['/panels/customers', '/customers', '/dashboard']);
      }
    },
    again: () => setState(start),
  };
}

const MOST_TRIES = 3;

/** What came of some rows. Where they were only accepted they are sent again, which does nothing twice and tells how they stand. */
async function applied(api: Api, rows: ApplyBody['rows']): Promise<readonly Applied[]> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const outcome = await change<AppliedModel>(api, 'POST', '/customers/imports/apply', { body: { rows } });
    if (outcome.kind === 'done') return outcome.body.rows;
  }
  throw new TypeError('The server has accepted these rows and has not said what came of them.');
}
