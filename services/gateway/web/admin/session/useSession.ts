import { createContext, useContext } from 'react';
import type { SessionModel } from '../../../src/api/models/session.ts';

export const SessionContext = createContext<SessionModel | undefined>(undefined);

/** Who is signed in. Only behind the gate. */
export function useSession(): SessionModel {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession stands outside of the session gate.');
  return session;
}

export type Can = 'bill' | 'keepCustomers' | 'operate' | 'administer';

const allowed: Record<Can, readonly SessionModel['role'][]> = {
  bill: ['owner', 'admin', 'accountant'],
  keepCustomers: ['owner', 'admin', 'accountant', 'support'],
  operate: ['owner', 'admin'],
  administer: ['owner', 'admin'],
};

/** Whether the role may do something. It only spares people buttons that would refuse; the server decides. */
export function useCan(what: Can): boolean {
  const { role } = useSession();
  return allowed[what].includes(role);
}
