import postgres from 'postgres';
import { quote } from './databases.ts';

/** Passwords of one service's two roles. */
export type RoleCredentials = { runtime: string; relay: string };
export type ServiceRoles = Record<string, RoleCredentials>;

/** Role names carry the stack's prefix, since roles belong to the whole server: `purser_invoicing`, `purser_invoicing_relay`. */
export function roleName(prefix: string, service: string, kind: 'runtime' | 'relay'): string {
  return kind === 'relay' ? `${prefix}_${service}_relay` : `${prefix}_${service}`;
}

/** The address by which a service's role reaches the database that `adminUrl` names. */
export function roleUrl(
  adminUrl: string,
  prefix: string,
  service: string,
  kind: 'runtime' | 'relay',
  password: string,
): string {
  const url = new URL(adminUrl);
  url.username = roleName(prefix, service, kind);
  url.password = password;
  return url.href;
}

/** Makes or updates every service's roles. They own nothing, bypass nothing and cannot create anything. */
export async function setUpRoles(adminUrl: string, prefix: string, services: ServiceRoles): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    for (const [service, passwords] of Object.entries(services)) {
      for (const kind of ['runtime', 'relay'] as const) {
        const name = roleName(prefix, service, kind);
        const [there] = await sql`select from pg_roles where rolname = ${name}`;
        const password = passwords[kind].replaceAll("'", "''");
        await sql.unsafe(
          `${there ? 'alter' : 'create'} role ${quote(name)} login nosuperuser nobypassrls nocreatedb nocreaterole noinherit password '${password}'`,
        );
        // Set on the role, not on the database, so that it holds in clones too.
        await sql.unsafe(`alter role ${quote(name)} set search_path = ${quote(service)}`);
      }
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}
