export type End = {
  status: 'processed' | 'superseded' | 'ignored' | 'unmatched';
  problem?: string;
  /** The command that reads what the event hinted at. */
  ledTo?: string;
};

/** The parts of an event that are read when it is applied. */
export type Told = { id: string; type: string; data: { object: unknown } };
