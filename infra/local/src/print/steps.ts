/** Prints what happens, a line a step, in columns: what, what came of it, how long it took. */
export type Steps = {
  heading(text: string): void;
  /** Runs a step and prints it with its time; the text that it returns tells what came of it. A fault is thrown on. */
  step<T>(name: string, work: () => Promise<T>, told: (result: T) => string): Promise<T>;
  /** Something a person may want to know, between the steps. */
  note(line: string): void;
  line(text?: string): void;
};

export type Print = (text: string) => void;

const nameWidth = 24;
const toldWidth = 64;

export function printSteps(print: Print): Steps {
  const row = (mark: string, name: string, told: string, from_ms: number) => {
    const seconds = `${((performance.now() - from_ms) / 1000).toFixed(2)} s`;
    const [first = '', ...more] = told.split('\n');
    print(`  ${mark} ${name.padEnd(nameWidth)} ${first.padEnd(toldWidth)} ${seconds.padStart(8)}`);
    for (const line of more) print(`    ${' '.repeat(nameWidth)} ${line}`);
  };
  return {
    heading: (text) => print(`\n${text}\n`),
    step: async (name, work, told) => {
      const from_ms = performance.now();
      try {
        const result = await work();
        row('✓', name, told(result), from_ms);
        return result;
      } catch (error) {
        row('✗', name, '', from_ms);
        throw error;
      }
    },
    note: (line) => print(`    ${' '.repeat(nameWidth)} ${line}`),
    line: (text = '') => print(text),
  };
}
