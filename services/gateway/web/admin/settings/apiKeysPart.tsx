import {
  Button,
  Card,
  ConfirmDialog,
  CopyText,
  DateText,
  EmptyState,
  ErrorState,
  Field,
  Input,
  Notice,
  RelativeTime,
  Select,
  Skeleton,
} from '@purser/ui';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { ApiKeyModel, NewApiKeyModel } from '../../../src/api/models/apiKey.ts';
import type { SessionModel } from '../../../src/api/models/session.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useRead } from '../../shared/api/reads.ts';
import { FormDialog } from '../forms/formDialog.tsx';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { roleWords } from '../session/roleWords.ts';
import { useSession } from '../session/useSession.ts';

type Role = SessionModel['role'];
/** In the order of what they may: nobody makes a key that may more than they do. */
const order: readonly Role[] = ['owner', 'admin', 'accountant', 'support', 'readOnly'];

/** Keys by which programs act for the tenant. */
export function ApiKeysPart() {
  const { data, error, refetch } = useRead<{ data: ApiKeyModel[] }>('/api-keys');
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<NewApiKeyModel>();
  const [ending, setEnding] = useState<ApiKeyModel>();
  const revoke = useChange<ApiKeyModel>(
    ({ id }) => ({ method: 'DELETE', path: `/api-keys/${id}` }),
    () => ['/api-keys'],
  );
  if (error && !data) return <ErrorState error={error} doing="load the keys" onRetry={() => void refetch()} />;
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      {made && (
        <Notice
          tone="success"
          title={`The key “${made.name}” is made. Copy it now: it is shown this once.`}
          onDismiss={() => setMade(undefined)}
        >
          <CopyText text={made.key} label="the key" className="mt-1" />
        </Notice>
      )}
      <Card
        title="API keys"
        aside={
          <Button size="small" onClick={() => setMaking(true)}>
            New key
          </Button>
        }
        flush
      >
        {!data ? (
          <div aria-busy className="px-4 pb-5 sm:px-5">
            <Skeleton className="h-10" />
          </div>
        ) : data.data.length === 0 ? (
          <EmptyState
            icon={<KeyRound size={18} />}
            title="No keys yet"
            text="A program exchanges its key for a token and then uses the API as you do. The API is described at /api/docs."
          />
        ) : (
          <ul className="border-line border-t">
            {data.data.map((each) => (
              <li
                key={each.id}
                className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b px-4 py-3 last:border-b-0 sm:px-5"
              >
                <span className="min-w-0 flex-1 basis-56">
                  <span className="block break-words font-medium">{each.name}</span>
                  <span className="block text-ink-3 text-xs">
                    <span className="font-mono">{each.hint}…</span> · {roleWords[each.role]} · made{' '}
                    <DateText at={each.createdAt} withTime={false} /> ·{' '}
                    {each.lastUsedAt ? (
                      <>
                        used <RelativeTime at={each.lastUsedAt} />
                      </>
                    ) : (
                      'never used'
                    )}
                  </span>
                </span>
                <Button size="small" aria-label={`Revoke ${each.name}`} onClick={() => setEnding(each)}>
                  Revoke
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <KeyDialog open={making} onClose={() => setMaking(false)} onMade={setMade} />
      {ending && (
        <ConfirmDialog
          open
          onOpenChange={() => setEnding(undefined)}
          tone="danger"
          verb="Revoke"
          object={`the key “${ending.name}”`}
          consequence="Programs that use it stop working at once. This cannot be undone."
          onConfirm={async () => sayOutcome(await revoke.run(ending), `The key “${ending.name}” is revoked.`)}
        />
      )}
    </div>
  );
}

function KeyDialog({
  open,
  onClose,
  onMade,
}: {
  open: boolean;
  onClose: () => void;
  onMade: (key: NewApiKeyModel) => void;
}) {
  const { role: own } = useSession();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('readOnly');
  const [tried, setTried] = useState(false);
  const make = useChange<{ name: string; role: Role }, NewApiKeyModel>(
    (body) => ({ method: 'POST', path: '/api-keys', body }),
    () => ['/api-keys'],
  );
  const noName = name.trim() === '';
  const submit = async () => {
    setTried(true);
    if (noName) return false;
    const outcome = await make.run({ name: name.trim(), role });
    if (outcome.kind === 'done') onMade(outcome.body);
    setName('');
    setTried(false);
    return true;
  };
  const options = order.slice(order.indexOf(own)).map((value) => ({ value, label: roleWords[value] }));
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="New API key"
      submitLabel="Make key"
      doing="make the key"
      onSubmit={submit}
    >
      <Field
        label="Name"
        hint="What uses it, so that you know it again."
        error={tried && noName ? 'Name the key.' : undefined}
      >
        <Input
          value={name}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      <Field label="Role" hint="Give it no more than it needs.">
        <Select
          options={options}
          value={role}
          onValueChange={(value) => setRole(order.find((each) => each === value) ?? 'readOnly')}
        />
      </Field>
    </FormDialog>
  );
}
