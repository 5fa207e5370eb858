import { pageNonce, Skeleton, useSurroundings, useTheme } from '@purser/ui';
import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../session/useSession.ts';
import { appearanceOf } from './appearance.ts';
import { type Keys, loadStripe } from './loadStripe.ts';

/** What Stripe's form is for: one payment, or one card to be kept. */
export type Prepared = Keys & { clientSecret: string };

export function FormSkeleton() {
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

/** Puts Stripe's form on the page, in a frame of Stripe's: what is typed there never touches this page. */
export function usePaymentElement({ publishableKey, connectedAccount, clientSecret }: Prepared) {
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
      const loaded = await loadStripe(stripeJs, { publishableKey, connectedAccount }, pageNonce());
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
  }, [stripeJs, publishableKey, connectedAccount, clientSecret, locale, tries]);
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
