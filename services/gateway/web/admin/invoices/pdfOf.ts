export const pdfOf = (invoiceId: string): string => `/api/v1/invoices/${invoiceId}/pdf`;
