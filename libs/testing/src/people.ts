import { type Actor, newId, type Role } from '@purser/message';

/** Who speaks, and for which tenant; what a bus client wants as its caller. */
export type Person = { tenant: string; actor: Actor };

export function asStaff(tenant: string, ...roles: Role[]): Person {
  return { tenant, actor: { kind: 'staff', id: newId(), roles: roles.length > 0 ? roles : ['owner'] } };
}

export function asCustomer(tenant: string, customerId: string): Person {
  return { tenant, actor: { kind: 'customer', id: customerId } };
}

export function asService(tenant: string, name: string): Person {
  return { tenant, actor: { kind: 'service', name } };
}
