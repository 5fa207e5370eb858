import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { newId } from '@purser/message';
import type { Mode } from '../stripe/home.ts';

type Inside = Pick<Context, 'tx' | 'tenant' | 'now' | 'keys'>;

export type Endpoint = {
  endpointId: string;
  mode: Mode;
  kind: 'own' | 'connect';
  form: 'snapshot' | 'thin';
  /** How Stripe names it, where we made it. */
  stripeEndpointId: string | null;
  endsAt: Date | null;
};

/** Opens the door that an endpoint's events come through. @throws Fault conflict when the id leads elsewhere */
export async function openEndpoint({ tx, tenant, now }: Inside, endpoint: Omit<Endpoint, 'endsAt'>): Promise<void> {
  const { endpointId, mode, kind, form, stripeEndpointId } = endpoint;
  const door = await tx.sql`
    insert into webhook_endpoints (endpoint_id, tenant_id, mode, kind, form) values (${endpointId}, ${tenant}, ${mode}, ${kind}, ${form})
    on conflict (endpoint_id) do update set mode = excluded.mode, kind = excluded.kind, form = excluded.form
      where webhook_endpoints.tenant_id = excluded.tenant_id`;
  if (door.count === 0) throw fault('conflict', 'endpoint_taken', 'This endpoint id is taken.');
  await tx.sql`
    insert into stripe_endpoints (tenant_id, endpoint_id, mode, kind, form, stripe_endpoint_id, made_at)
    values (${tenant}, ${endpointId}, ${mode}, ${kind}, ${form}, ${stripeEndpointId}, ${now.toISOString()})
    on conflict (tenant_id, endpoint_id) do update set mode = excluded.mode, kind = excluded.kind, form = excluded.form,
      stripe_endpoint_id = coalesce(excluded.stripe_endpoint_id, stripe_endpoints.stripe_endpoint_id), ends_at = null`;
}

/** Adds secrets whose signatures count there; those before count until `oldUntil`. */
export async function addSecrets(
  { tx, tenant, now, keys }: Inside,
  endpointId: string,
  { secrets, oldUntil }: { secrets: readonly string[]; oldUntil: Date },
): Promise<void> {
  const sealed = (await keys()).seal('stripe.webhookSecrets', tenant, JSON.stringify(secrets));
  await tx.sql`
    update webhook_secrets set ends_at = least(ends_at, ${oldUntil.toISOString()}::timestamptz) where endpoint_id = ${endpointId}`;
  await tx.sql`
    insert into webhook_secrets (tenant_id, secret_id, endpoint_id, secrets, made_at)
    values (${tenant}, ${newId()}, ${endpointId}, ${sealed}, ${now.toISOString()})`;
}

export async function dropEnded({ tx, now }: Pick<Context, 'tx' | 'now'>, endpointId: string): Promise<number> {
  const dropped = await tx.sql`
    delete from webhook_secrets where endpoint_id = ${endpointId} and ends_at <= ${now.toISOString()}`;
  return dropped.count;
}

type Row = Omit<Endpoint, 'endsAt'> & { endsAt: string | null };
const asEndpoint = (row: Row): Endpoint => ({ ...row, endsAt: row.endsAt === null ? null : new Date(row.endsAt) });

/** @throws Fault notFound, also of another tenant's */
export async function lockEndpoint({ tx }: Pick<Context, 'tx'>, endpointId: string): Promise<Endpoint> {
  const [row] = await tx.sql<Row[]>`
    select endpoint_id as "endpointId", mode, kind, form, stripe_endpoint_id as "stripeEndpointId", ends_at as "endsAt"
    from stripe_endpoints where endpoint_id = ${endpointId} for update`;
  if (!row) throw noEndpoint();
  return asEndpoint(row);
}

const noEndpoint = () => fault('notFound', 'endpoint_not_found', 'There is no such webhook endpoint.');

export async function setEnd({ tx }: Pick<Context, 'tx'>, endpointId: string, endsAt: Date): Promise<void> {
  await tx.sql`update stripe_endpoints set ends_at = ${endsAt.toISOString()} where endpoint_id = ${endpointId}`;
}

/** Nothing comes in there any more. */
export async function closeEndpoint({ tx, tenant }: Pick<Context, 'tx' | 'tenant'>, endpointId: string): Promise<void> {
  await tx.sql`delete from webhook_endpoints where endpoint_id = ${endpointId} and tenant_id = ${tenant}`;
  await tx.sql`delete from stripe_endpoints where endpoint_id = ${endpointId}`;
}

export type ListedEndpoint = Endpoint & {
  madeAt: Date;
  secrets: number;
  oldSecretsEndAt: Date | null;
  lastEventAt: Date | null;
  refusedAt: Date | null;
  refusedWhy: 'mode' | 'shape' | null;
};

const times = ['endsAt', 'madeAt', 'oldSecretsEndAt', 'lastEventAt', 'refusedAt'] as const;
type ListedRow = Omit<ListedEndpoint, (typeof times)[number]> & Record<(typeof times)[number], string | null>;
const asTime = (text: string | null) => (text === null ? null : new Date(text));

/** An event from before is as good as none. */
const lately_ms = 30 * 86_400_000;

/** A tenant's endpoints, the newest first. */
export async function listEndpoints({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<ListedEndpoint[]> {
  const lately = new Date(now.getTime() - lately_ms).toISOString();
  const rows = await tx.sql<ListedRow[]>`
    select e.endpoint_id as "endpointId", e.mode, e.kind, e.form, e.stripe_endpoint_id as "stripeEndpointId", e.ends_at as "endsAt",
      e.made_at as "madeAt", e.refused_at as "refusedAt", e.refused_why as "refusedWhy",
      (select count(*)::int from webhook_secrets s where s.endpoint_id = e.endpoint_id and (s.ends_at is null or s.ends_at > ${now.toISOString()})) as secrets,
      (select max(s.ends_at) from webhook_secrets s where s.endpoint_id = e.endpoint_id and s.ends_at > ${now.toISOString()}) as "oldSecretsEndAt",
      (select w.received_at from webhook_events w where w.endpoint_id = e.endpoint_id and w.via = 'delivery'
        and w.received_at > ${lately} order by w.received_at desc limit 1)
        as "lastEventAt"
    from stripe_endpoints e order by e.made_at desc, e.endpoint_id`;
  return rows.map((row) => ({
    ...row,
    madeAt: new Date(row.madeAt ?? 0),
    endsAt: asTime(row.endsAt),
    oldSecretsEndAt: asTime(row.oldSecretsEndAt),
    lastEventAt: asTime(row.lastEventAt),
    refusedAt: asTime(row.refusedAt),
  }));
}
