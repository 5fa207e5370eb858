/** Where Stripe calls us for an endpoint. */
export function endpointUrl(publicUrl: string, endpointId: string): string {
  return `${publicUrl.replace(/\/$/, '')}/webhooks/stripe/${endpointId}`;
}
