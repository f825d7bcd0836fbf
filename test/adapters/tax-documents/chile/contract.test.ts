import { openSii } from '../../../../adapters/tax-documents/chile/authority.ts';
import { authorityContract, type AuthorityFixture } from '../authority-contract.ts';
import type { NumberedDocument } from '../../../../domain/tax-document/document.ts';
import { invoice, numbered } from './documents.ts';
import { openSiiFixture } from './sii-fixture.ts';

const opening = (document: (folio: number) => NumberedDocument) => async (): Promise<AuthorityFixture> => {
  const { sii, options, authority } = await openSiiFixture();
  return {
    authority,
    restarted: () => openSii(options),
    document,
    refused: async (folio) => {
      const refused = document(folio);
      const { xml, barcode } = await authority.sign(refused);
      return { document: refused, signed: { xml: xml.replace('<MNT>2380<', '<MNT>2381<'), barcode } };
    },
    accepted: () => sii.desk.documents.length,
    shutDown: () => sii.stop(),
    close: () => sii.stop(),
  };
};

authorityContract(
  'SII, invoices',
  opening((folio) => invoice({ folio })),
);
authorityContract(
  'SII, receipts',
  opening((folio) => numbered({ folio })),
);
