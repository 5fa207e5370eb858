import { fault } from '@purser/fault';
import { type Envelope, fullName, mapFields, type Spec } from '@purser/message';
import { fromText, type Keyring, toText, type Vault, VaultError, type WireSealer } from '@purser/vault';

/**
 * Personal fields of a message are sealed twice over: on the wire under a key the services share (`$wire`), and where a
 * service stores the message under that service's own key of the data subject (`$rest`), which erasure destroys.
 */
type Sealed = { $wire: string } | { $rest: string };

function sealedForm(value: unknown): Sealed | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === '$wire' || keys[0] === '$rest') ? (value as Sealed) : undefined;
}

/** The customer whose key seals the stored message, or '' for the tenant's. */
export function subjectOf(spec: Pick<Spec, 'subject'>, payload: unknown): string {
  let node: unknown = payload;
  for (const step of spec.subject?.split('.') ?? []) {
    node = node !== null && typeof node === 'object' ? (node as Record<string, unknown>)[step] : undefined;
  }
  return typeof node === 'string' && spec.subject ? node : '';
}

const fieldOf = (name: string, path: string) => `${name}.${path.replaceAll(/\.\d+(?=\.|$)/g, '.*')}`;

export function sealForWire(
  wire: WireSealer,
  tenant: string,
  id: string,
  name: string,
  paths: readonly string[] | undefined,
  payload: unknown,
): unknown {
  if (!paths?.length) return payload;
  return mapFields(payload, paths, (value, path) => ({
    $wire: toText(wire.sealWire(tenant, fieldOf(name, path), id, JSON.stringify(value))),
  }));
}

export function sealForRest(
  ring: Keyring,
  id: string,
  name: string,
  paths: readonly string[] | undefined,
  payload: unknown,
): unknown {
  if (!paths?.length) return payload;
  return mapFields(payload, paths, (value, path) => ({
    $rest: toText(ring.seal(fieldOf(name, path), id, JSON.stringify(value))),
  }));
}

/**
 * Opens the sealed fields of a payload, whichever way each is sealed.
 * @throws Fault invalid when a field that must be sealed came in clear; rejected when its subject was erased.
 */
export function openSealed(
  wire: WireSealer,
  ring: Keyring | undefined,
  tenant: string,
  id: string,
  name: string,
  paths: readonly string[] | undefined,
  payload: unknown,
): unknown {
  if (!paths?.length) return payload;
  return mapFields(payload, paths, (value, path) => {
    const sealed = sealedForm(value);
    if (!sealed) throw fault('invalid', 'unsealed_field', `${path} must be sealed.`);
    try {
      if ('$wire' in sealed)
        return JSON.parse(wire.openWireText(tenant, fieldOf(name, path), id, fromText(sealed.$wire)));
      if (!ring) throw fault('bug', 'no_keys', 'Something went wrong on our side.');
      return JSON.parse(ring.openText(fieldOf(name, path), id, fromText(sealed.$rest)));
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      if (error.code === 'destroyed') throw fault('rejected', 'erased', 'The person this was about has been erased.');
      throw fault('invalid', 'unreadable_field', `${path} cannot be read.`, { internal: error.message });
    }
  });
}

/** The envelope as it travels. */
export function wireText(wire: WireSealer, spec: Spec, envelope: Envelope): string {
  if (!spec.sealed?.length) return JSON.stringify(envelope);
  return JSON.stringify({
    ...envelope,
    payload: sealForWire(wire, envelope.tenant, envelope.id, fullName(spec), spec.sealed, envelope.payload),
  });
}

/** The envelope as a service stores it; makes the subject's key on first use. */
export async function restText(vault: Vault, spec: Spec, envelope: Envelope): Promise<string> {
  if (!spec.sealed?.length) return JSON.stringify(envelope);
  const ring = await vault.ready(envelope.tenant, subjectOf(spec, envelope.payload));
  return JSON.stringify({
    ...envelope,
    payload: sealForRest(ring, envelope.id, fullName(spec), spec.sealed, envelope.payload),
  });
}
