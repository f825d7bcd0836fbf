import type { DocumentPrinter, PrintableDocument } from '../../application/ports/document-printer.ts';
import type { TaxRegime } from '../../domain/tax-document/regimes/regimes.ts';
import { pageOf } from './page.ts';
import { chile, type SiiResolution } from './regimes/chile.ts';
import { mexico } from './regimes/mexico.ts';
import { peru } from './regimes/peru.ts';
import { plain } from './regimes/plain.ts';
import type { Representation } from './representation.ts';

export interface DocumentPrinterOptions {
  /** Printed under Chile's barcodes: number 0 unless it is told, as in the SII's certification. */
  readonly siiResolution?: SiiResolution;
}

/**
 * Prints documents as their country asks: receipts for rolls of 80 mm, all else for A4. A document that is not valid (yet)
 * says so in a frame.
 *
 * @throws Error from `print` for a document whose XML is none
 */
export const createDocumentPrinter = ({
  siiResolution = { number: 0 },
}: DocumentPrinterOptions = {}): DocumentPrinter => {
  const regimes: Readonly<Record<TaxRegime, (document: PrintableDocument) => Representation>> = {
    CL: chile(siiResolution),
    PE: peru,
    MX: mexico,
    plain,
  };
  return {
    print: (document) => Promise.resolve(document).then((each) => pageOf(each, regimes[each.regime](each))),
  };
};
