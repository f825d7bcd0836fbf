import type { Element } from '@xmldom/xmldom';
import { paymentRules } from './payment-rules.ts';
import { saleRules, type SatRule, type SatRefusal } from './sale-rules.ts';
import { all, text } from './xml.ts';

const thePublic = 'XAXX010101000';
const foreigners = 'XEXX010101000';

const receiver = (root: Element, name: string): string => text(all(root, 'Receptor')[0], name);
const isGeneric = (root: Element): boolean => [thePublic, foreigners].includes(receiver(root, 'Rfc'));

/** Says what every document must keep to. */
const commonRules: readonly SatRule[] = [
  {
    code: 'CFDI40130',
    message: 'Incomes from the public at large, and only they, have InformacionGlobal',
    holds: (root) => {
      const isGlobal = text(root, 'TipoDeComprobante') === 'I' && receiver(root, 'Rfc') === thePublic;
      return isGlobal === all(root, 'InformacionGlobal').length > 0;
    },
  },
  {
    code: 'CFDI40146',
    message: 'The public at large has its name, and nobody else',
    holds: (root) => (receiver(root, 'Nombre') === 'PUBLICO EN GENERAL') === (receiver(root, 'Rfc') === thePublic),
  },
  {
    code: 'CFDI40149',
    message: 'Who has no RFC of his own has the postal code of the place of issue',
    holds: (root) => !isGeneric(root) || receiver(root, 'DomicilioFiscalReceptor') === text(root, 'LugarExpedicion'),
  },
  {
    code: 'CFDI40159',
    message: 'Who has no RFC of his own has the tax regime 616',
    holds: (root) => !isGeneric(root) || receiver(root, 'RegimenFiscalReceptor') === '616',
  },
  {
    code: 'CFDI40161',
    message: 'UsoCFDI goes with the tax regime',
    holds: (root) =>
      receiver(root, 'RegimenFiscalReceptor') !== '616' || ['S01', 'CP01'].includes(receiver(root, 'UsoCFDI')),
  },
];

const rulesByType: Readonly<Record<string, readonly SatRule[]>> = { I: saleRules, E: saleRules, P: paymentRules };

/** Returns the first of the SAT's rules that a document breaks. */
export const ruleRefusal = (root: Element): SatRefusal | undefined => {
  const ofType = rulesByType[text(root, 'TipoDeComprobante')];
  if (ofType === undefined) return { code: 'CFDI40121', message: 'TipoDeComprobante is I, E or P' };
  const broken = [...commonRules, ...ofType].find(({ holds }) => !holds(root));
  return broken === undefined ? undefined : { code: broken.code, message: broken.message };
};
