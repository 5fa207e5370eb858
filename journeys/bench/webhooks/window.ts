/** How each of the three is measured. */
export const clients = 32;
export const window_s = 4;
export const rounds = 3;
