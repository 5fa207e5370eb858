import type { MailServerBody, MailServerModel } from '../../../../src/api/models/mailSettings.ts';

export type ServerForm = {
  host: string;
  port: string;
  security: 'tls' | 'starttls' | 'none';
  user: string;
  password: string;
  fromName: string;
  fromAddress: string;
  replyTo: string;
};
export type ServerFaults = Partial<Record<keyof ServerForm, string>>;

export function formOfServer({ server }: MailServerModel): ServerForm {
  return {
    host: server?.host ?? '',
    port: String(server?.port ?? 587),
    security: server?.security ?? 'starttls',
    user: server?.user ?? '',
    password: '',
    fromName: server?.fromName ?? '',
    fromAddress: server?.fromAddress ?? '',
    replyTo: server?.replyTo ?? '',
  };
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
const isAddress = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

/** What is wrong on the face of it; the service looks closer. */
export function faultsOfServer(form: ServerForm, ports: readonly number[] | null): ServerFaults {
  const port = Number(form.port);
  return {
    ...(!/^[A-Za-z0-9.:_-]+$/.test(form.host.trim()) && { host: 'A server’s name, as in smtp.example.com.' }),
    ...((!Number.isInteger(port) || port < 1 || port > 65_535 || (ports && !ports.includes(port))) && {
      port: ports ? `One of ${ports.join(', ')}.` : 'A number from 1 to 65535.',
    }),
    ...(!isAddress(form.fromAddress) && { fromAddress: 'A mail address that this server sends from.' }),
    ...(form.replyTo.trim() !== '' && !isAddress(form.replyTo) && { replyTo: 'This is no mail address.' }),
  };
}

export function bodyOfServer(form: ServerForm): MailServerBody {
  return {
    host: form.host.trim(),
    port: Number(form.port),
    security: form.security,
    user: orNull(form.user),
    fromName: orNull(form.fromName),
    fromAddress: form.fromAddress.trim(),
    replyTo: orNull(form.replyTo),
    ...(form.password !== '' && { password: form.password }),
  };
}
