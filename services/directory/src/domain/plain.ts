const marks = /\p{M}/gu;
/** Letters that Unicode does not take apart. */
const letters: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' };
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'g');

/** Text as it is compared: lower case, without accents. `plain('Łódź Straße')` is `lodz strasse`. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(marks, '')
    .replace(special, (letter) => letters[letter] ?? letter);
}
