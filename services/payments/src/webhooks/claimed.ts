/** A stored event that this process has under its lease; the payload is sealed. */
export type Claimed = {
  tenant: string;
  eventId: string;
  type: string;
  objectId: string;
  payload: Buffer;
  attempts: number;
};
