import type { Context } from '@purser/bus';
import type { NotificationsConfig } from '../config.ts';
import { mailPorts } from '../domain/mailServer.ts';
import { findMailServer } from '../store/mailServers.ts';

/** How the server is set; the password is never told. */
export const getMailServer =
  ({ from, arePrivateAllowed }: Pick<NotificationsConfig, 'from' | 'arePrivateAllowed'>) =>
  async ({ tx, keys }: Pick<Context, 'tx' | 'keys'>) => {
    const found = await findMailServer(tx, keys);
    const told = { installation: { fromAddress: from }, mayBePlain: arePrivateAllowed };
    const ports = arePrivateAllowed ? null : [...mailPorts];
    if (!found) return { ...told, ports, server: null };
    const { password, ...server } = found;
    return { ...told, ports, server: { ...server, hasPassword: password !== null } };
  };
