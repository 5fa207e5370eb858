import {
  Button,
  ErrorState,
  Money,
  moneyText,
  Notice,
  pageNonce,
  Skeleton,
  useSurroundings,
  useTheme,
} from '@purser/ui';
import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { ArrowLeft } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { PreparedPaymentModel } from '../../../src/api/models/portal.ts';
import { useSession } from '../session/useSession.ts';
import type { Declined } from './advice.ts';
import { appearanceOf } from './appearance.ts';
import { useConfirm } from './confirm.ts';
import { loadStripe } from './loadStripe.ts';

type Props = {
  prepared: PreparedPaymentModel;
  onBack: () => void;
  /** Stripe has the money, or is on its way to it. */
  onPaid: () => void;
};

/** The card form is Stripe's own, in a frame: what is typed there never touches this page. */
export function CardForm({ prepared, onBack, onPaid }: Props) {
  const { locale } = useSurroundings();
  const { place, ready, failed, stripe, elements, retry } = usePaymentElement(prepared);
  const { confirm, busy, declined } = useConfirm({ stripe, elements, onPaid });
  const { amount, currency } = prepared.amount;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) void confirm();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="flex items-center justify-between gap-3">
        <p className="text-ink-2 text-sm">
          Paying <Money amount={amount} currency={currency} className="font-semibold text-ink" /> by card
        </p>
        <Button
          variant="ghost"
          size="small"
          icon={<ArrowLeft aria-hidden size={14} />}
          onClick={onBack}
          disabled={busy}
        >
          Change
        </Button>
      </div>
      {failed ? (
        <ErrorState
          error={failed}
          action={<Button onClick={retry}>Try again</Button>}
          doing="load the card form"
          className="py-4"
        />
      ) : (
        <>
          {!ready && <FormSkeleton />}
          <div ref={place} className={ready ? undefined : 'h-0 overflow-hidden'} />
        </>
      )}
      {declined && <DeclineNotice {...declined} />}
      <Button type="submit" variant="primary" size="large" wide busy={busy} disabled={!ready}>
        Pay {moneyText(amount, currency, locale)}
      </Button>
      <p className="text-center text-ink-3 text-xs">Your card details go to Stripe. They never reach us.</p>
    </form>
  );
}

function DeclineNotice({ title, advice }: Declined) {
  return (
    <Notice tone="danger" title={title}>
      {advice}
    </Notice>
  );
}

function FormSkeleton() {
  return (
    <div className="flex flex-col gap-3" role="status">
      <span className="sr-only">The card form is loading</span>
      <Skeleton className="h-11 w-full" />
      <div className="grid grid-cols-2 gap-3">
        <Skeleton className="h-11 w-full" />
        <Skeleton className="h-11 w-full" />
      </div>
    </div>
  );
}

/** Puts Stripe's form on the page for this very payment. */
function usePaymentElement({ publishableKey, clientSecret }: PreparedPaymentModel) {
  const { stripeJs } = useSession();
  const { locale } = useSurroundings();
  const place = useRef<HTMLDivElement>(null);
  const [stripe, setStripe] = useState<Stripe>();
  const [elements, setElements] = useState<StripeElements>();
  const [ready, setReady] = useState(false);
  const [failed, setFailed] = useState<unknown>();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is a reason to begin anew
  useEffect(() => {
    let over = false;
    let unmount = () => {};
    const begin = async () => {
      const loaded = await loadStripe(stripeJs, publishableKey, pageNonce());
      if (over || !place.current) return;
      const made = loaded.elements({ clientSecret, appearance: appearanceOf(), locale: languageOf(locale) });
      const form = made.create('payment', { layout: 'tabs' });
      form.on('ready', () => setReady(true));
      form.on('loaderror', ({ error }) => setFailed(new Error(error.message ?? 'The card form could not be loaded.')));
      form.mount(place.current);
      unmount = () => form.destroy();
      setStripe(loaded);
      setElements(made);
    };
    begin().catch((error: unknown) => {
      if (!over) setFailed(error);
    });
    return () => {
      over = true;
      unmount();
    };
  }, [stripeJs, publishableKey, clientSecret, locale, tries]);
  const { shown } = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme is another look, which is read off the page
  useEffect(() => {
    elements?.update({ appearance: appearanceOf() });
  }, [elements, shown]);
  const retry = () => {
    setFailed(undefined);
    setReady(false);
    setTries((count) => count + 1);
  };
  return { place, ready, failed, stripe, elements, retry };
}

const languageOf = (locale: string) => (locale.startsWith('en') ? 'en-GB' : 'auto');
