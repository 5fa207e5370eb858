import type { Brand } from '@purser/document';
import { AuthCard, BrandLogo, Button, Field, Input, Notice } from '@purser/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PortalTenantModel } from '../../../src/api/models/portal.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { statusOf } from '../../shared/api/apiError.ts';
import { useRead } from '../../shared/api/reads.ts';
import { NotHere } from '../entry/notHere.tsx';
import { noteWanted } from '../session/wanted.ts';
import { useTitle } from './useTitle.ts';

/** Asks for the address that a sign-in link goes to. What it answers never tells whether somebody has it. */
export function SignInPage({ slug, brand }: { slug: string; brand: Brand | undefined }) {
  const tenant = useRead<PortalTenantModel>(`/portal/tenants/${encodeURIComponent(slug)}`);
  const name = tenant.data?.name ?? '';
  useTitle(name === '' ? 'Sign in' : `Sign in to ${name}`);
  const api = useApi();
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: () => api.send('POST', '/portal/sign-in', { body: { tenant: slug, email: email.trim() } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ask.isPending) return;
    noteWanted(localStorage, slug, location.pathname);
    ask.mutate();
  };
  if (statusOf(tenant.error) === 404) return <NotHere />;
  const logo = <BrandLogo name={name} logo={tenant.data?.brand.logo ?? brand?.logo ?? null} />;
  if (ask.isSuccess)
    return (
      <AuthCard
        brand={logo}
        title="Look at your mail"
        text={`If ${email.trim()} is known here, a link to sign in is on its way. It works once, for ten minutes, in this browser.`}
      >
        <Button wide onClick={() => ask.reset()}>
          Use another address
        </Button>
      </AuthCard>
    );
  return (
    <AuthCard
      brand={logo}
      title="Sign in"
      text="To see your invoices and payments. We send you a link, there is no password."
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {ask.isError && (
          <Notice
            tone="danger"
            title={statusOf(ask.error) === 429 ? 'That was asked for often just now.' : 'We could not ask for it.'}
          >
            No mail was sent. Try again in a few minutes.
          </Notice>
        )}
        <Field label="Email">
          <Input
            type="email"
            name="email"
            autoComplete="email"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            autoFocus
          />
        </Field>
        <Button type="submit" variant="primary" size="large" wide busy={ask.isPending}>
          Send me a link
        </Button>
      </form>
    </AuthCard>
  );
}
