/**
 * Lets what Radix injects (the style that stops the page from scrolling behind a dialog) pass a policy that wants nonces. Call it once,
 * before anything renders. The nonce is read off the page's own script, where a browser shows it to scripts and to nobody else.
 */
export function adoptNonce(doc: Document = document): void {
  const nonce = pageNonce(doc);
  // get-nonce, which Radix's scroll lock asks, looks here.
  if (nonce) Reflect.set(globalThis, '__webpack_nonce__', nonce);
}

/** The nonce that this page was served with, if any. */
export function pageNonce(doc: Document = document): string | undefined {
  return doc.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined;
}
