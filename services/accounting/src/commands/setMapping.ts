import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import type { Mapping } from '../domain/mapping.ts';
import { setMappingRow } from '../store/connections.ts';

export async function setMapping({ tx }: Pick<Context, 'tx'>, mapping: Mapping) {
  if (!(await setMappingRow(tx, mapping)))
    throw fault('rejected', 'not_connected', 'Connect the books first; then say how things go into them.');
  return {};
}
