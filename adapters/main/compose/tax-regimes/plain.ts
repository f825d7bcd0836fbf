import { plainPage } from '../../../tax-documents/plain/page.ts';
import type { TaxRegimeParts } from './parts.ts';

export const plain: TaxRegimeParts = {
  sandboxIssuer: {
    taxId: '',
    legalName: 'Comanda Demo',
    activity: '',
    activityCode: '',
    address: { name: 'Comanda Demo', line1: '', city: '', country: '' },
    addressCode: '',
  },
  page: () => plainPage,
  authority: null,
};
