import type { SessionModel } from '../../../src/api/models/session.ts';

export const roleWords: Record<SessionModel['role'], string> = {
  owner: 'Owner',
  admin: 'Administrator',
  accountant: 'Accountant',
  support: 'Support',
  readOnly: 'Read only',
};
