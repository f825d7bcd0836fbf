import { X509Certificate } from 'node:crypto';
import { SignedXml } from 'xml-crypto';

const signatures = /<Signature\b.*?<\/Signature>/gs;

/**
 * Who signed: the RUT of the certificate in an XML text's last signature, if that is good and about `reference` (`#` and an
 * `ID`, or empty for all of it) and nothing else; undefined otherwise.
 */
export const signerOf = (xml: string, reference: string): string | undefined => {
  const signature = Array.from(xml.matchAll(signatures), ([text]) => text).at(-1);
  if (signature === undefined) return undefined;
  const verifier = new SignedXml({ getCertFromKeyInfo: (info) => SignedXml.getCertFromKeyInfo(info) });
  try {
    verifier.loadSignature(signature);
    if (!verifier.checkSignature(xml)) return undefined;
    const [only, ...others] = verifier.getReferences();
    if (only?.uri !== reference || others.length > 0) return undefined;
    const body = /<X509Certificate>([^<]+)</.exec(signature)?.[1] ?? '';
    const { subject } = new X509Certificate(Buffer.from(body, 'base64'));
    return /^serialNumber=(.+)$/m.exec(subject)?.[1];
  } catch {
    return undefined; // Not even a signature to check.
  }
};
