import { memoryBroker, type Transport } from '@purser/bus';
import { fault } from '@purser/fault';

/** The gateway's road to the others, on which a command's answer is lost before or after it was done, while `lose` says so. */
export function lossyBus() {
  const broker = memoryBroker();
  let lost: { command: string; when: 'before' | 'after' } | undefined;
  const lossy = (transport: Transport): Transport => ({
    ...transport,
    request: async (subject, data, options) => {
      const { command, when } = lost ?? {};
      if (!command || !subject.startsWith(`call.${command}.`)) return transport.request(subject, data, options);
      if (when === 'after') await transport.request(subject, data, options);
      throw fault('unavailable', 'bus_unavailable', 'The message could not be delivered just now.');
    },
  });
  return {
    connect: async (service: string) => (service === 'gateway' ? lossy(broker.transport()) : broker.transport()),
    /** Runs `work` while nobody answers who is asked for the command, as in `directory.createCustomer`. */
    losing: async <T>(command: string, when: 'before' | 'after', work: () => Promise<T>): Promise<T> => {
      lost = { command, when };
      try {
        return await work();
      } finally {
        lost = undefined;
      }
    },
  };
}
