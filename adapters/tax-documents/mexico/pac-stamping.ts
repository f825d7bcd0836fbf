/** What a PAC makes of a sealed CFDI. */
export type PacAnswer =
  /** The whole document with the SAT's stamp. Also for one that it had stamped before: with the same stamp. */
  | { readonly status: 'stamped'; readonly xml: string }
  /** `code` of the SAT's matrix (`CFDI40119`, `302`) or the PAC's own. */
  | { readonly status: 'refused'; readonly code: string; readonly message: string };

/** A certification provider (PAC): checks CFDI for the SAT and stamps them. */
export interface PacStamping {
  /** Safe to repeat. @throws ServiceUnavailableError if it does not answer, or does not admit us */
  stamp(xml: string): Promise<PacAnswer>;
  /** Resolves if it answers. @throws ServiceUnavailableError */
  ping(): Promise<void>;
}
