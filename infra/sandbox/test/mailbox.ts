import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Testbed } from './testbed.ts';

/** One line of the sandbox's inbox, as its JSON gives it. */
export interface Line {
  id: string;
  at_ms: number;
  sender: string;
  to: string[];
  subject: string;
  message_id: string | null;
  attachments: number;
  bounced: boolean;
}

const isLines = (value: unknown): value is Line[] => Array.isArray(value);

/** The messages of a sandbox, the newest first. */
export async function inbox(bed: Testbed, query = ''): Promise<Line[]> {
  const seen = await bed.admin('GET', `/mail/messages${query}`);
  if (!isLines(seen)) throw new Error('the inbox is not a list');
  return seen;
}

export const mail: SendMailOptions = {
  from: 'Northgate IT <billing@northgate.example>',
  to: 'ada@example.com',
  subject: 'Invoice INV-0041',
  text: 'Please pay: http://127.0.0.1:1/pay#token',
};

/** Sends one message as a mail client would; rejects with what the server said. */
export async function send(url: string, message: SendMailOptions = {}): Promise<string> {
  const transport = createTransport({ url, connectionTimeout: 5_000, socketTimeout: 20_000 });
  try {
    const { response } = await transport.sendMail({ ...mail, ...message });
    return String(response);
  } finally {
    transport.close();
  }
}
