import { z } from 'zod';

/** What a member of staff may be at a tenant. */
export const roles = ['owner', 'admin', 'accountant', 'support', 'readOnly'] as const;
export type Role = (typeof roles)[number];

/** On whose behalf a message speaks. Only the gateway may send messages whose actor is a person. */
export const actorSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('staff'), id: z.uuid(), roles: z.array(z.enum(roles)).min(1) }),
  z.strictObject({ kind: z.literal('customer'), id: z.uuid(), contact: z.uuid().optional() }),
  z.strictObject({ kind: z.literal('public') }),
  z.strictObject({ kind: z.literal('service'), name: z.string().min(1).max(40) }),
]);
export type Actor = z.infer<typeof actorSchema>;

/** The actor as one word; idempotency keys are scoped to it. */
export function principal(actor: Actor): string {
  switch (actor.kind) {
    case 'service':
      return `service:${actor.name}`;
    case 'public':
      return 'public';
    default:
      return `${actor.kind}:${actor.id}`;
  }
}
