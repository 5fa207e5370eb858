/** How long a process may tidy up after the one that started it is gone. */
const patience_ms = 5_000;

/** Makes this process end in good order when its parent has died without ending it, as by SIGKILL. */
export function leaveWithParent(): void {
  const leave = () => {
    setTimeout(() => process.exit(1), patience_ms).unref();
    process.kill(process.pid, 'SIGTERM');
  };
  if (process.send === undefined) return;
  if (!process.connected) leave();
  process.once('disconnect', leave);
}
