import { html } from 'hono/html';
import { brandMarks, cvcMark } from './marks.ts';

const document = (title: string, script: string, content: ReturnType<typeof html>) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="stylesheet" href="/_stripejs/element.css">
<script type="module" src="/_stripejs/frame/${script}"></script>
</head>
<body>${content}</body>
</html>`;

const error = (field: string) => html`<p class="Error" id="${field}-error" role="alert" hidden></p>`;

/** The card form. Scripts fill in countries and test cards, and what the page asks for. */
export const paymentElementPage = () =>
  document(
    'Card details',
    'paymentElement.js',
    html`<form id="form" class="Form" novalidate>
  <div class="Field">
    <label class="Label" for="number">Card number</label>
    <div class="Box">
      <input class="Input" id="number" name="cardnumber" inputmode="numeric" autocomplete="cc-number" placeholder="1234 1234 1234 1234" aria-describedby="number-error brand-name" autocapitalize="off" autocorrect="off" spellcheck="false">
      ${brandMarks}
    </div>
    <span class="Hidden" id="brand-name" aria-live="polite"></span>
    ${error('number')}
  </div>
  <div class="Row">
    <div class="Field">
      <label class="Label" for="expiry">Expiry date</label>
      <input class="Input" id="expiry" name="exp-date" inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" aria-describedby="expiry-error" autocorrect="off" spellcheck="false">
      ${error('expiry')}
    </div>
    <div class="Field">
      <label class="Label" for="cvc">Security code</label>
      <div class="Box">
        <input class="Input" id="cvc" name="cvc" inputmode="numeric" autocomplete="cc-csc" placeholder="123" aria-describedby="cvc-error" autocorrect="off" spellcheck="false">
        ${cvcMark}
      </div>
      ${error('cvc')}
    </div>
  </div>
  <div class="Row Row--wide">
    <div class="Field" id="country-field">
      <label class="Label" for="country">Country</label>
      <select class="Input Input--select" id="country" name="country" autocomplete="billing country" aria-describedby="country-error"></select>
      ${error('country')}
    </div>
    <div class="Field" id="postal-field">
      <label class="Label" id="postal-label" for="postal">Postcode</label>
      <input class="Input" id="postal" name="postal" autocomplete="billing postal-code" aria-describedby="postal-error" autocorrect="off" spellcheck="false">
      ${error('postal')}
    </div>
  </div>
  <p class="TermsText" id="terms" hidden></p>
  <div class="Sandbox">
    <span>Sandbox: no money moves</span>
    <select class="TestCard" id="test-card" aria-label="Fill in a test card"><option value="" selected>Fill in a test card</option></select>
  </div>
</form>`,
  );

/** The hidden frame that calls the API for the page. */
export const backstagePage = () => document('Payment calls', 'backstage.js', html``);
