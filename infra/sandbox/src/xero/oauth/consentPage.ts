import { html } from 'hono/html';
import { page } from '../../admin/page.ts';
import type { Organisation } from '../books/organisation.ts';

/** What an app asks for, checked. */
export interface Asked {
  clientId: string;
  redirectUri: string;
  scopes: string[];
  state: string | undefined;
}

const words: Record<string, string> = {
  offline_access: 'Keep access when you are not there',
  openid: 'Know who you are',
  profile: 'See your name',
  email: 'See your mail address',
  'accounting.invoices': 'View and change invoices and credit notes',
  'accounting.payments': 'View and change payments',
  'accounting.contacts': 'View and change contacts',
  'accounting.settings': 'View and change organisation settings',
};

const inWords = (scope: string): string =>
  words[scope] ?? (words[scope.replace(/\.read$/, '')] ?? scope).replace('View and change', 'View');

/** Asks the adviser which organisations the app may have. */
export const consentPage = (asked: Asked, organisations: readonly Organisation[]) =>
  page(
    'Connect to Xero (sandbox)',
    html`<h1>Allow access?</h1>
      <p>An app asks for access to your organisation. This is the sandbox: the books here are made up.</p>
      <ul>${asked.scopes.map((scope) => html`<li>${inWords(scope)}</li>`)}</ul>
      <form method="post">
        <input type="hidden" name="client_id" value="${asked.clientId}">
        <input type="hidden" name="redirect_uri" value="${asked.redirectUri}">
        <input type="hidden" name="scope" value="${asked.scopes.join(' ')}">
        <input type="hidden" name="response_type" value="code">
        ${asked.state === undefined ? '' : html`<input type="hidden" name="state" value="${asked.state}">`}
        <fieldset style="margin:0;border:1px solid var(--line);border-radius:.5rem;display:grid;gap:.5rem;padding:.75rem 1rem"><legend class="soft">Organisation</legend>
          ${organisations.map(
            ({ id, name }, index) =>
              html`<label><input type="checkbox" name="organisation" value="${id}" ${index === 0 ? 'checked' : ''}> ${name}</label>`,
          )}
        </fieldset>
        <button class="main" name="decision" value="allow">Allow access</button>
        <button name="decision" value="deny">Cancel</button>
      </form>`,
    true,
  );

/** Something is wrong with the request itself, so nobody is sent anywhere. */
export const consentError = (error: string, detail: string) =>
  page(
    'Connect to Xero (sandbox)',
    html`<h1>Sorry, something went wrong</h1><p>Error: <strong>${error}</strong></p><p class="soft">${detail}</p>`,
    true,
  );
