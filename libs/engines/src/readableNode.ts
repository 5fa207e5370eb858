import { constants } from 'node:fs';
import { access, copyFile, link } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCode } from './engineError.ts';

/** For tests: the Node that runs us, under a path that other users can reach, which ours may not be. */
export async function readableNode(folder: string): Promise<string> {
  const node = join(folder, 'node');
  try {
    await access(node);
    return node;
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error;
  }
  try {
    await link(process.execPath, node);
  } catch (error) {
    // Another disk, or another's file.
    if (systemCode(error) !== 'EXDEV' && systemCode(error) !== 'EPERM') throw error;
    await copyFile(process.execPath, node, constants.COPYFILE_EXCL);
  }
  return node;
}
