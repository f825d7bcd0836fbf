import type { NumberedDocument } from '../../../domain/tax-document/document.ts';

/** What the SII says of an envelope that it was sent. */
export interface EnvelopeState {
  /** The SII's own code. */
  readonly code: string;
  readonly message: string;
  /** Once its documents are processed: how many were accepted, accepted with remarks (`reparos`), or refused. */
  readonly counts?: { readonly accepted: number; readonly remarked: number; readonly refused: number };
  /** What it remarks on the documents, as far as it says it here. */
  readonly remarks: readonly string[];
}

/** What became of sending an envelope: where to ask on, or why it was not taken in. */
export type Upload =
  { readonly trackId: string } | { readonly refused: { readonly code: string; readonly message: string } };

/** One of the SII's two systems: the one of invoices and notes, or the one of receipts. */
export interface SiiService {
  /** @param file the envelope @throws ServiceUnavailableError */
  upload(file: Uint8Array<ArrayBuffer>, name: string): Promise<Upload>;
  /** @throws ServiceUnavailableError */
  stateOf(trackId: string): Promise<EnvelopeState>;
  /** Whether the SII has this very document, whichever envelope brought it. @throws ServiceUnavailableError */
  holds(document: NumberedDocument): Promise<boolean>;
  /** @throws ServiceUnavailableError */
  ping(): Promise<void>;
}

/** A RUT in its two parts, as forms and addresses want it. */
export const partsOfRut = (rut: string): { readonly number: string; readonly digit: string } => {
  const [number = '', digit = ''] = rut.split('-');
  return { number, digit };
};

/** The form in which both systems take envelopes. */
export const uploadForm = (sender: string, company: string, file: Uint8Array<ArrayBuffer>, name: string): FormData => {
  const form = new FormData();
  const [from, of] = [partsOfRut(sender), partsOfRut(company)];
  form.append('rutSender', from.number);
  form.append('dvSender', from.digit);
  form.append('rutCompany', of.number);
  form.append('dvCompany', of.digit);
  form.append('archivo', new Blob([file], { type: 'text/xml' }), name);
  return form;
};

/** How both systems are shown the token. */
export const tokenHeaders = (token: string): Record<string, string> => ({ Cookie: `TOKEN=${token}` });

/** The SII's word for a document that it has, with the same amount, receiver and day. */
export const isHeld = 'DOK';
