import { Button, Notice } from '@purser/ui';
import { useMutation } from '@tanstack/react-query';
import {
  Ban,
  CircleHelp,
  CloudOff,
  Hourglass,
  Link2Off,
  type LucideIcon,
  MailCheck,
  MonitorSmartphone,
} from 'lucide-react';
import { useApi } from '../../shared/api/apiContext.tsx';
import { codeOf, statusOf } from '../../shared/api/apiError.ts';
import { Message } from './page.tsx';

type Words = { icon: LucideIcon; title: string; text: string; renewable: boolean };
/** What a kind of link says where it says something else than others, and what asking again means for it. */
type OfKind = { words: Record<string, Words>; ask: string; asked: { title: string; text: string } };

const words: Record<string, Words> = {
  link_used: {
    icon: Link2Off,
    title: 'This link has been used',
    text: 'A sign-in link works once. You can have a new one sent to the address on file.',
    renewable: true,
  },
  link_expired: {
    icon: Hourglass,
    title: 'This link is no longer valid',
    text: 'Its time is up. You can have a new one sent to the address on file.',
    renewable: true,
  },
  link_revoked: {
    icon: Ban,
    title: 'This link was taken back',
    text: 'The sender withdrew it. Ask them if you think it should work.',
    renewable: false,
  },
  link_elsewhere: {
    icon: MonitorSmartphone,
    title: 'This link belongs to another browser',
    text: 'A sign-in link works only in the browser that asked for it. Open it there, or have a new one sent from here.',
    renewable: true,
  },
  link_unknown: {
    icon: CircleHelp,
    title: 'This link is not known',
    text: 'It may have lost a piece on its way. Open it from your mail again, whole.',
    renewable: false,
  },
};

const usual: OfKind = {
  words,
  ask: 'Send me a new link',
  asked: {
    title: 'Look at your mail',
    text: 'If the link was ours, a new one is on its way to the address on file. It may take a minute. Open it in this browser.',
  },
};

/** A quote's link ends with the quote: what can be asked for is a new quote, and people make those. */
export const quoteWords: OfKind = {
  words: {
    ...words,
    link_expired: {
      icon: Hourglass,
      title: 'This quote has expired',
      text: 'It can be looked at and accepted no more. You can ask the sender for a new one.',
      renewable: true,
    },
  },
  ask: 'Ask for a new quote',
  asked: {
    title: 'They have been told',
    text: 'The sender knows that you would like a new quote, and will be in touch.',
  },
};

type Props = { error: unknown; token: string; onRetry: () => void; of?: OfKind };

/** Why a link did not open, and the way on: a new one goes to the address on file and to no other, so anybody may ask for it. */
export function LinkProblem({ error, token, onRetry, of = usual }: Props) {
  const api = useApi();
  const renew = useMutation({ mutationFn: () => api.send('POST', '/portal/renew', { body: { token } }) });
  const known = of.words[codeOf(error) ?? ''];
  if (!known) return <Unopened error={error} onRetry={onRetry} />;
  if (renew.isSuccess) return <Message icon={<MailCheck size={20} />} title={of.asked.title} text={of.asked.text} />;
  return (
    <Message icon={<known.icon size={20} />} title={known.title} text={known.text}>
      {known.renewable && (
        <div className="flex flex-col gap-3">
          {renew.isError && (
            <Notice
              tone="danger"
              title={statusOf(renew.error) === 429 ? 'That was asked for often just now.' : 'We could not ask for it.'}
            >
              Nothing was sent. Try again in a few minutes.
            </Notice>
          )}
          <Button variant="primary" size="large" wide busy={renew.isPending} onClick={() => renew.mutate()}>
            {of.ask}
          </Button>
        </div>
      )}
    </Message>
  );
}

function Unopened({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const often = statusOf(error) === 429;
  return (
    <Message
      icon={often ? <Hourglass size={20} /> : <CloudOff size={20} />}
      title={often ? 'Too many links were opened from here' : 'We could not open this link'}
      text={
        often
          ? 'Wait a few minutes, then try again.'
          : 'Nothing is wrong with the link as far as we can tell. Try again in a moment.'
      }
    >
      <Button variant="primary" size="large" wide onClick={onRetry}>
        Try again
      </Button>
    </Message>
  );
}
