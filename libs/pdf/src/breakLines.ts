/** Breaks text into lines no wider than `width`: between words; within one that is wider by itself, wherever it must. */
export function breakLines(text: string, width: number, measure: (text: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, width, measure));
}

function breakParagraph(paragraph: string, width: number, measure: (text: string) => number): string[] {
  if (measure(paragraph) <= width) return [paragraph];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const space = measure(' ');
  for (const word of paragraph.split(' ').flatMap((each) => pieces(each, width, measure))) {
    const own = measure(word);
    if (line !== '' && used + space + own > width) {
      lines.push(line);
      line = '';
    }
    used = line === '' ? own : used + space + own;
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A word, or the parts of one that is too wide for any line. */
function pieces(word: string, width: number, measure: (text: string) => number): string[] {
  if (measure(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const character of word) {
    const own = measure(character);
    if (part !== '' && used + own > width) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += character;
    used += own;
  }
  return [...parts, part];
}
