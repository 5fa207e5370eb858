import { createHash, randomBytes } from 'node:crypto';
import { type Db, readMeta, writeMeta } from './store/open.ts';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Ids, secrets and chance, all drawn from one seed: the same calls after the same seed give the same ids. */
export interface Ids {
  /** A new id: the prefix and `length` characters, 24 unless told. */
  next: (prefix: string, length?: number) => string;
  /** A number in [0, 1). */
  chance: () => number;
  /** Writes how far the sequence has come; part of every transaction. */
  save: () => void;
  reseed: (seed: string) => void;
}

/** Continues the stored sequence, or starts one from `seed` (random when absent). */
export function createIds(db: Db, seed: string | undefined): Ids {
  let root = readMeta(db, 'seed') ?? seed ?? randomBytes(16).toString('hex');
  let counter = Number(readMeta(db, 'counter') ?? '0');
  let saved = counter;
  writeMeta(db, 'seed', root);

  const draw = (label: string): Buffer => createHash('sha512').update(`${root}:${counter++}:${label}`).digest();
  return {
    next(prefix, length = 24) {
      const bytes = draw(prefix);
      let out = prefix;
      for (let i = 0; i < length; i++) out += alphabet[(bytes[i % bytes.length] ?? 0) % alphabet.length];
      return out;
    },
    chance: () => draw('chance').readUInt32BE(0) / 2 ** 32,
    save() {
      if (saved === counter) return;
      writeMeta(db, 'counter', String(counter));
      saved = counter;
    },
    reseed(next) {
      root = next;
      counter = 0;
      saved = 0;
      writeMeta(db, 'seed', root);
      writeMeta(db, 'counter', '0');
    },
  };
}
