import type { ReactNode } from 'react';
import type { SettingsPart } from '../routes.ts';
import { AccountingPart } from './accountingPart.tsx';
import { AccountPart } from './accountPart.tsx';
import { ApiKeysPart } from './apiKeysPart.tsx';
import { LateFeesPart } from './chasing/lateFeesPart.tsx';
import { RemindersPart } from './chasing/remindersPart.tsx';
import { CompanyPart } from './companyPart.tsx';
import { ConnectPart } from './connect/connectPart.tsx';
import { PlatformPart } from './connect/platformPart.tsx';
import { PlatformStripe } from './connect/platformStripe.tsx';
import { DunningPart } from './dunning/dunningPart.tsx';
import { ExchangeRatesPart } from './exchangeRates/exchangeRatesPart.tsx';
import { MailPart } from './mail/mailPart.tsx';
import { MailTemplatesPart } from './mail/mailTemplatesPart.tsx';
import { NumberingPart } from './numberingPart.tsx';
import { PlatformEvents } from './platformEvents/platformEvents.tsx';
import { StripePart } from './stripe/stripePart.tsx';
import { TaxPart } from './taxPart.tsx';
import { TermsPart } from './termsPart.tsx';

export type SettingsSection = {
  id: SettingsPart;
  label: string;
  /** Who does not see it: everybody but owners and administrators. */
  administer?: true;
  /** Only those who run the installation see it. */
  operate?: true;
  content: () => ReactNode;
};

/** What can be set, in the order of the list beside it. A section's address is its id; ids stand in routes.ts. */
export const settingsGroups: readonly { heading: string; sections: readonly SettingsSection[] }[] = [
  {
    heading: 'Business',
    sections: [
      { id: 'company', label: 'Company and brand', content: () => <CompanyPart /> },
      { id: 'reminders', label: 'Reminders', content: () => <RemindersPart /> },
      { id: 'late-fees', label: 'Late fees', content: () => <LateFeesPart /> },
      { id: 'dunning', label: 'Autopay and dunning', content: () => <DunningPart /> },
      { id: 'numbering', label: 'Numbering', content: () => <NumberingPart /> },
      { id: 'terms', label: 'Terms', content: () => <TermsPart /> },
      { id: 'tax', label: 'Tax', content: () => <TaxPart /> },
      { id: 'exchange-rates', label: 'Exchange rates', content: () => <ExchangeRatesPart /> },
    ],
  },
  {
    heading: 'Mail',
    sections: [
      { id: 'mail-templates', label: 'Mail templates', content: () => <MailTemplatesPart /> },
      { id: 'mail', label: 'Mail server and alerts', administer: true, content: () => <MailPart /> },
    ],
  },
  {
    heading: 'Connections',
    sections: [
      { id: 'stripe', label: 'Stripe', content: () => <StripePart /> },
      { id: 'stripe-connect', label: 'Stripe Connect', content: () => <ConnectPart /> },
      { id: 'accounting', label: 'Accounting', content: () => <AccountingPart /> },
      { id: 'api-keys', label: 'API keys', administer: true, content: () => <ApiKeysPart /> },
    ],
  },
  {
    heading: 'Installation',
    sections: [
      { id: 'platform-stripe', label: 'Platform’s Stripe', operate: true, content: () => <PlatformStripe /> },
      { id: 'platform-events', label: 'Platform’s events', operate: true, content: () => <PlatformEvents /> },
      { id: 'platform', label: 'Application fees', operate: true, content: () => <PlatformPart /> },
    ],
  },
  {
    heading: 'You',
    sections: [{ id: 'account', label: 'Account', content: () => <AccountPart /> }],
  },
];
