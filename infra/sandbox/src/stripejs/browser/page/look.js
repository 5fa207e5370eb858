/** @import { Look } from '../shared/protocol.ts' */
import { AppearanceFault, lookOf } from '../shared/appearance.ts';
import { IntegrationError } from './integrationError.js';

/**
 * How light a colour is, 0 to 255; the canvas knows every notation.
 * @type {(colour: string) => number}
 */
function lightness(colour) {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return 255;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/**
 * The look of an appearance; light text means a dark form.
 * @param {unknown} appearance
 * @returns {Look}
 */
export function readLook(appearance) {
  try {
    const look = lookOf(appearance);
    const { colorText = '#000', colorBackground = '#fff' } = look.variables;
    return { ...look, dark: lightness(colorText) > lightness(colorBackground) };
  } catch (fault) {
    throw fault instanceof AppearanceFault ? new IntegrationError(fault.message) : fault;
  }
}
