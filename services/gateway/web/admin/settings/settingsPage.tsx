import { PageHeader, Tabs, useSurroundings } from '@purser/ui';
import type { ReactNode } from 'react';
import { routes, type SettingsPart, settingsParts } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { AccountingPart } from './accountingPart.tsx';
import { AccountPart } from './accountPart.tsx';
import { ApiKeysPart } from './apiKeysPart.tsx';
import { CompanyPart } from './companyPart.tsx';

const labels: Record<SettingsPart, string> = {
  company: 'Company',
  accounting: 'Accounting',
  'api-keys': 'API keys',
  account: 'Account',
};

const contents: Record<SettingsPart, () => ReactNode> = {
  company: () => <CompanyPart />,
  accounting: () => <AccountingPart />,
  'api-keys': () => <ApiKeysPart />,
  account: () => <AccountPart />,
};

export function SettingsPage({ part }: { part: string }) {
  const mayAdminister = useCan('administer');
  const { navigate } = useSurroundings();
  const shown = settingsParts.filter((each) => each !== 'api-keys' || mayAdminister);
  const active = shown.find((each) => each === part) ?? 'company';
  useTitle(labels[active]);
  return (
    <>
      <PageHeader title="Settings" />
      <Tabs
        label="Settings"
        active={active}
        onActiveChange={(id) => navigate?.(routes.setting(shown.find((each) => each === id) ?? 'company'))}
        tabs={shown.map((id) => ({ id, label: labels[id], content: id === active ? contents[id]() : null }))}
      />
    </>
  );
}
