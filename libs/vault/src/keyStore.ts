/**
 * One version of a wrapped key.
 * - `subject`: a data subject (a customer, a contact), or '' for the tenant's own key
 * - `version`: 1, 2, 3 …
 * - `wrapped`: the sealed key; empty once destroyed
 * - `masterId`: the master key that wraps a tenant's own key; '' for a subject's key (the tenant's key wraps it, and its
 *   version is inside `wrapped`) and for the tombstone of a key that was destroyed before it was ever made
 */
export type KeyRow = {
  tenant: string;
  subject: string;
  version: number;
  wrapped: Buffer;
  masterId: string;
  destroyedAt: Date | null;
};

/**
 * Where a service keeps its wrapped keys. Every call commits by itself before it resolves, never inside a caller's
 * transaction: a key whose row is rolled back would leave data that nobody can open. Reads see all committed writes (the
 * primary, not a replica).
 */
export interface KeyStore {
  /** All versions, destroyed ones too, in any order. */
  load(tenant: string, subject: string): Promise<KeyRow[]>;
  /**
   * `load` and `insert` in one go, for stores where each is a journey: all versions; where there is none, stores this first
   * one and gives it. Empty when another process's was in the way.
   */
  loadOrInsert?(first: KeyRow): Promise<KeyRow[]>;
  /** Stores the row as given; false when (tenant, subject, version) exists already. */
  insert(row: KeyRow): Promise<boolean>;
  /** Overwrites `wrapped` of all versions with empty bytes and sets `destroyedAt` where it is still null. */
  destroy(tenant: string, subject: string, at: Date): Promise<void>;
  /** Sets `wrapped` and `masterId` of that version, unless it is destroyed. */
  rewrap(row: KeyRow): Promise<void>;
}
