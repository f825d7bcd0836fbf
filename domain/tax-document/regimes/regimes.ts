import { chile } from './chile.ts';
import { mexico } from './mexico.ts';
import { peru } from './peru.ts';
import { plain } from './plain.ts';

/** Lists the tax regimes, once. Their names are stored with every document: never rename one. */
export const taxRegimes = { CL: chile, PE: peru, MX: mexico, plain };

/** Names by whose rules a document is made. */
export type TaxRegime = keyof typeof taxRegimes;

export const taxRegimeNames = Object.keys(taxRegimes) as [TaxRegime, ...TaxRegime[]];
