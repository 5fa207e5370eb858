import { numberOf, textOf } from '../../store/open.ts';
import { organisationById } from '../books/organisation.ts';
import type { XeroWorld } from '../world.ts';

/** An organisation the app may reach. */
export interface Connection {
  id: string;
  tenant: string;
  event: string;
  createdMs: number;
  updatedMs: number;
}

export const connections = ({ db }: XeroWorld): Connection[] =>
  db
    .sql('SELECT id, tenant, event, created_ms, updated_ms FROM connections ORDER BY created_ms, id')
    .all()
    .map((row) => ({
      id: textOf(row.id),
      tenant: textOf(row.tenant),
      event: textOf(row.event),
      createdMs: numberOf(row.created_ms),
      updatedMs: numberOf(row.updated_ms),
    }));

/** Ends a connection; tokens stay good for the others. */
export const disconnect = ({ db }: XeroWorld, id: string): boolean =>
  db.sql('DELETE FROM connections WHERE id = ?').run(id).changes > 0;

const moment = (ms: number): string => new Date(ms).toISOString().replace('Z', '0000');

export const connectionWire = (world: XeroWorld, one: Connection): object => ({
  id: one.id,
  authEventId: one.event,
  tenantId: one.tenant,
  tenantType: 'ORGANISATION',
  tenantName: organisationById(world, one.tenant)?.name ?? '',
  createdDateUtc: moment(one.createdMs),
  updatedDateUtc: moment(one.updatedMs),
});
