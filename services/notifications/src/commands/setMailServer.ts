import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import type { z } from 'zod';
import { passwordFor, type ServerRules } from '../domain/mailServer.ts';
import { findMailServer, saveMailServer } from '../store/mailServers.ts';
import { endOutage } from '../store/outages.ts';

export const setMailServer =
  (rules: ServerRules) =>
  async (
    { tx, tenant, now, keys }: Pick<Context, 'tx' | 'tenant' | 'now' | 'keys'>,
    { password, ...wish }: z.output<typeof contract.setMailServer.input>,
  ) => {
    const kept = passwordFor({ ...wish, password }, await findMailServer(tx, keys), rules);
    await endOutage(tx);
    await saveMailServer(tx, tenant, await keys(), { ...wish, password: kept }, now);
    return {};
  };
