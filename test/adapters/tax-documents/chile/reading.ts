import { sandboxCaf, type SandboxCafOptions } from '../../../../adapters/sandbox/tax-authorities/chile/folios.ts';
import { openCafBook } from '../../../../adapters/tax-documents/chile/folios.ts';
import { openSii } from '../../../../adapters/tax-documents/chile/authority.ts';
import { parseXml } from '../../../../adapters/tax-documents/xml.ts';
import type { AuthorizedRange } from '../../../../application/ports/tax-authority.ts';
import type { NumberedDocument } from '../../../../domain/tax-document/document.ts';
import { issuer } from './documents.ts';
import { keys, resolution } from './sii-fixture.ts';

/** The XML of a document, by an authority that nobody can reach. */
export const signedXml = async (document: NumberedDocument): Promise<string> => {
  const { certificate, cafs } = await keys();
  const authority = openSii({ issuer, ...certificate, cafs, resolution, url: 'http://127.0.0.1:9' });
  return (await authority.sign(document)).xml;
};

/** The texts of all elements of a name. */
export const valuesIn = (xml: string, name: string): readonly string[] =>
  Array.from(parseXml(xml).getElementsByTagNameNS('*', name), ({ textContent }) => textContent ?? '');

/** The text of the first element of a name. */
export const valueIn = (xml: string, name: string): string | undefined => valuesIn(xml, name)[0];

/** A CAF of the issuer's, for 1 to 100 unless told. */
export const cafFile = (options: Partial<SandboxCafOptions> & Pick<SandboxCafOptions, 'type'>): Promise<string> =>
  sandboxCaf({
    rut: issuer.taxId,
    legalName: issuer.legalName,
    from: 1,
    to: 100,
    authorizedOn: '2026-11-01',
    ...options,
  });

/** What files of CAF allow. */
export const caf = (...files: readonly string[]): readonly AuthorizedRange[] => openCafBook(files, issuer.taxId).ranges;
