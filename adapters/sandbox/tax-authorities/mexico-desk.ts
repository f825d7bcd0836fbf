import { LRUCache } from 'lru-cache';
import type { Element } from '@xmldom/xmldom';
import type { Clock } from '../../../application/ports/clock.ts';
import type { SandboxCertificate } from './certificate.ts';
import { all, hashOf, readCfdi, text } from './mexico-cfdi.ts';
import { ruleRefusal } from './mexico-rules.ts';
import { sealRefusal, type SatRefusal } from './mexico-seal.ts';
import { stampXml, type SandboxStamp } from './mexico-stamp.ts';

export type DeskVerdict =
  | { readonly stamp: SandboxStamp; readonly wasStampedBefore: boolean; readonly certificateNumber: string }
  | { readonly refusal: SatRefusal };

/** Documents that the sandbox remembers, the newest. */
const remembered = 100_000;

/** Decides like a PAC: seal, rules of the SAT, and whether it has this document or this folio already. */
export const stampingDesk = (certificate: SandboxCertificate, clock: Clock): ((xml: string) => DeskVerdict) => {
  /** When each document was stamped, by its hash; whose folios those are. */
  const stampedAt = new LRUCache<string, string>({ max: remembered });
  const folios = new LRUCache<string, string>({ max: remembered });

  return (xml) => {
    const root = parse(xml);
    if (root === undefined) return refused('301', 'It is no CFDI 4.0');
    if (all(root, 'Complemento/TimbreFiscalDigital').length > 0) return refused('307', 'It has a stamp already');
    const refusal = sealRefusal(root) ?? ruleRefusal(root);
    if (refusal !== undefined) return { refusal };
    const hash = hashOf(root);
    const before = stampedAt.get(hash);
    const folio = folioOf(root);
    if (before === undefined && folios.has(folio)) return refused('CFDI3307', `There is another document ${folio}`);
    const at = before ?? mexicoCity(clock.now());
    stampedAt.set(hash, at);
    folios.set(folio, hash);
    return {
      stamp: stampXml(xml, root, { uuid: uuidOf(hash), stampedAt: at }, certificate),
      wasStampedBefore: before !== undefined,
      certificateNumber: text(root, 'NoCertificado'),
    };
  };
};

const refused = (code: string, message: string): DeskVerdict => ({ refusal: { code, message } });

const parse = (xml: string): Element | undefined => {
  try {
    return readCfdi(xml);
  } catch {
    return undefined;
  }
};

const folioOf = (root: Element): string =>
  [text(all(root, 'Emisor')[0], 'Rfc'), text(root, 'Serie'), text(root, 'Folio')].join(' ');

/** Made of the document, so that a sandbox that was started anew gives the same one. */
const uuidOf = (hash: string): string =>
  [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `a${hash.slice(17, 20)}`, hash.slice(20, 32)].join(
    '-',
  );

const mexicoCity = (instant: string): string =>
  new Date(instant).toLocaleString('sv-SE', { timeZone: 'America/Mexico_City' }).replace(' ', 'T');
