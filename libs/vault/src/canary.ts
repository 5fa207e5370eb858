import { blobKeyVersion, openBlob, sealBlob } from './blob.ts';
import { deriveKey } from './deriveKey.ts';
import { fingerprint, type MasterKey } from './masterKey.ts';
import { tuple } from './tuple.ts';
import { VaultError } from './vaultError.ts';

const GREETING = 'this data belongs to this master key';

/**
 * A small sealed blob to keep beside the data: it tells at start whether the configured master key is the right one.
 * Layout: length of the key's id (1 byte) | the id | sealed blob.
 */
export function makeCanary(master: MasterKey): Buffer {
  const id = Buffer.from(master.id);
  const blob = sealBlob(deriveKey(master.key, 'canary'), fingerprint(master), tuple('canary', master.id), GREETING);
  return Buffer.concat([Buffer.of(id.length), id, blob]);
}

/**
 * Returns the one of the configured keys that made the canary. When that is not the current key, the data has not been
 * re-wrapped yet (`Vault.rewrapAll`, then store a new canary).
 *
 * Throws VaultError `wrong-key` in words for the person who starts the service, `bad-blob` or `tampered` when it is no canary.
 */
export function checkCanary(masters: MasterKey | readonly MasterKey[], canary: Uint8Array): MasterKey {
  const configured = 'key' in masters ? [masters] : masters;
  const idEnd = 1 + (canary[0] ?? 0);
  const id = Buffer.from(canary.subarray(1, idEnd)).toString('utf8');
  const blob = canary.subarray(idEnd);
  const mark = blobKeyVersion(blob);
  const master = configured.find((candidate) => fingerprint(candidate) === mark);
  if (master === undefined) throw wrongKey(id, configured);
  openBlob(deriveKey(master.key, 'canary'), tuple('canary', id), blob);
  return master;
}

function wrongKey(id: string, configured: readonly MasterKey[]): VaultError {
  const sameName = configured.some((master) => master.id === id);
  const found = configured.map((master) => `"${master.id}"`).join(', ');
  return new VaultError(
    'wrong-key',
    sameName
      ? `The data here was sealed under master key "${id}", and the configured key of that name is a different one. ` +
          'Start with the key that belongs to this data.'
      : `The data here was sealed under master key "${id}", which is not configured (configured: ${found}). ` +
          'Start with the key that belongs to this data, or add it after the current one.',
  );
}
