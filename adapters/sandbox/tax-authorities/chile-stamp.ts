import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Element } from '@xmldom/xmldom';
import { allIn, numberIn, rootOf, textIn } from './chile-xml.ts';

const base64Url = (base64: string): string => Buffer.from(base64, 'base64').toString('base64url');

const keyOf = (authorisation: Element): KeyObject =>
  createPublicKey({
    key: { kty: 'RSA', n: base64Url(textIn(authorisation, 'M')), e: base64Url(textIn(authorisation, 'E')) },
    format: 'jwk',
  });

const isSigned = (text: string | undefined, key: KeyObject, signature: string): boolean =>
  text !== undefined && verify('sha1', Buffer.from(text, 'latin1'), key, Buffer.from(signature, 'base64'));

/** What is wrong with the stamp (`TED`) of a document; nothing if all is well. */
export const stampFaults = (dte: string, document: Element): readonly string[] => {
  const text = /<TED version="1.0">(<DD>.*<\/DD>)<FRMT/s.exec(dte)?.[1] ?? '';
  const authorised = /<DA>.*<\/DA>/s.exec(text)?.[0];
  const [stamp] = allIn(document, 'TED');
  if (text === '' || stamp === undefined) return ['the stamp is not in one piece'];
  const data = rootOf(text);
  const [authorisation] = allIn(data, 'DA');
  if (authorisation === undefined) return ['the stamp has no CAF'];
  const key = keyOf(authorisation);
  const folio = numberIn(document, 'Folio');
  const checks: Readonly<Record<string, boolean>> = {
    'the signature of the stamp is wrong': isSigned(text, key, textIn(stamp, 'FRMT')),
    'the CAF was changed': isSigned(authorised, key, textIn(stamp, 'FRMA')),
    'the CAF is not of the issuer': textIn(authorisation, 'RE') === textIn(document, 'RUTEmisor'),
    'the CAF is not of the type': textIn(authorisation, 'TD') === textIn(document, 'TipoDTE'),
    'the folio is not in the CAF': numberIn(authorisation, 'D') <= folio && folio <= numberIn(authorisation, 'H'),
    'the stamp is not of the document':
      textIn(data, 'RE') === textIn(document, 'RUTEmisor') &&
      textIn(data, 'TD') === textIn(document, 'TipoDTE') &&
      numberIn(data, 'F') === folio &&
      textIn(data, 'FE') === textIn(document, 'FchEmis') &&
      textIn(data, 'RR') === textIn(document, 'RUTRecep') &&
      numberIn(data, 'MNT') === numberIn(document, 'MntTotal'),
  };
  return Object.entries(checks).flatMap(([fault, isWell]) => (isWell ? [] : [fault]));
};
