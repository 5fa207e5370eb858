import { digitsOf } from '../shared/cardNumber.ts';

/** @type {(text: string, count: number) => number} */
function placeAfter(text, count) {
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    if (seen === count) return i;
    if (/\d/.test(text.charAt(i))) seen++;
  }
  return text.length;
}

/** @type {(event: Event) => boolean} */
const isBackspace = (event) => event instanceof InputEvent && event.inputType === 'deleteContentBackward';

/**
 * Formats what is typed, with the caret kept behind the digit it was behind. A backspace over a gap takes the digit before it.
 * @param {HTMLInputElement} input
 * @param {(text: string) => string} format
 */
export function formatAsTyped(input, format) {
  let before = input.value;
  input.addEventListener('input', (event) => {
    const caret = input.selectionStart ?? input.value.length;
    let digits = digitsOf(input.value.slice(0, caret)).length;
    let text = input.value;
    if (isBackspace(event) && digitsOf(text) === digitsOf(before) && digits > 0) {
      const place = placeAfter(text, digits);
      text = text.slice(0, place - 1) + text.slice(place);
      digits -= 1;
    }
    const atEnd = caret === input.value.length;
    const grown = text.length > before.length;
    input.value = isBackspace(event) ? format(text).replace(/[\s/]+$/, '') : format(text);
    before = input.value;
    const place =
      atEnd || (grown && digits >= digitsOf(input.value).length) ? input.value.length : placeAfter(input.value, digits);
    input.setSelectionRange(place, place);
  });
}
