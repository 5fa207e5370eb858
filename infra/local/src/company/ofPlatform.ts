import { platformTenant } from '@purser/message';

/** How the gateway asks of what belongs to no tenant: people, and whose address a name is. */
export const ofPlatform = { tenant: platformTenant, actor: { kind: 'service' as const, name: 'gateway' } };

export const ofTenant = (tenant: string) => ({ tenant, actor: { kind: 'service' as const, name: 'gateway' } });
