import { answer, handle, handleStepped } from '@purser/bus';
import { payments as contract } from '@purser/contracts';
import { beginConnection } from '../commands/connect/beginConnection.ts';
import { leaveAccount, useAccount } from '../commands/connect/chooseAccount.ts';
import { configureConnect } from '../commands/connect/configureConnect.ts';
import { beginConsent, finishConsent } from '../commands/connect/consent.ts';
import { checkConnection, followAccount } from '../commands/connect/followAccount.ts';
import { setApplicationFee } from '../commands/connect/setApplicationFee.ts';
import type { PaymentsConfig } from '../config.ts';
import type { Outside } from '../outside.ts';
import { getConnect, listApplicationFees, listConnected } from '../queries/connect.ts';

/** Tenants at accounts that are connected to the platform, and what the platform takes of their payments. */
export function connectHandlers(outside: Outside, config: PaymentsConfig) {
  return [
    handle(contract.configureConnect, configureConnect),
    handle(contract.setApplicationFee, setApplicationFee),
    handleStepped(contract.beginConnection, beginConnection(outside)),
    handleStepped(contract.beginConsent, beginConsent(outside, config)),
    handleStepped(contract.finishConsent, finishConsent(outside)),
    handleStepped(contract.followAccount, followAccount(outside)),
    handle(contract.checkConnection, checkConnection),
    handle(contract.useAccount, useAccount),
    handle(contract.leaveAccount, leaveAccount),
    answer(contract.getConnect, getConnect(outside)),
    answer(contract.listConnected, listConnected),
    answer(contract.listApplicationFees, listApplicationFees),
  ];
}

export const connectMessages = [
  contract.applicationFeeReturned,
  contract.followAccount,
  contract.checkConnection,
  contract.chargingStopped,
];
