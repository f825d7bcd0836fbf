import type { PacAnswer, PacStamping } from '../../../../adapters/tax-documents/mexico/client.ts';
import { authorityContract } from '../authority-contract.ts';
import { documentOf } from './documents.ts';
import { open, pacAt, startPac } from './sat-fixture.ts';

/** Counts the documents that a PAC stamped. */
const counting = (pac: PacStamping, accepted: Set<string>): PacStamping => ({
  ping: () => pac.ping(),
  stamp: async (xml): Promise<PacAnswer> => {
    const answer = await pac.stamp(xml);
    if (answer.status === 'stamped') accepted.add(answer.xml);
    return answer;
  },
});

authorityContract('SAT, through the sandbox PAC', async () => {
  const sandbox = await startPac();
  const accepted = new Set<string>();
  const pac = counting(pacAt(sandbox.url), accepted);
  const [authority, restarted] = [await open(pac), await open(pac)];
  return {
    authority,
    restarted: () => restarted,
    document: (folio) => documentOf({ lines: [{ unitPrice: 11_600 }, { unitPrice: 333, quantity: 3000 }] }, { folio }),
    refused: async (folio) => {
      const document = documentOf({ lines: [{ unitPrice: 11_900, rate: 190_000 }] }, { folio });
      return { document, signed: await authority.sign(document) };
    },
    accepted: () => accepted.size,
    shutDown: () => sandbox.stop(),
    close: () => sandbox.stop(),
  };
});
