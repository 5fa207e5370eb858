export { type Actor, actorSchema, principal, type Role, roles } from './actor.ts';
export { canonicalJson } from './canonicalJson.ts';
export {
  type Callers,
  type Command,
  type CommandSpec,
  command,
  type Event,
  event,
  type Job,
  job,
  type Query,
  query,
  type Spec,
} from './define.ts';
export { decodeEnvelope, type Envelope, encodeEnvelope, envelopeSchema } from './envelope.ts';
export { dropFields, mapFields } from './fields.ts';
export { isId, newId, platformTenant } from './id.ts';
export { type Parsed, parsePayload } from './parse.ts';
export { commandSubject, eventSubject, fullName, querySubject } from './subjects.ts';
