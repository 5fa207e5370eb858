/** scripts/generate */
import { writeGenerated } from './generated.ts';

for (const file of await writeGenerated(process.cwd())) console.log(`wrote ${file}`);
