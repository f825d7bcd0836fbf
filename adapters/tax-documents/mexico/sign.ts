import { createPrivateKey, X509Certificate, sign, verify, type KeyObject } from 'node:crypto';
import { findAll, type XmlNode } from './xml.ts';

/** Describes a certificate of digital seal (CSD) with its key: what a tax payer signs with. */
interface Credential {
  readonly certificate: X509Certificate;
  /** Its 20 digits at the SAT. */
  readonly number: string;
  readonly privateKey: KeyObject;
}

/** Matches the SAT's numbers of certificates: 20 digits, written as text in the place of a number. */
const serialOfDigits = /^(?:3\d){20}$/;

/**
 * Reads a certificate and its key, as PEM or as the SAT gives them out: `.cer` (DER) and `.key` (encrypted PKCS#8 in DER).
 *
 * @throws Error if one cannot be read, if they do not belong together, or if it is no certificate of the SAT
 */
export const readCredential = (
  certificateBytes: Uint8Array | string,
  keyBytes: Uint8Array | string,
  password?: string,
): Credential => {
  const certificate = new X509Certificate(certificateBytes);
  const privateKey = readKey(Buffer.from(keyBytes), password);
  if (!certificate.checkPrivateKey(privateKey)) throw new Error('the private key is not that of the certificate');
  return { certificate, number: certificateNumber(certificate), privateKey };
};

const readKey = (key: Buffer, password: string | undefined): KeyObject => {
  const passphrase = password === undefined ? {} : { passphrase: password };
  return key.includes('-----BEGIN ')
    ? createPrivateKey({ key, ...passphrase })
    : createPrivateKey({ key, format: 'der', type: 'pkcs8', ...passphrase });
};

const certificateNumber = ({ serialNumber }: X509Certificate): string => {
  if (!serialOfDigits.test(serialNumber))
    throw new Error(`${serialNumber} is not the number of a certificate of the SAT`);
  return Buffer.from(serialNumber, 'hex').toString('ascii');
};

const digest = 'sha256';

/** Returns the seal (`sello`) on a cadena original: RSA with SHA-256, PKCS#1 v1.5, in base64. The same text gives the same seal. */
export const seal = (cadena: string, privateKey: KeyObject): string =>
  sign(digest, Buffer.from(cadena), privateKey).toString('base64');

export const isSealOf = (cadena: string, sealed: string, publicKey: KeyObject): boolean =>
  verify(digest, Buffer.from(cadena), publicKey, Buffer.from(sealed, 'base64'));

/**
 * Says what counts of each element, in which order: its attributes (`@`) and the elements below it. By the SAT's Anexo 20, as its
 * cadenaoriginal_4_0, Pagos20 and cadenaoriginal_TFD_1_1 transformations lay it down.
 */
const layouts: Readonly<Record<string, string>> = {
  'cfdi:Comprobante': `
    @Version @Serie @Folio @Fecha @FormaPago @NoCertificado @CondicionesDePago @SubTotal @Descuento @Moneda @TipoCambio
    @Total @TipoDeComprobante @Exportacion @MetodoPago @LugarExpedicion @Confirmacion
    cfdi:InformacionGlobal cfdi:CfdiRelacionados cfdi:Emisor cfdi:Receptor cfdi:Conceptos/cfdi:Concepto cfdi:Impuestos
    cfdi:Complemento/pago20:Pagos`,
  'cfdi:InformacionGlobal': '@Periodicidad @Meses @Año',
  'cfdi:CfdiRelacionados': '@TipoRelacion cfdi:CfdiRelacionado',
  'cfdi:CfdiRelacionado': '@UUID',
  'cfdi:Emisor': '@Rfc @Nombre @RegimenFiscal @FacAtrAdquirente',
  'cfdi:Receptor': `
    @Rfc @Nombre @DomicilioFiscalReceptor @ResidenciaFiscal @NumRegIdTrib @RegimenFiscalReceptor @UsoCFDI`,
  'cfdi:Concepto': `
    @ClaveProdServ @NoIdentificacion @Cantidad @ClaveUnidad @Unidad @Descripcion @ValorUnitario @Importe @Descuento
    @ObjetoImp cfdi:Impuestos/cfdi:Traslados/cfdi:Traslado cfdi:Impuestos/cfdi:Retenciones/cfdi:Retencion
    cfdi:ACuentaTerceros cfdi:InformacionAduanera cfdi:CuentaPredial cfdi:Parte`,
  'cfdi:Traslado': '@Base @Impuesto @TipoFactor @TasaOCuota @Importe',
  'cfdi:Retencion': '@Base @Impuesto @TipoFactor @TasaOCuota @Importe',
  'cfdi:ACuentaTerceros': `
    @RfcACuentaTerceros @NombreACuentaTerceros @RegimenFiscalACuentaTerceros @DomicilioFiscalACuentaTerceros`,
  'cfdi:InformacionAduanera': '@NumeroPedimento',
  'cfdi:CuentaPredial': '@Numero',
  'cfdi:Parte': `
    @ClaveProdServ @NoIdentificacion @Cantidad @Unidad @Descripcion @ValorUnitario @Importe cfdi:InformacionAduanera`,
  'cfdi:Impuestos': `
    cfdi:Retenciones/cfdi:Retencion @TotalImpuestosRetenidos cfdi:Traslados/cfdi:Traslado @TotalImpuestosTrasladados`,
  'pago20:Pagos': '@Version pago20:Totales pago20:Pago',
  'pago20:Totales': `
    @TotalRetencionesIVA @TotalRetencionesISR @TotalRetencionesIEPS @TotalTrasladosBaseIVA16 @TotalTrasladosImpuestoIVA16
    @TotalTrasladosBaseIVA8 @TotalTrasladosImpuestoIVA8 @TotalTrasladosBaseIVA0 @TotalTrasladosImpuestoIVA0
    @TotalTrasladosBaseIVAExento @MontoTotalPagos`,
  'pago20:Pago': `
    @FechaPago @FormaDePagoP @MonedaP @TipoCambioP @Monto @NumOperacion @RfcEmisorCtaOrd @NomBancoOrdExt @CtaOrdenante
    @RfcEmisorCtaBen @CtaBeneficiario @TipoCadPago @CertPago @CadPago @SelloPago pago20:DoctoRelacionado
    pago20:ImpuestosP/pago20:RetencionesP/pago20:RetencionP pago20:ImpuestosP/pago20:TrasladosP/pago20:TrasladoP`,
  'pago20:DoctoRelacionado': `
    @IdDocumento @Serie @Folio @MonedaDR @EquivalenciaDR @NumParcialidad @ImpSaldoAnt @ImpPagado @ImpSaldoInsoluto
    @ObjetoImpDR pago20:ImpuestosDR/pago20:RetencionesDR/pago20:RetencionDR
    pago20:ImpuestosDR/pago20:TrasladosDR/pago20:TrasladoDR`,
  'pago20:RetencionDR': '@BaseDR @ImpuestoDR @TipoFactorDR @TasaOCuotaDR @ImporteDR',
  'pago20:TrasladoDR': '@BaseDR @ImpuestoDR @TipoFactorDR @TasaOCuotaDR @ImporteDR',
  'pago20:RetencionP': '@ImpuestoP @ImporteP',
  'pago20:TrasladoP': '@BaseP @ImpuestoP @TipoFactorP @TasaOCuotaP @ImporteP',
  'tfd:TimbreFiscalDigital': '@Version @UUID @FechaTimbrado @RfcProvCertif @Leyenda @SelloCFD @NoCertificadoSAT',
};

/** Lists each layout as steps: an attribute's name with `@`, or the names on the way to elements. */
const steps = new Map(Object.entries(layouts).map(([name, layout]) => [name, layout.trim().split(/\s+/)]));

/**
 * Returns the text that a seal is put on: of a `cfdi:Comprobante` the issuer's, of a `tfd:TimbreFiscalDigital` the SAT's.
 * Complements other than Pagos 2.0 are not covered.
 */
export const cadenaOriginal = (root: XmlNode): string => `||${fieldsOf(root).join('|')}||`;

const fieldsOf = (from: XmlNode): readonly string[] =>
  (steps.get(from.name) ?? []).flatMap((step) =>
    step.startsWith('@') ? attributeOf(from, step.slice(1)) : findAll(from, step.split('/')).flatMap(fieldsOf),
  );

const attributeOf = ({ attributes }: XmlNode, name: string): readonly string[] => {
  const value = attributes[name];
  return value === undefined ? [] : [value.replaceAll(/[ \t\r\n]+/g, ' ').replaceAll(/^ | $/g, '')];
};
