import { readXml } from './xml-node.ts';

const verification = 'https://verificacfdi.facturaelectronica.sat.gob.mx/default.aspx';

/** Where anybody may ask the SAT for a document: what its QR code says. By Anexo 20, with the last 8 characters of the seal. */
export const verificationUrl = (xml: string, uuid: string): string => {
  const root = readXml(xml);
  const rfcOf = (name: string): string =>
    encodeURIComponent(root.children.find((child) => child.name === name)?.attributes.Rfc ?? '');
  const { Total = '', Sello = '' } = root.attributes;
  const [issuer, receiver] = [rfcOf('cfdi:Emisor'), rfcOf('cfdi:Receptor')];
  return `${verification}?id=${uuid}&re=${issuer}&rr=${receiver}&tt=${Total}&fe=${Sello.slice(-8)}`;
};
