/** The cards that a payer of the sandbox may want to play; any date to come and any security code go with them. */
export const testCards = [
  { number: '4242424242424242', plays: 'Pays' },
  { number: '4000002760003184', plays: 'Asks to authenticate' },
  { number: '4000000000000002', plays: 'Declined' },
  { number: '4000000000009995', plays: 'Insufficient funds' },
  { number: '4000000000000069', plays: 'Expired card' },
  { number: '4000000000000127', plays: 'Wrong security code' },
  { number: '4000000000000119', plays: 'Processing error' },
  { number: '4000008260003178', plays: 'Authenticates, then declined' },
  { number: '4000000000000341', plays: 'Can be saved, then declines' },
];
