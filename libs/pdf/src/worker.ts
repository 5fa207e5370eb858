import { parentPort } from 'node:worker_threads';
import type { DocumentModel } from '@purser/document';
import { loadFonts } from './fonts.ts';
import { render } from './render.ts';

// A thread of the pool: one document in, its bytes out.
const port = parentPort;
if (!port) throw new Error('this program is a worker thread');
port.on('message', async (model: DocumentModel) => {
  try {
    // A copy: what comes out may share its memory with other buffers, and is given away.
    const output = Uint8Array.from(await render(model));
    port.postMessage({ output }, [output.buffer]);
  } catch (error) {
    port.postMessage({ error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
});
await loadFonts();
port.postMessage('ready');
