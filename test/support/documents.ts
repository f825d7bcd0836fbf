import type { DocumentPolicy } from '../../domain/shared/document-policy.ts';

/** Documents that are nobody's business but the shop's. */
export const plainDocuments: DocumentPolicy = {
  regime: 'plain',
  rounding: 'by_total',
  issuer: {
    taxId: 'T-1',
    legalName: 'Test Shop',
    activity: 'Retail',
    activityCode: '',
    address: { name: 'Test Shop', line1: 'Main Street 1', city: 'Springfield', country: 'US' },
    addressCode: '',
  },
};
