import type { Context } from '@purser/bus';
import { readStaffMails } from '../store/staffMails.ts';

export const getStaffMails = ({ tx }: Pick<Context, 'tx'>) => readStaffMails(tx);
