import { Button, ButtonLink, Menu, type MenuItem } from '@purser/ui';
import { Ban, Check, ChevronDown, Download, FilePen, FileText, Layers, Send, Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { QuoteModel } from '../../../src/api/models/quote.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import type { QuoteAct } from './dialogs/quoteDialogs.tsx';
import { quotePdf } from './naming.ts';
import { useQuoteSteps } from './useQuoteSteps.ts';

type Props = { quote: QuoteModel; onAsk: (act: QuoteAct) => void };
type Steps = ReturnType<typeof useQuoteSteps>;

/** The one thing to do next, and everything else that can be done; for the head of a page. */
export function useQuoteHead({ quote, onAsk }: Props): { action: ReactNode; more: ReactNode } {
  const mayBill = useCan('bill');
  const steps = useQuoteSteps();
  const pdf = (
    <ButtonLink href={quotePdf(quote.id)} target="_blank" icon={<Download aria-hidden size={16} />}>
      Download PDF
    </ButtonLink>
  );
  if (!mayBill) return { action: quote.status === 'draft' ? null : pdf, more: null };
  const items = itemsOf(quote, onAsk, steps);
  return {
    action: mainOf(quote, onAsk, steps) ?? pdf,
    more: (
      <>
        {items.length > 0 && (
          <Menu
            trigger={
              <Button>
                More
                <ChevronDown aria-hidden size={14} />
              </Button>
            }
            items={items}
          />
        )}
        {quote.status === 'draft' && <ButtonLink href={routes.editQuote(quote.id)}>Edit</ButtonLink>}
      </>
    ),
  };
}

function mainOf({ id, status, versions, version }: QuoteModel, onAsk: Props['onAsk'], steps: Steps): ReactNode {
  const isNewest = versions.at(-1)?.version === version;
  switch (status) {
    case 'draft':
      return (
        <Button variant="primary" icon={<Send aria-hidden size={16} />} onClick={() => onAsk('send')}>
          Send…
        </Button>
      );
    case 'accepted':
      return (
        <Button
          variant="primary"
          icon={<FileText aria-hidden size={16} />}
          busy={steps.busy}
          onClick={() => void steps.convert(id)}
        >
          Turn into an invoice
        </Button>
      );
    case 'declined':
    case 'expired':
    case 'withdrawn':
      return isNewest ? (
        <Button
          variant="primary"
          icon={<Layers aria-hidden size={16} />}
          busy={steps.busy}
          onClick={() => void steps.revise(id)}
        >
          Revise
        </Button>
      ) : null;
    default:
      return null;
  }
}

const size = 14;

/** What does harm stands last. */
function itemsOf({ id, status, versions, version }: QuoteModel, onAsk: Props['onAsk'], steps: Steps): MenuItem[] {
  const isNewest = versions.at(-1)?.version === version;
  const act = (what: QuoteAct, label: string, icon: ReactNode, tone?: 'danger'): MenuItem => ({
    id: what,
    label,
    icon,
    ...(tone && { tone }),
    onSelect: () => onAsk(what),
  });
  const pdf: MenuItem = {
    id: 'pdf',
    label: 'Download PDF',
    icon: <Download aria-hidden size={size} />,
    onSelect: () => void open(quotePdf(id), '_blank', 'noopener'),
  };
  if (status === 'draft') return [act('discard', 'Discard draft…', <Trash2 aria-hidden size={size} />, 'danger')];
  if (status === 'accepted') return [pdf];
  // Where the PDF is the main thing already, there is nothing more.
  if (status === 'superseded' || status === 'converted') return [];
  if (status !== 'sent') return isNewest ? [pdf] : [];
  return [
    {
      id: 'sendAgain',
      label: 'Send again',
      icon: <Send aria-hidden size={size} />,
      onSelect: () => void steps.sendAgain(id),
    },
    ...(isNewest
      ? [
          {
            id: 'revise',
            label: 'Revise',
            icon: <FilePen aria-hidden size={size} />,
            onSelect: () => void steps.revise(id),
          } satisfies MenuItem,
        ]
      : []),
    act('accept', 'Note an acceptance…', <Check aria-hidden size={size} />),
    act('decline', 'Note a refusal…', <X aria-hidden size={size} />),
    { kind: 'line', id: 'line' },
    act('withdraw', 'Withdraw…', <Ban aria-hidden size={size} />, 'danger'),
  ];
}
