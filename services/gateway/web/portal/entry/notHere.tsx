import { CircleHelp } from 'lucide-react';
import { Message } from './page.tsx';

export function NotHere() {
  return (
    <Message
      icon={<CircleHelp size={20} />}
      title="There is no such page"
      text="The address may have lost a piece on its way. Open the link in your mail again, whole."
    />
  );
}
