/** How the sandbox behaves where Stripe leaves room or where tests want another pace. */
export interface Settings {
  /** Stripe's fee: a share of the amount in basis points and a fixed part in minor units. */
  fee: { basisPoints: number; fixedMinor: number };
  /** How long after success the balance transaction of an asynchronous capture arrives. */
  captureDelayMs: number;
  /** What money of a currency is settled as, where it is not as itself; by Stripe's names of currencies. */
  exchange: Record<string, Exchange>;
  /** How long after its creation a refund settles, fails, or gets its reference from the bank. */
  refundDelayMs: number;
  /** How long after a payment the trouble of its test card comes, and after evidence the bank's verdict. */
  disputeDelayMs: number;
  /** How long a bank takes to answer a debit, or a new mandate. */
  debitDelayMs: number;
  /** Whether what is available is paid out by itself, every midnight (UTC) of the sandbox's clock. */
  payouts: 'daily' | 'manual';
  /** Whether the platform may still create accounts by the first version of the API. */
  accountsV1: boolean;
  /** Waits between delivery attempts of a webhook; their number is the number of retries. */
  webhookRetryDelaysMs: number[];
  /** How long a receiver may take to answer a webhook. Stripe does not publish its own. */
  webhookTimeoutMs: number;
  /** How many deliveries to one endpoint may be under way at once. */
  webhookConcurrency: number;
  /** How long every API call takes at least; its idempotency key is in use meanwhile. */
  latencyMs: number;
}

const minute = 60_000;

/** Retry plans by name. Stripe publishes only the spans: three tries over a few hours in a sandbox, three days live. */
export const retryProfiles = {
  sandbox: [10 * minute, 60 * minute, 180 * minute],
  live: [1, 5, 15, 30, 60, 120, 240, 480, 720, 720, 720, 720].map((minutes) => minutes * minute),
  fast: [100, 200, 400, 800, 1600, 3200, 5000, 5000],
} as const;

export const defaultSettings: Settings = {
  fee: { basisPoints: 290, fixedMinor: 30 },
  captureDelayMs: 500,
  exchange: {},
  refundDelayMs: 5_000,
  disputeDelayMs: 2_000,
  debitDelayMs: 3 * 24 * 60 * minute,
  payouts: 'daily',
  accountsV1: true,
  webhookRetryDelaysMs: [...retryProfiles.sandbox],
  webhookTimeoutMs: 10_000,
  webhookConcurrency: 16,
  latencyMs: 0,
};

export interface SandboxOptions {
  /** 0 takes any free port. */
  port: number;
  /** Only loopback unless told otherwise. */
  hostname?: string;
  /** Where the state lives; the same folder continues the same state. */
  dir: string;
  /** Makes ids repeatable; ignored when the folder already holds state. */
  seed?: string;
  /** `sk_test_…` of the platform account. Live keys are refused. */
  secretKey: string;
  /** `pk_test_…` of the platform account. */
  publishableKey: string;
  /** Address under which browsers reach the sandbox, when it differs from where it listens. */
  publicUrl?: string;
  settings?: Partial<Settings>;
  /** Port of the mail server; any free one unless told. */
  mailPort?: number;
  /** What a mail client logs in with: `sandbox` unless told, and a password that is made up once for this folder. */
  mailUser?: string;
  mailPassword?: string;
  /** What an app calls Xero with; made up once for this folder unless given. */
  xeroClientId?: string;
  xeroClientSecret?: string;
  /** Where consent may send a browser back to; any http address unless told. */
  xeroRedirectUris?: string[];
}

export interface Sandbox {
  url: string;
  port: number;
  /** Where mail is sent; the address holds user and password. */
  mail: { port: number; url: string };
  /** Where Xero is: what stands for login.xero.com, identity.xero.com and api.xero.com. */
  xero: {
    /** A browser goes here to consent. */
    authorizeUrl: string;
    /** `/connect/token` and `/connect/revocation` are below it. */
    identityUrl: string;
    connectionsUrl: string;
    /** The accounting API; `basePath` of an `AccountingApi`. */
    apiUrl: string;
    clientId: string;
    clientSecret: string;
  };
  /** Ends loops and connections and closes the state. */
  stop: () => Promise<void>;
}

/** Says what is wrong with a pair of keys, or nothing. */
export function keyFault(secretKey: string | null, publishableKey: string | null): string | undefined {
  if (secretKey !== null && !/^sk_test_\w{8,}$/.test(secretKey))
    return 'the secret key must start with sk_test_ and have at least 8 more characters';
  if (publishableKey !== null && !/^pk_test_\w{8,}$/.test(publishableKey))
    return 'the publishable key must start with pk_test_ and have at least 8 more characters';
  return undefined;
}

/** A unit of a currency is worth so many of another. */
export interface Exchange {
  into: string;
  rate: number;
}
